"""Nothing that lies in a site's folder is run, and nothing outside it is read, whatever its data and content hold."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pagefind_bin import get_executable

from jumelage.store.store import cache_folder
from running import environment, held
from sites import ROOT, copied, written

CONSOLE = Path(sys.executable).with_name("jumelage")
# What would be run if the folder in which a command is started were searched for modules: each leaves a mark.
MARK = "import pathlib\npathlib.Path(__file__).with_name('RUN').write_text(__name__)\n"
NAMES = (
    "yaml.py", "json.py", "pagefind.py", "random.py", "sitecustomize.py", "jinja2/__init__.py", "PIL.py",
    "jumelage/__init__.py", "pip/__init__.py", "pip/__main__.py", "venv.py", "pagefind_bin.py", "encodings/__init__.py",
    "hatchling/__init__.py", "pelican.py", "conftest.py", "only_here.py",
)  # fmt: skip
PAGEFIND = "site: /etc\noutput_path: RUN\nverbose: true\n"
# Below these a build may look: where this software and Python are, the site itself, and where the system keeps what can
# be made again and what is there for a moment. What it reads elsewhere is told here, each with its reason.
SYSTEM = (
    "/dev/null",
    "/dev/urandom",
    "/proc/",
    "/sys/fs/cgroup",
    "/etc/localtime",
    "/etc/mime.types",
    "/usr/share/zoneinfo",
)
WATCHED = """
import json, os, sys
seen = []
def watch(event, given):
    if event in {"open", "os.listdir", "os.scandir", "os.mkdir", "os.remove", "os.rename", "os.symlink", "os.link"}:
        path = given[0]
        if isinstance(path, (str, bytes)):
            seen.append((event, os.path.realpath(os.fsdecode(path))))
    elif event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")) and event != "socket.gethostname":
        seen.append((event, repr(given)))
    elif event in {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"}:
        seen.append((event, " ".join(map(str, given[1]))))
sys.addaudithook(watch)
from jumelage.__main__ import main
status = main(["build"])
print(json.dumps([status, seen, sys.path]), file=open(os.environ["SEEN"], "w"))
"""


def booby_trapped(root: Path) -> Path:
    """Lay modules and settings into the folder of a site; return it."""
    written(root, dict.fromkeys(NAMES, MARK) | {"pagefind.yml": PAGEFIND, "pagefind.toml": 'site = "/etc"\n'})
    return written(root, {"data/.gitkeep": "", "content/.gitkeep": ""})


@pytest.mark.parametrize(
    "command",
    [
        pytest.param((CONSOLE, "build"), id="the command"),
        pytest.param((sys.executable, "-I", "-m", "jumelage", "build"), id="as make starts it"),
        pytest.param(
            (sys.executable, "-I", "-m", "jumelage", "build", "--settings", "publishconf.py"), id="to publish"
        ),
        pytest.param((sys.executable, "-I", "-m", "jumelage", "check", "--fresh"), id="a check"),
        pytest.param((CONSOLE.with_name("pelican"), "content", "-s", "pelicanconf.py"), id="Pelican"),
    ],
)
def test_nothing_that_lies_in_the_folder_of_a_site_is_run(command: tuple[str | Path, ...], tmp_path: Path) -> None:
    root = booby_trapped(copied(tmp_path))
    # What is imported after the settings were read comes from elsewhere, too.
    after = "\ntry:\n    import only_here\nexcept ImportError:\n    pass\n"
    # Nobody brings the marks of the example's repository.
    after += "REPOSITORY = ''\n"
    written(root, {"publishconf.py": (ROOT / "publishconf.py").read_text("utf-8") + after})
    # The console script does not keep Python from what the environment names, `-I` does.
    paths = {"PYTHONPATH": str(root), "PYTHONSTARTUP": str(root / "yaml.py")} if "-I" in command else {}
    kept = {name: value for name, value in environment().items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=root, env={**kept, **paths}, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, [*root.rglob("RUN")]) == (0, []), done.stderr
    assert "check" in command or (root / "output/pagefind/nl/pagefind.js").is_file()


def test_the_same_traps_are_run_by_who_searches_the_folder(tmp_path: Path) -> None:
    root = booby_trapped(copied(tmp_path))
    subprocess.run((sys.executable, "-m", "jumelage", "check"), cwd=root, capture_output=True, check=False)
    assert [*root.rglob("RUN")]


@pytest.mark.parametrize("name", ["Makefile", "scaffold/Makefile"])
def test_make_starts_python_apart_from_the_folder(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    started = [line for line in text.splitlines() if "bin/python " in line or "$(PYTHON) " in line]
    assert started
    wrong = [line for line in started if not any(f"{python} -I" in line for python in ("bin/python", "$(PYTHON)"))]
    # The benchmark imports what lies beside it, and nothing else of the environment.
    assert [line.split(" -E -s ")[-1] for line in wrong if not line.startswith(("\t  echo", ".venv"))] in (
        [],
        ["benchmarks/bench.py --runs $(RUNS)"],
    )
    assert "bin/jumelage" not in text


HOSTILE: dict[str, str | bytes] = {
    "content/nl/place/lunara.md": (
        "[a]({static}../../etc/passwd) {% include '/etc/passwd' %} {{ ''.__class__ }}\n\n"
        "![b](file:///etc/passwd) <iframe src='http://127.0.0.1:9/'> --8<-- \"/etc/passwd\"\n\n"
        "[c](http://127.0.0.1:9/) ![d](http://127.0.0.1:9/a.png)\n\n.. include:: /etc/passwd\n"
    ),
    "content/nl/page/r.rst": ".. include:: /etc/passwd\n",
    "data/networks.yaml": (
        "- id: !!python/object/apply:os.system ['touch RUN']\n  name: {nl: !include /etc/passwd, fr: '{{ 7*7 }}'}\n"
        "  website: file:///etc/passwd\n  pictures: [{file: /etc/passwd}]\n"
    ),
    "data/calls.yaml": "- !!python/module:os {}\n- !!python/object/new:os.system [touch RUN]\n",
    "data/themes/a.yaml": "- id: a\n  name: {nl: '{{ 7*7 }}', fr: \"{% import 'os' %}\"}\n",
}


def watched(root: Path, seen: Path) -> tuple[int, list[tuple[str, str]], list[str]]:
    """Return the exit status of a build, what it opened, listed, started and connected to, and where modules are."""
    subprocess.run(
        (sys.executable, "-c", WATCHED), cwd=root, env=environment(SEEN=str(seen)), capture_output=True, check=False
    )
    status, found, modules = json.loads(seen.read_text("utf-8"))
    return status, [(event, path) for event, path in found], [one for one in modules if one]


def outside(found: list[tuple[str, str]], root: Path, modules: list[str]) -> Iterator[tuple[str, str]]:
    """Give what lies neither in the site, in an installation, in the cache nor in a folder for a moment."""
    folders = [
        *map(Path, (sys.prefix, sys.base_prefix, *modules)),
        ROOT / "plugins",
        ROOT / "theme",
        root,
        cache_folder(),
    ]
    within = [f"{one.resolve()}/" for one in folders]
    moment = f"{tempfile.gettempdir()}/"
    for event, path in found:
        search = path.startswith(f"{get_executable()} --quiet --site {moment}")
        passing = path.startswith(moment) and not path.startswith(str(root.parent))
        known = passing or path.startswith((*within, *SYSTEM)) or f"{path}/" in within
        if not (search if event.startswith("subprocess") else known):
            yield event, path


@pytest.mark.parametrize("hostile", [True, False], ids=["hostile", "valid"])
def test_a_build_reads_nothing_outside_the_site_and_asks_nobody(hostile: bool, tmp_path: Path) -> None:
    root = copied(tmp_path)
    if hostile:
        written(root, HOSTILE)
        (root / "content/files/link.pdf").symlink_to("/etc/passwd")
        (root / "data/link.yaml").symlink_to("/etc/passwd")
        (root / "content/pictures/all").symlink_to("/")
    status, found, modules = watched(root, tmp_path / "seen.json")
    assert status == (1 if hostile else 0)
    # It was looking: the site's own files are there.
    assert ("open", str(root / "data/themes.yaml")) in found
    assert [*outside(found, root, modules)] == []
    assert [event for event, _ in found if event.startswith(("socket", "http", "urllib"))] == []
    assert [*root.rglob("RUN")] == []


def test_what_a_template_or_a_tag_of_python_would_do_is_printed_as_text(tmp_path: Path) -> None:
    root = copied(tmp_path)
    record = "- id: a\n  name: {nl: '{{ 7*7 }} {% x %}', fr: '${7*7} <% 7*7 %>', en: \"'><script>x</script>\"}\n"
    written(root, {"data/themes/a.yaml": record + '  summary: {nl: "a\\r\\nb: c", fr: "]]> --> {x.__class__}"}\n'})
    assert watched(root, tmp_path / "seen.json")[0] == 0
    output = held(root / "output")
    assert "{{ 7*7 }} {% x %}" in output["nl/themas/a/index.html"].decode()
    assert "${7*7} &lt;% 7*7 %&gt;" in output["fr/themes/a/index.html"].decode()
    assert "&lt;script&gt;" in output["en/themes/a/index.html"].decode()
    whole = {name: data for name, data in output.items() if name.endswith((".html", ".xml", ".json", ".ics"))}
    assert [name for name, data in whole.items() if b"<script>x" in data and not name.endswith(".json")] == []
    assert [name for name, data in whole.items() if b"\r\nb: c" in data] == []


def test_a_value_does_not_begin_a_line_of_its_own_in_a_calendar_or_a_feed(tmp_path: Path) -> None:
    root = copied(tmp_path)
    forged = r'"Feest\r\nEND:VEVENT\r\nBEGIN:VEVENT\nURL:https://example.org/x"'
    event = f"""
- id: feest-x
  municipality: zonnedal
  name: {{nl: {forged}, fr: {forged}, en: {forged}}}
  summary: {{nl: {forged}, fr: {forged}, en: {forged}}}
  rhythm: once
  updated: 2026-01-01
  editions: [{{year: 2027, start: 2027-01-01, end: 2027-01-02}}]
"""
    written(root, {"data/events/x.yaml": event})
    assert watched(root, tmp_path / "seen.json")[0] == 0
    output = held(root / "output")
    calendar = output["nl/evenementen/feest-x/calendar.ics"].replace(b"\r\n ", b"").splitlines()
    assert [line for line in calendar if line.startswith(b"URL:https://example.org/x")] == []
    assert calendar.count(b"END:VEVENT") == calendar.count(b"BEGIN:VEVENT") == 1
    assert [line for line in output["nl/feed.xml"].splitlines() if line.startswith((b"END:", b"URL:"))] == []
