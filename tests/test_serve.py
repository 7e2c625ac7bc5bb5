"""The editing server as a browser meets it."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from sites import ROOT, small, written

TEXT = "text/html; charset=utf-8"
WATER = "- {id: water, name: {nl: Water, fr: Eau, en: Water}}\n"


class Answer(NamedTuple):
    """What came back."""

    status: int
    kind: str
    text: str


class Served(NamedTuple):
    """A server: its folder, port and process."""

    root: Path
    port: int
    process: "subprocess.Popen[str]"

    def ask(self, path: str, method: str = "GET", host: str = "localhost") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, headers={"Host": f"{host}:{self.port}"})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        kind = answer.headers["Content-Type"] or answer.headers["Location"]
        connection.close()
        return Answer(answer.status, kind, text)

    def state(self) -> dict[str, object]:
        """Return what an open page is told first."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/_jumelage/events")
        answer = connection.getresponse()
        line = answer.readline().decode()
        connection.close()
        held: dict[str, object] = json.loads(line.removeprefix("data: "))
        return held

    def says(self) -> str:
        assert self.process.stderr
        return self.process.stderr.readline()


def started(root: Path, *options: str, **environment: str) -> Served:
    command = (sys.executable, "-m", "jumelage", "serve", "--port", "0", "--today", "2026-11-22", *options)
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "plugins"), **environment}
    process = subprocess.Popen(
        command, cwd=root, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    served = Served(root, 0, process)
    while True:
        line = served.says()
        assert line, process.stdout and process.stdout.read()
        if found := re.search(r"http://localhost:(\d+)", line):
            return Served(root, int(found[1]), process)


def ended(served: Served) -> None:
    served.process.kill()
    for stream in (served.process.stdout, served.process.stderr):
        if stream:
            stream.close()
    served.process.wait(timeout=10)


def made(folder: Path) -> Path:
    municipality = "- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil, en: Zonnedal}}\n"
    return small(folder, municipalities=municipality, themes=WATER)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return made(tmp_path / "site")


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a site that no test changes."""
    server = started(made(tmp_path_factory.mktemp("looked") / "site"))
    yield server
    ended(server)


@pytest.fixture
def served(site: Path) -> Iterator[Served]:
    server = started(site)
    yield server
    ended(server)


def waited(for_what: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if for_what():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(
    ("path", "status", "kind", "text"),
    [
        pytest.param("/", 200, TEXT, "<html", id="the choice of languages"),
        pytest.param("/nl/themas/water/", 200, TEXT, "Water", id="a page"),
        pytest.param("/nl/themas/water/?a=b#c", 200, TEXT, "Water", id="a page with a question"),
        pytest.param("/nl/themas/water", 302, "/nl/themas/water/", "", id="a page without its slash"),
        pytest.param("/404.html", 200, TEXT, "404", id="the 404 page itself"),
        pytest.param("/sitemap.xml", 200, "application/xml; charset=utf-8", "<urlset", id="the sitemap"),
        pytest.param("/robots.txt", 200, "text/plain; charset=utf-8", "User-agent", id="robots"),
        pytest.param("/static/icon.svg", 200, "image/svg+xml", "<svg", id="a file of the theme"),
        pytest.param("/_jumelage/reload.js", 200, "text/javascript; charset=utf-8", "EventSource", id="the script"),
        pytest.param("/_jumelage/overlay.css", 200, "text/css; charset=utf-8", ".jumelage", id="the style"),
        pytest.param("/patterns/", 200, TEXT, 'id="_world"', id="the components"),
        pytest.param("/pagefind/nl/pagefind.js", 200, "text/javascript; charset=utf-8", "search", id="the search"),
        pytest.param("/nl/nergens/", 404, TEXT, "jumelage-nearest", id="nothing"),
        pytest.param("/../data/themes.yaml", 404, TEXT, "404", id="a source"),
        pytest.param("/%2e%2e/data/themes.yaml", 404, TEXT, "404", id="a source, escaped"),
        pytest.param("/_jumelage/server.py", 404, TEXT, "404", id="the server's own code"),
    ],
)
def test_an_address_gets_its_answer(path: str, status: int, kind: str, text: str, looked_at: Served) -> None:
    answer = looked_at.ask(path)
    assert (answer.status, answer.kind) == (status, kind)
    assert text in answer.text
    assert looked_at.ask(path, "HEAD") == (status, kind, "")


def test_who_asks_for_what_is_being_made_waits_for_it(served: Served) -> None:
    paths = [f"/share/{lang}/{name}.png" for lang in ("nl", "fr", "en") for name in ("site", "kind-theme")]
    with ThreadPoolExecutor(len(paths)) as readers:
        answers = [*readers.map(lambda path: served.ask(path, "HEAD").status, paths)]
    assert answers == [200] * len(paths)


def test_only_pages_carry_the_script(looked_at: Served) -> None:
    assert looked_at.ask("/nl/").text.count("/_jumelage/reload.js") == 1
    assert "_jumelage" not in looked_at.ask("/sitemap.xml").text
    assert not (looked_at.root / "output").exists()


def test_nothing_but_reading_is_answered(looked_at: Served) -> None:
    assert looked_at.ask("/nl/", "DELETE").status == 501


@pytest.mark.parametrize(("host", "status"), [("localhost", 200), ("127.0.0.1", 200), ("evil.example", 403)])
def test_only_this_machine_is_answered(host: str, status: int, looked_at: Served) -> None:
    assert looked_at.ask("/nl/", host=host).status == status


def test_an_unknown_address_names_the_nearest_pages_and_escapes_what_was_asked(looked_at: Served) -> None:
    answer = looked_at.ask("/nl/thema/%3Cscript%3E/water/")
    assert '<a href="/nl/themas/water/">Water</a>' in answer.text
    assert "<script>/" not in answer.text
    assert "/nl/thema/&lt;script&gt;/water/" in answer.text


def test_a_change_is_seen_and_a_mistake_leaves_the_last_good_site(served: Served) -> None:
    before = served.state()
    assert before["problems"] == []
    written(served.root, {"data/themes.yaml": WATER.replace("nl: Water", "nl: Regen")})
    assert waited(lambda: "Regen" in served.ask("/nl/themas/water/").text)
    after = served.state()
    assert after["number"] != before["number"]

    written(served.root, {"data/themes.yaml": "- {id: water, name: {nl: Wolk}}\n"})
    assert waited(lambda: served.state()["problems"] != [])
    broken = served.state()
    assert broken["number"] == after["number"]
    assert broken["problems"] == [
        {
            "place": "data/themes.yaml:1:15",
            "message": "The text is missing in French.",
            "hint": "Add a line that begins with 'fr:'.",
            "code": "missing-language",
            "frame": "      1 | - {id: water, name: {nl: Wolk}}\n        |               ^",
            "open": f"vscode://file{served.root}/data/themes.yaml:1:15",
        }
    ]
    assert "Regen" in served.ask("/nl/themas/water/").text


def test_a_new_text_and_one_that_goes_are_noticed(served: Served) -> None:
    texts = {f"content/{lang}/page/nieuw.md": "---\ntitle: Nieuw\n---\nA.\n" for lang in ("nl", "fr", "en")}
    written(served.root, texts)
    assert waited(lambda: served.ask("/nl/nieuw/").status == 200)
    for path in texts:
        (served.root / path).unlink()
    assert waited(lambda: served.ask("/nl/nieuw/").status == 404)


def test_a_change_that_is_half_made_is_shown_until_it_is_finished(served: Served) -> None:
    plan = written(served.root, {".change/plan.json": "{}"}) / ".change/plan.json"
    assert waited(lambda: "unfinished-change" in str(served.state()["problems"]))
    plan.unlink()
    assert waited(lambda: served.state()["problems"] == [])


def test_settings_are_read_anew(served: Served) -> None:
    written(served.root, {"pelicanconf.py": "SITENAME = 'Een andere naam'\n"})
    assert waited(lambda: "Een andere naam" in served.ask("/nl/").text)
    written(served.root, {"pelicanconf.py": "SITENAME = \n"})
    assert waited(lambda: "cannot be read" in str(served.state()["problems"]))


def test_a_site_that_was_never_good_shows_why(site: Path) -> None:
    written(site, {"data/themes.yaml": "- id: [\n"})
    served = started(site, "--lang", "fr")
    try:
        answer = served.ask("/nl/")
        assert answer.status == 503
        assert "/_jumelage/reload.js" in answer.text
        written(site, {"data/themes.yaml": WATER})
        assert waited(lambda: served.ask("/nl/").status == 200)
    finally:
        ended(served)


def test_a_broken_template_is_told(site: Path) -> None:
    written(site, {"theme/pages/base.html": "", "theme/pages/choose.html": "{{ nothing }}"})
    strings = {
        f"theme/strings/{lang}.yaml": (ROOT / f"theme/strings/{lang}.yaml").read_bytes() for lang in ("nl", "fr", "en")
    }
    written(site, strings)
    served = started(site)
    try:
        assert served.ask("/").status == 500
        assert "choose.html:1: 'nothing' is undefined" in str(served.state()["problems"])
    finally:
        ended(served)


def test_drafts_are_shown_on_request_and_marked(site: Path) -> None:
    written(site, {"data/themes.yaml": WATER.replace("{id: water,", "{id: water, draft: true,")})
    served = started(site, "--drafts")
    try:
        page = served.ask("/nl/themas/water/")
        assert page.status == 200
        assert 'class="jumelage-drafts"' in page.text
        assert "notice--draft" in page.text
        assert "badge--draft" in served.ask("/nl/themas/").text
    finally:
        ended(served)
    served = started(site)
    try:
        assert served.ask("/nl/themas/water/").status == 404
    finally:
        ended(served)


def test_a_site_below_a_folder_is_served_there(site: Path) -> None:
    served = started(site, SITEURL="https://example.org/project")
    try:
        assert served.ask("/project/nl/themas/water/").status == 200
        assert "/project/_jumelage/reload.js" in served.ask("/project/nl/").text
        assert served.ask("/project/_jumelage/reload.js").status == 200
        assert served.ask("/project/nl").kind == "/project/nl/"
        assert served.ask("/project").kind == "/project/"
    finally:
        ended(served)


def test_a_port_that_is_taken_is_said_with_another(looked_at: Served, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "jumelage", "serve", "--port", str(looked_at.port), "--root", str(looked_at.root))
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "plugins")}
    done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"Choose another one: --port {looked_at.port + 1}" in done.stderr


def test_it_ends_at_once_when_it_is_interrupted(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    connection.request("GET", "/_jumelage/events")
    connection.getresponse().readline()
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=5) == 130
    assert served.process.stderr
    assert "Traceback" not in served.process.stderr.read()
    connection.close()


def test_what_is_saved_as_soon_as_the_address_is_known_is_seen(served: Served) -> None:
    written(served.root, {"data/themes.yaml": WATER.replace("nl: Water", "nl: Regen")})
    assert waited(lambda: "Regen" in served.ask("/nl/themas/water/").text)


def failed(served: Served, told: str) -> bool:
    """Return whether a page shows that something is wrong; only when it is asked for is it made."""
    served.ask("/nl/nieuw/")
    return told in str(served.state()["problems"])


def test_a_mistake_in_a_template_leaves_the_last_good_page(site: Path) -> None:
    shutil.copytree(ROOT / "theme", site / "theme")
    template = site / "theme/pages/base.html"
    sound = template.read_text("utf-8")
    written(site, {f"content/{lang}/page/nieuw.md": "---\ntitle: Nieuw\n---\nA.\n" for lang in ("nl", "fr", "en")})
    served = started(site)
    try:
        for mistake, told in (
            ("{% if %}", f"theme/pages/base.html:{sound.count(chr(10)) + 1}"),
            ("{{ nothing }}", "'nothing' is undefined"),
        ):
            template.write_text(f"{sound}{mistake}", encoding="utf-8")
            assert waited(partial(failed, served, told))
            answer = served.ask("/nl/nieuw/")
            assert (answer.status, "<h1" in answer.text) == (200, True)
        template.write_text(sound.replace("<body", "<body data-new"), encoding="utf-8")
        assert waited(lambda: served.state()["problems"] == [] and "<body data-new" in served.ask("/nl/nieuw/").text)
    finally:
        ended(served)


def test_a_theme_that_comes_later_and_data_that_are_exchanged_are_noticed(served: Served) -> None:
    shutil.copytree(ROOT / "theme", served.root / "new")
    page = served.root / "new/pages/base.html"
    page.write_text(page.read_text("utf-8").replace("<body", "<body data-new"), encoding="utf-8")
    (served.root / "new").rename(served.root / "theme")
    assert waited(lambda: "<body data-new" in served.ask("/nl/").text)

    (served.root / "data").rename(served.root / "old")
    assert waited(lambda: "is not a site" in str(served.state()["problems"]))
    assert served.ask("/nl/").status == 200
    shutil.copytree(served.root / "old", served.root / "data")
    assert waited(lambda: served.state()["problems"] == [])
    written(served.root, {"data/themes.yaml": WATER.replace("nl: Water", "nl: Regen")})
    assert waited(lambda: "Regen" in served.ask("/nl/themas/water/").text)


def test_changed_code_starts_the_server_anew_at_its_port_unless_it_is_no_sound_python(site: Path) -> None:
    shutil.copytree(ROOT / "plugins", site / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "theme", site / "theme")
    served = started(site, PYTHONPATH=str(site / "plugins"))
    code = site / "plugins/jumelage/exports/robots.py"
    try:
        code.write_text("def\n", encoding="utf-8")
        assert waited(lambda: "plugins/jumelage/exports/robots.py:1:" in str(served.state()["problems"]))
        code.write_text('def robots(site: object) -> str:\n    return "Nieuw"\n', encoding="utf-8")
        assert waited(lambda: answered(served, "/robots.txt") == "Nieuw")
        assert served.process.poll() is None
    finally:
        ended(served)


def answered(served: Served, path: str) -> str:
    """Return what is answered, '' when nobody does."""
    try:
        return served.ask(path).text
    except (OSError, http.client.HTTPException):
        return ""


def test_who_else_can_see_the_site_is_said(site: Path) -> None:
    served = started(site, "--host", "0.0.0.0")  # noqa: S104 - what is tested
    try:
        assert served.says() == "Others on the network can see this site.\n"
        # Files of this machine open on this machine alone.
        written(site, {"data/themes.yaml": "- {id: water, name: {nl: Wolk}}\n"})
        assert waited(lambda: served.state()["problems"] != [])
        assert "vscode" not in str(served.state())
        assert served.ask("/nl/", host="some.example").status == 200
    finally:
        ended(served)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(["--port", "70000"], "Choose another one: --port 8000", id="no port"),
        pytest.param(["--host", "a b"], "a b is not an address of this machine.", id="no host"),
    ],
)
def test_an_address_that_cannot_be_used_is_said(options: list[str], told: str, site: Path) -> None:
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "plugins")}
    command = (sys.executable, "-m", "jumelage", "serve", *options)
    done = subprocess.run(command, cwd=site, env=own, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert told in done.stderr


def test_an_address_that_is_none_is_refused(looked_at: Served) -> None:
    assert looked_at.ask("http://[/").status == 400
