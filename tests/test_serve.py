"""The editing server as a browser meets it."""

import http.client
import json
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from threading import Event
from typing import Any, NamedTuple

import pytest

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import catalogue
from jumelage.serving import Options, serve
from jumelage.serving.preview import Preview
from jumelage.settings import Settings, read_settings
from running import DAY, JUMELAGE, Here, environment, running, waited
from sites import ROOT, small, written

TEXT = "text/html; charset=utf-8"
WATER = "- {id: water, name: {nl: Water, fr: Eau, en: Water}}\n"
BROKEN = "- {id: water, name: {nl: Wolk}}\n"
VIDEO = b"\0\0\0\x10ftypisom\0\0\2\0\0\0\0\xc4mdat" + bytes(range(188))
LOCALHOST = re.compile(r"http://localhost:(\d+)")


class Answer(NamedTuple):
    """What came back."""

    status: int
    kind: str
    text: str


@dataclass(frozen=True)
class Served:
    """A server: its folder and port, what it says, and the ports at which it was to start again."""

    root: Path
    port: int
    said: "Queue[str]" = field(default_factory=Queue)
    restarted: list[int] = field(default_factory=list)

    @contextmanager
    def asked(self, path: str, method: str = "GET", **headers: str) -> Iterator[http.client.HTTPResponse]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, headers={"Host": f"localhost:{self.port}", **headers})
            yield connection.getresponse()
        finally:
            connection.close()

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        with self.asked(path, method, **headers) as answer:
            kind = answer.headers["Content-Type"] or answer.headers["Location"]
            return Answer(answer.status, kind, answer.read().decode("utf-8", "replace"))

    def state(self) -> dict[str, object]:
        """Return what an open page is told first."""
        with self.asked("/_jumelage/events") as answer:
            return reported(answer)


def reported(events: http.client.HTTPResponse) -> dict[str, object]:
    """Return what an open page is told next."""
    line = next(line for line in iter(events.readline, b"") if line.startswith(b"data: "))
    held: dict[str, object] = json.loads(line.removeprefix(b"data: "))
    return held


def options(served: Served, stop: Event, **changes: Any) -> Options:
    """Return how to serve within this process, with changed options or settings."""
    lang = changes.pop("lang", "en")
    spoken = catalogue(lang)
    own = {name: changes.pop(name) for name in ("host", "port", "package") if name in changes}

    def settings() -> Settings:
        return replace(read_settings(served.root / "pelicanconf.py", DAY), **changes)

    return Options(
        lang=lang,
        spoken=spoken,
        settings=settings,
        settings_file=served.root / "pelicanconf.py",
        show=lambda problems: served.said.put(str(problems)),
        say=lambda sentence: served.said.put(sentence.said(spoken)),
        looked=lambda _: None,
        restart=served.restarted.append,
        stop=stop,
        **{"host": "127.0.0.1", "port": 0, "package": ROOT / "plugins" / "jumelage", **own},
    )


@contextmanager
def serving(root: Path, **changes: Any) -> Iterator[Served]:
    """Serve a site within this process for the time of a `with`."""
    first, stop = Served(root, 0), Event()
    with ThreadPoolExecutor(1) as threads:
        end = threads.submit(serve, root, options(first, stop, **changes))
        try:
            while not (found := LOCALHOST.search(first.said.get(timeout=60))):
                pass
            yield replace(first, port=int(found[1]))
        finally:
            stop.set()
            assert end.result(timeout=60) == 0


@contextmanager
def started(root: Path, **changes: str) -> Iterator[tuple[Served, "subprocess.Popen[bytes]"]]:
    """Serve a site in a process of its own for the time of a `with`."""
    command = (*JUMELAGE, "serve", "--port", "0")
    with running(*command, root=root, env=environment(**changes), stderr=subprocess.PIPE) as process:
        assert process.stderr
        found = next(found for line in process.stderr if (found := LOCALHOST.search(line.decode())))
        yield Served(root, int(found[1])), process


def made(folder: Path) -> Path:
    municipality = "- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil, en: Zonnedal}}\n"
    return small(folder, municipalities=municipality, themes=WATER)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return made(tmp_path / "site")


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a site that no test changes."""
    themes = WATER.replace("id: water,", "id: water, aliases: [bron],")
    files: dict[str, str | bytes] = {"content/video/film.mp4": VIDEO, "data/themes.yaml": themes}
    root = written(made(tmp_path_factory.mktemp("looked") / "site"), files)
    with serving(root) as served:
        yield served


@pytest.fixture
def served(site: Path) -> Iterator[Served]:
    with serving(site) as served:
        yield served


@pytest.mark.parametrize(
    ("path", "status", "kind", "text"),
    [
        pytest.param("/", 200, TEXT, "<html", id="the choice of languages"),
        pytest.param("/nl/themas/water/", 200, TEXT, "Water", id="a page"),
        pytest.param("/nl/themas/water/?a=b#c", 200, TEXT, "Water", id="a page with a question"),
        pytest.param("/nl/themas/water", 302, "/nl/themas/water/", "", id="a page without its slash"),
        pytest.param("/nl/themas/bron/", 200, TEXT, 'href="/nl/themas/water/"', id="a former address"),
        pytest.param("/404.html", 200, TEXT, "404", id="the 404 page itself"),
        pytest.param("/sitemap.xml", 200, "application/xml", "<urlset", id="the sitemap"),
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
    assert looked_at.ask("/nl/", "DELETE").status == 405


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 403),
        ("evil_.example", 403),
        ("", 403),
    ],
)
def test_only_this_machine_is_answered(host: str, status: int, looked_at: Served) -> None:
    assert looked_at.ask("/nl/", Host=host).status == status


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

    written(served.root, {"data/themes.yaml": BROKEN})
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
    with serving(site, lang="fr") as served:
        answer = served.ask("/nl/")
        assert answer.status == 503
        assert "/_jumelage/reload.js" in answer.text
        written(site, {"data/themes.yaml": WATER})
        assert waited(lambda: served.ask("/nl/").status == 200)


def test_a_broken_template_is_told(site: Path) -> None:
    written(site, {"theme/pages/base.html": "a", "theme/pages/choose.html": "{{ nothing }}"})
    strings = {
        f"theme/strings/{lang}.yaml": (ROOT / f"theme/strings/{lang}.yaml").read_bytes() for lang in ("nl", "fr", "en")
    }
    written(site, strings)
    with serving(site) as served:
        # Nor could the site before make the page.
        before = served.state()["number"]
        written(site, {"data/themes.yaml": WATER.replace("nl: Water", "nl: Regen")})
        assert waited(lambda: served.state()["number"] != before)
        assert served.ask("/").status == 500
        assert "choose.html:1: 'nothing' is undefined" in str(served.state()["problems"])


def test_drafts_are_shown_on_request_and_marked(site: Path) -> None:
    written(site, {"data/themes.yaml": WATER.replace("{id: water,", "{id: water, draft: true,")})
    with serving(site, drafts=True) as served:
        page = served.ask("/nl/themas/water/")
        assert page.status == 200
        assert 'class="jumelage-drafts"' in page.text
        assert "notice--draft" in page.text
        assert "badge--draft" in served.ask("/nl/themas/").text
    with serving(site) as served:
        assert served.ask("/nl/themas/water/").status == 404


def test_a_site_below_a_folder_is_served_there(site: Path) -> None:
    with serving(site, siteurl="https://example.org/project") as served:
        assert served.ask("/project/nl/themas/water/").status == 200
        assert "/project/_jumelage/reload.js" in served.ask("/project/nl/").text
        assert served.ask("/project/_jumelage/reload.js").status == 200
        assert served.ask("/project/nl").kind == "/project/nl/"
        assert served.ask("/project").kind == "/project/"


def test_a_port_that_is_taken_is_said_with_another(
    looked_at: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, err = Here(capsys, monkeypatch)("serve", "--port", str(looked_at.port), root=looked_at.root)
    assert (status, out) == (3, "")
    assert err.endswith(f"Choose another one: --port {looked_at.port + 1}\n")


def test_a_saved_text_is_seen_at_once_and_ctrl_c_ends_it_at_once_without_a_word(site: Path) -> None:
    with started(site) as (served, process), served.asked("/_jumelage/events") as events:
        before = reported(events)
        written(site, {"data/themes.yaml": WATER.replace("nl: Water", "nl: Regen")})
        assert reported(events)["number"] != before["number"]
        assert "Regen" in served.ask("/nl/themas/water/").text
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr
        assert re.fullmatch(rb"\d+ pages in .*\n", process.stderr.read())


def test_of_an_empty_folder_nothing_is_said(served: Served) -> None:
    (served.root / "content/files").mkdir()
    assert re.search("pages in", served.said.get(timeout=60))
    # What is in a new folder is looked for once more, and nothing was.
    with pytest.raises(Empty):
        served.said.get(timeout=1)


def test_a_file_that_goes_while_it_is_read_is_named(site: Path) -> None:
    def settings() -> Settings:
        raise FileNotFoundError(2, "No such file", "data/themes.yaml")

    preview = Preview(site, settings)
    assert preview.look() is False
    assert preview.failure
    assert preview.failure.said(catalogue("en")) == "No such file (data/themes.yaml)."


def test_another_title_is_seen_where_the_text_below_it_is_the_same(site: Path) -> None:
    path = written(site, {f"content/{lang}/page/nieuw.md": "---\ntitle: Oud\n---\nA.\n" for lang in ("nl", "fr", "en")})
    preview = Preview(site, partial(read_settings, site / "pelicanconf.py", DAY))
    assert preview.look()
    written(path, {"content/nl/page/nieuw.md": "---\ntitle: Anders\n---\nA.\n"})
    assert preview.look()
    assert preview.shown
    assert b"Anders" in (preview.shown.answer("/nl/nieuw/") or b"")


def test_what_is_saved_as_soon_as_the_address_is_known_is_seen(served: Served) -> None:
    written(served.root, {"data/themes.yaml": WATER.replace("nl: Water", "nl: Regen")})
    assert waited(lambda: "Regen" in served.ask("/nl/themas/water/").text)


def failed(served: Served, reported: str) -> bool:
    """Return whether a page shows that something is wrong; only when it is asked for is it made."""
    served.ask("/nl/nieuw/")
    return reported in str(served.state()["problems"])


def test_a_mistake_in_a_template_leaves_the_last_good_page(site: Path) -> None:
    shutil.copytree(ROOT / "theme", site / "theme")
    template = site / "theme/pages/base.html"
    valid = template.read_text("utf-8")
    written(site, {f"content/{lang}/page/nieuw.md": "---\ntitle: Nieuw\n---\nA.\n" for lang in ("nl", "fr", "en")})
    with serving(site) as served:
        for mistake, reported in (
            ("{% if %}", f"theme/pages/base.html:{valid.count(chr(10)) + 1}"),
            ("{{ nothing }}", "'nothing' is undefined"),
        ):
            template.write_text(f"{valid}{mistake}", encoding="utf-8")
            assert waited(partial(failed, served, reported))
            answer = served.ask("/nl/nieuw/")
            assert (answer.status, "<h1" in answer.text) == (200, True)
        template.write_text(valid.replace("<body", "<body data-new"), encoding="utf-8")
        assert waited(lambda: served.state()["problems"] == [] and "<body data-new" in served.ask("/nl/nieuw/").text)


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


def test_one_file_of_the_theme_is_replaced_changed_and_given_back(served: Served) -> None:
    def style() -> str:
        return next(iter(re.findall(r"/static/style\.\w+\.css", served.ask("/nl/").text)), "")

    def shows(text: str) -> bool:
        return text in served.ask("/nl/").text

    before = style()
    name = "theme/components/mark/mark.html"
    for mark in ("<b>Merk</b>", "<b>Ander</b>"):
        written(served.root, {name: f"{{% macro mark() %}}{mark}{{% endmacro %}}"})
        assert waited(partial(shows, mark))
    written(served.root, {"theme/tokens/own.css": ":root { --colour-accent: #a00; }"})
    assert waited(lambda: "--colour-accent: #a00" in served.ask(style()).text)
    written(served.root, {"theme/strings/nl.yaml": "ui: {skip: Sla over}"})
    assert waited(partial(shows, ">Sla over</a>"))
    (served.root / name).unlink()
    assert waited(lambda: not shows("<b>Ander</b>"))
    shutil.rmtree(served.root / "theme")
    assert waited(lambda: style() == before)
    assert waited(lambda: not shows(">Sla over</a>"))


def test_a_mistake_in_a_template_names_the_theme_that_it_is_in(site: Path) -> None:
    written(site, {"theme/components/mark/mark.html": "\n{% if %}"})
    preview = Preview(site, lambda: read_settings(site / "pelicanconf.py", DAY))
    assert preview.look() is False
    assert [str(one.position) for one in preview.problems] == ["theme/components/mark/mark.html:2:1"]
    (site / "theme/components/mark/mark.html").unlink()
    # This one is for Pelican, which has more filters.
    written(site, {"theme/pages/archives.html": "{{ day|strftime }}"})
    assert preview.look() is True


def test_changed_code_starts_the_server_again_unless_it_is_not_valid_python(site: Path) -> None:
    package = site / "plugins/jumelage"
    code = written(package, {"one.py": "", "two.py": ""}) / "one.py"
    with serving(site, package=package) as served:
        code.write_text("def\n", encoding="utf-8")
        wrong = "plugins/jumelage/one.py:1: this is not valid Python."
        assert waited(lambda: wrong in str(served.state()["problems"]))
        assert served.restarted == []
        code.write_text("", encoding="utf-8")
        assert waited(lambda: served.restarted == [served.port])
        (package / "two.py").unlink()
        assert waited(lambda: served.restarted == [served.port] * 2)


def test_a_server_that_starts_again_runs_the_new_code_at_its_port(site: Path) -> None:
    shutil.copytree(ROOT / "plugins", site / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "theme", site / "theme")
    with started(site, PYTHONPATH=str(site / "plugins")) as (served, process):
        code = 'def robots(site: object) -> str:\n    return "Nieuw"\n'
        written(site, {"plugins/jumelage/exports/robots.py": code})
        assert waited(lambda: answered(served, "/robots.txt") == "Nieuw")
        assert process.poll() is None


def answered(served: Served, path: str) -> str:
    """Return what is answered, '' when nobody does."""
    try:
        return served.ask(path).text
    except (OSError, http.client.HTTPException):
        return ""


def test_who_else_can_see_the_site_is_said(site: Path) -> None:
    with serving(site, host="0.0.0.0") as served:  # noqa: S104 - what is tested
        assert served.said.get(timeout=60) == "Others on the network can see this site."
        # Files of this machine open on this machine alone.
        written(site, {"data/themes.yaml": BROKEN})
        assert waited(lambda: served.state()["problems"] != [])
        assert "vscode" not in str(served.state())
        assert served.ask("/nl/", Host="some.example").status == 200


@pytest.mark.parametrize(
    ("changes", "reported"),
    [
        pytest.param({"port": 70000}, "Choose another one: --port 8000", id="no port"),
        pytest.param({"host": "a b"}, "a b is not an address of this machine.", id="no host"),
    ],
)
def test_an_address_that_cannot_be_used_is_said(changes: dict[str, Any], reported: str, site: Path) -> None:
    with pytest.raises(BuildError) as error:
        serve(site, options(Served(site, 0), Event(), **changes))
    assert error.value.sentence.said(catalogue("en")).endswith(reported)


def test_an_address_that_is_none_is_refused(looked_at: Served) -> None:
    assert looked_at.ask("http://[/").status == 404


@pytest.mark.parametrize(
    ("asked", "status", "part", "data"),
    [
        pytest.param("bytes=0-3", 206, "bytes 0-3/212", VIDEO[:4], id="the first bytes"),
        pytest.param("bytes=4-7", 206, "bytes 4-7/212", b"ftyp", id="some in the middle"),
        pytest.param("bytes=200-", 206, "bytes 200-211/212", VIDEO[200:], id="from one on"),
        pytest.param("bytes=200-999", 206, "bytes 200-211/212", VIDEO[200:], id="more than there are"),
        pytest.param("bytes=-12", 206, "bytes 200-211/212", VIDEO[200:], id="the last ones"),
        pytest.param("bytes=-999", 206, "bytes 0-211/212", VIDEO, id="more at the end than there are"),
        pytest.param("bytes=212-", 416, "bytes */212", b"", id="after the end"),
        pytest.param("bytes=-0", 416, "bytes */212", b"", id="none at the end"),
        pytest.param("bytes=0-3,8-11", 200, None, VIDEO, id="several parts"),
        pytest.param("bytes=7-4", 200, None, VIDEO, id="backwards"),
        pytest.param("bytes=-", 200, None, VIDEO, id="no number"),
        pytest.param(f"bytes={'9' * 5000}-", 200, None, VIDEO, id="a number that is too long"),
        pytest.param("lines=1-2", 200, None, VIDEO, id="another unit"),
    ],
)
def test_a_part_of_a_file_is_sent_alone(
    asked: str, status: int, part: str | None, data: bytes, looked_at: Served
) -> None:
    for method, body in (("GET", data), ("HEAD", b"")):
        with looked_at.asked("/video/film.mp4", method, Range=asked) as answer:
            assert (answer.status, answer.headers["Content-Range"]) == (status, part)
            assert (answer.headers["Accept-Ranges"], answer.headers["Content-Length"]) == ("bytes", str(len(data)))
            assert answer.read() == body


def test_who_asks_for_a_part_of_a_file_that_may_have_changed_gets_the_whole(looked_at: Served) -> None:
    with looked_at.asked("/video/film.mp4", **{"Range": "bytes=0-3", "If-Range": '"seal"'}) as answer:
        assert (answer.status, answer.headers["Content-Type"], answer.read()) == (200, "video/mp4", VIDEO)


def test_nothing_is_kept_by_browsers(looked_at: Served) -> None:
    for path in ("/nl/", "/video/film.mp4", "/nl/themas/water", "/nl/nergens/", "/_jumelage/events"):
        with looked_at.asked(path) as answer:
            assert answer.headers["Cache-Control"] == "no-store"


def test_whoever_listens_is_called_at_each_look_until_they_leave(site: Path) -> None:
    preview, rounds = Preview(site, partial(read_settings, site / "pelicanconf.py", DAY)), list[int]()

    def listener() -> None:
        rounds.append(preview.round)

    preview.listeners.add(listener)
    preview.look()
    preview.look()
    preview.listeners.discard(listener)
    preview.look()
    assert rounds == [1, 2]
