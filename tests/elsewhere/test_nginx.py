"""A real nginx with `deploy/nginx.conf`: languages, headers, redirects, packed files, error pages."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from jumelage.__main__ import main
from jumelage.exports.headers import HEADERS
from jumelage.source.file_types import FILE_TYPES, VIDEO_TYPES
from jumelage.source.pictures import PICTURE_TYPES
from nginx import Server, serving
from sites import ROOT, written

pytestmark = pytest.mark.elsewhere

LASTING = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    assert main(["pack", "--offline", "--root", str(built)]) == 0
    with serving(built / "output.packed", tmp_path_factory.mktemp("nginx")) as found:
        yield found


@pytest.mark.parametrize(
    ("wanted", "lang"),
    [
        ("nl", "nl"),
        ("fr", "fr"),
        ("en", "en"),
        ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        ("fr-BE,fr;q=0.8,nl;q=0.5", "fr"),
        ("EN-gb", "en"),
        ("de,fr;q=0.7,nl;q=0.3", "fr"),
        ("ar, tr;q=0.9, en;q=0.5", "en"),
        ("nl;q=0, fr;q=0.5", "fr"),
        ("en;q=0.0,nl", "nl"),
        ("en-GB;q=0.8,fr;q=0.9", "fr"),
        ("fr;q=0.5, nl;q=0.85, en;q=0.1", "nl"),
        ("nl;q=0.2, fr", "fr"),
        ("fr;q=0.81, nl;q=0.89", "fr"),
        ("en;q=0.05, fr ; q = 0.3", "fr"),
        ("en;q=0.001", "en"),
        ("nl;q=1.000, fr;q=1", "nl"),
        ("*;q=0.5, FR-be;q=0.1", "fr"),
        ("de-DE,de;q=0.9", ""),
        ("enm, frr", ""),
        ("*", ""),
        ("nl;q=0", ""),
        ("../nl", ""),
        (",;q=,,", ""),
    ],
)
def test_the_visitors_language_is_found_and_nobody_has_one_by_default(wanted: str, lang: str, server: Server) -> None:
    answer = server.ask("/", Accept_Language=wanted)
    assert "Accept-Language" in answer.headers["Vary"]
    if lang:
        assert (answer.status, answer.headers["Location"]) == (302, f"/{lang}/")
    else:
        assert (answer.status, answer.body) == (200, (server.root / "index.html").read_bytes())


def test_the_question_goes_along_to_the_language(server: Server) -> None:
    assert server.ask("/?a=b&c", Accept_Language="fr").headers["Location"] == "/fr/?a=b&c"


@pytest.mark.parametrize("part", [", ", " ", ";", "nl;q=0,", "nl ", "nl-", "nl;q=0.0,", "q=0 "])
def test_a_flood_of_languages_keeps_nobody_waiting(part: str, server: Server) -> None:
    before = server.worked()
    for _ in range(10):
        assert server.ask("/", Accept_Language=part * (7000 // len(part))).status in {200, 302}
    assert server.worked() - before < 2


@pytest.mark.parametrize("path", ["/", "//", "/?a=b", "/./", "/%2e/", "/index.html"])
def test_who_states_no_language_chooses_however_the_address_is_written(path: str, server: Server) -> None:
    answer = server.ask(path)
    assert (answer.status, "Accept-Language" in answer.headers["Vary"]) == (200, True)


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        ("/nl/nergens/", "nl"),
        ("/fr/nulle-part", "fr"),
        ("/en/nowhere.html", "en"),
        ("/nergens", ""),
        ("/.env", ""),
        ("/.git/config", ""),
        ("/nl/.hidden", "nl"),
        ("/_nginx/redirects.map", ""),
        ("/_redirects", ""),
        ("/_headers", ""),
        ("/404.html", ""),
        ("/nl/404.html", "nl"),
        ("/static/", ""),
        ("/.well-known/", ""),
    ],
)
def test_what_is_not_there_is_said_in_the_language_of_its_path(path: str, begins: str, server: Server) -> None:
    answer = server.ask(path)
    assert answer.status == 404
    assert answer.body == (server.root / (f"{begins}/404.html" if begins else "404.html")).read_bytes()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/%6el/", 200),
        ("/nl%2f", 200),
        ("//nl//", 200),
        ("/fr/../nl/", 200),
        ("/nl/.", 200),
        ("/nl/index.html", 200),
        ("/.well-known/security.txt", 200),
        ("/%2ewell-known/security.txt", 200),
        ("/.well-known/.hidden", 404),
        ("/.well-known/../.env", 404),
        ("/NL/", 404),
        ("/nl./", 404),
        ("/nl/index.html.", 404),
        ("/nl/index.html%20", 404),
        ("/nl/%2egit/", 404),
        ("/nl/index.html/", 404),
        ("/nl/%00", 400),
        ("/nl/%zz", 400),
    ],
)
def test_an_address_is_the_same_however_it_is_encoded_and_no_other(path: str, status: int, server: Server) -> None:
    assert server.ask(path).status == status


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd", "/nl/..%2f..%2f..%2fetc/passwd"]
)
def test_a_path_that_leaves_the_site_is_refused(path: str, server: Server) -> None:
    assert server.ask(path).status == 400


def test_a_former_address_leads_on_and_keeps_the_question(server: Server) -> None:
    answer = server.ask("/nl/netwerken/lampen/?a=b&c")
    assert (answer.status, answer.headers["Location"]) == (301, "/nl/netwerken/licht/?a=b&c")
    assert server.ask("/fr/reseaux/lampen/").headers["Location"] == "/fr/reseaux/licht/"


def test_what_is_gone_on_purpose_says_so_with_a_page(server: Server) -> None:
    answer = server.ask("/nl/netwerken/weg/")
    assert (answer.status, answer.body) == (410, (server.root / "nl/404.html").read_bytes())


@pytest.mark.parametrize("name", ["%22weg%22%3b", "weg-" * 300])
def test_an_address_that_nobody_would_think_of_can_be_gone(name: str, server: Server) -> None:
    assert server.ask(f"/nl/netwerken/{name}/").status == 410


def test_a_missing_slash_leads_on_without_naming_a_host(server: Server) -> None:
    answer = server.ask("/nl/netwerken")
    assert (answer.status, answer.headers["Location"]) == (301, "/nl/netwerken/")


@pytest.mark.parametrize("path", ["/nl/", "/site-index.json", "/nl/agenda/calendar.ics", "/sitemap.xml"])
@pytest.mark.parametrize("form", ["br", "gzip", ""])
def test_what_is_packed_is_sent_packed_to_who_can_unpack_it(path: str, form: str, server: Server) -> None:
    answer = server.ask(path, Accept_Encoding=form or "identity")
    file = server.root / path.lstrip("/") if not path.endswith("/") else server.root / path.strip("/") / "index.html"
    plain = file.read_bytes()
    there = file.with_name(f"{file.name}.br").is_file()
    assert answer.headers.get("Content-Encoding", "") == (form if there else "")
    unpacked = {"br": brotli.decompress, "gzip": gzip.decompress}.get(answer.headers.get("Content-Encoding", ""), bytes)
    assert unpacked(answer.body) == plain
    assert "Accept-Encoding" in answer.headers["Vary"] or not there


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    first = server.ask("/nl/")
    again = server.ask("/nl/", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert {name: again.headers.get(name) for name in HEADERS} == HEADERS
    assert server.ask("/nl/", If_Modified_Since=first.headers["Last-Modified"]).status == 304


def documented() -> dict[str, str]:
    """Return the headers that the table in the documentation promises."""
    text = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    return dict(re.findall(r"^\| `([A-Z][\w-]+)` \| `([^`]+)` \|", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nl/", 200),
        ("/", 302),
        ("/nl/netwerken/lampen/", 301),
        ("/nl/nergens/", 404),
        ("/nl/netwerken/weg/", 410),
        ("/static/", 404),
        ("/nl/feed.xml", 200),
        ("/_nginx/gone.map", 404),
    ],
)
def test_every_answer_has_every_header_as_documented(path: str, status: int, server: Server) -> None:
    answer = server.ask(path, Accept_Language="nl")
    assert answer.status == status
    promised = documented()
    assert promised == HEADERS
    assert {name: answer.headers.get(name) for name in promised} == promised
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Server"] == "nginx"


@pytest.mark.parametrize(
    ("names", "age"),
    [
        ("static/*.css", LASTING),
        ("static/*.js", LASTING),
        ("pictures/*-*.webp", LASTING),
        ("pagefind/*/fragment/*", LASTING),
        ("pagefind/*/index/*", LASTING),
        ("pagefind/*/*.pf_meta", LASTING),
        ("pagefind/*/*.js", "no-cache"),
        ("pagefind/*/*.json", "no-cache"),
        ("pictures/*.png", "no-cache"),
        ("static/*.svg", "no-cache"),
    ],
)
def test_names_that_change_with_what_they_hold_are_kept_for_a_year(names: str, age: str, server: Server) -> None:
    paths = sorted(path for path in server.root.glob(names) if path.suffix not in {".gz", ".br"})
    assert paths
    for path in paths[:5]:
        name = f"/{path.relative_to(server.root).as_posix()}"
        assert server.ask(name).headers["Cache-Control"] == age, name


@pytest.mark.parametrize(
    ("method", "asked", "status"),
    [
        ("PUT", {}, 405),
        ("GET", {"If_Match": '"another"'}, 412),
        ("GET", {"Range": "bytes=99999999-"}, 416),
        # What a cache in between hands on and nginx refuses: whoever can have that kept takes the file from everybody.
        ("GET", {"Padding": "a" * 20_000}, 400),
    ],
)
def test_an_error_about_a_lasting_name_is_not_kept(
    method: str, asked: dict[str, str], status: int, server: Server
) -> None:
    path = next(server.root.glob("static/*.css")).relative_to(server.root).as_posix()
    answer = server.ask(f"/{path}", method, **asked)
    assert (answer.status, answer.headers["Cache-Control"].split(", ")[-1]) == (status, "no-cache")
    assert server.ask(f"/{path}", Range="bytes=0-9").headers["Cache-Control"] == LASTING


def test_a_name_that_is_not_there_is_not_kept(server: Server) -> None:
    answer = server.ask("/static/style.01234567.css")
    assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-cache")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/nl/", "text/html; charset=utf-8"),
        ("/nl/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/nl/agenda/calendar.ics", "text/calendar; charset=utf-8"),
        ("/nl/manifest.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/site-index.json", "application/json; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
        ("/static/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/files/akkoord.pdf", "application/pdf"),
        ("/pictures/put.png", "image/png"),
        ("/video/reis.nl.vtt", "text/vtt; charset=utf-8"),
        ("/pagefind/nl/wasm.nl.pagefind", "application/octet-stream"),
    ],
)
def test_a_file_says_what_it_is(path: str, kind: str, server: Server) -> None:
    answer = server.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


def test_no_file_that_may_be_published_is_of_an_unknown_kind(tmp_path: Path) -> None:
    types = {f"/a{suffix}" for suffix in (*FILE_TYPES, *VIDEO_TYPES, *PICTURE_TYPES)}
    root = written(tmp_path / "root", {name[1:]: "a" for name in types})
    with serving(root, tmp_path) as small:
        unknown = {name for name in types if small.ask(name).headers["Content-Type"] == "application/octet-stream"}
    assert unknown == set()


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("POST", 405), ("PUT", 405), ("DELETE", 405)])
def test_visitors_read_and_do_nothing_else(method: str, status: int, server: Server) -> None:
    answer = server.ask("/nl/", method)
    assert answer.status == status
    assert method != "HEAD" or answer.body == b""
    assert answer.headers.get("Allow") == ("GET, HEAD" if status == 405 else None)


def test_nothing_is_packed_while_somebody_waits(server: Server) -> None:
    answer = server.ask("/nl/", "POST", Accept_Encoding="gzip")
    assert (answer.status, answer.headers.get("Content-Encoding")) == (405, None)
    assert "Allow" not in server.ask(f"/{'a' * 9000}").headers


def test_before_the_first_copy_and_without_brotli_nginx_starts(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    with serving(tmp_path / "root", tmp_path, brotli=False) as empty:
        assert empty.ask("/nl/").status == 404
