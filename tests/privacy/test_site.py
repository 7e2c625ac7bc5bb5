"""A small site is taken down: what goes, what is cut, and what stays as it was."""

import json
import subprocess
from collections.abc import Mapping
from typing import Any

import pytest

from jumelage.exports.build_id import build_json
from jumelage.messages.problems import BuildError
from jumelage.model.withdrawn import Withdrawn
from jumelage.privacy.remains import mark
from jumelage.privacy.takedown import TakenDown, taken_down
from jumelage.privacy.takedown.listed import is_overview

KEY = b"0123456789abcdef0123456789abcdef"
NAME = "Persoon Een"
MARKS = (
    Withdrawn.model_validate({"mark": mark("persoon een", KEY), "words": 2, "except": ["/nl/nieuws/dorp/"]}),
    Withdrawn(mark=mark("persoon-een", KEY), words=1),
)
HEAD = '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{}</title></head><body><main><h1>{}</h1>'


def page(title: str, *parts: str, head: str = "") -> bytes:
    """Return a page with a title and parts of HTML."""
    made = HEAD.format(title, title).replace("</head>", f"{head}</head>")
    return f"{made}{''.join(parts)}</main></body></html>".encode()


def link(path: str, words: str = "verder") -> str:
    return f'<p>Lees <a href="{path}">{words}</a>.</p>'


def card(path: str, title: str) -> str:
    return f'<ul><li><article class="card"><h2><a href="{path}">{title}</a></h2></article></li></ul>'


DOWNLOADS = ("/files/a.txt",)


def site(**more: Any) -> dict[str, bytes]:
    """Return a small site: its home, an index of news and one item, and files whose paths have '__' for '/'."""
    named = {
        f"/{name.replace('__', '/')}": text if isinstance(text, bytes) else text.encode() for name, text in more.items()
    }
    pages = {
        "/index.html": page("Site", link("/nl/")),
        "/nl/index.html": page("Site", link("/nl/nieuws/")),
        "/nl/nieuws/index.html": page("Nieuws", card("/nl/nieuws/feest/", "Feest")),
        "/nl/nieuws/feest/index.html": page("Feest", '<p class="prose">Tekst</p>'),
        "/404.html": page("404", link("/nl/")),
    }
    kinds = [("home", "home", "", "/"), ("home", "home", "nl", "/nl/"), ("news", "index", "nl", "/nl/nieuws/")]
    index = [
        {
            "kind": kind,
            "id": name,
            "lang": lang or None,
            "path": path,
            "title": {"/nl/nieuws/": "Nieuws"}.get(path, "Site"),
        }
        for kind, name, lang, path in kinds
    ]
    files = {**pages, "/site-index.json": json.dumps(index, indent=1).encode() + b"\n", **named}
    return {**files, "/build.json": build_json(files, DOWNLOADS)}


def made(files: Mapping[str, bytes]) -> TakenDown:
    found = taken_down(files, MARKS, KEY)
    assert NAME.encode() not in b"".join(data for path, data in found.files.items() if "/dorp/" not in path)
    return found


def changed(files: Mapping[str, bytes], found: TakenDown) -> tuple[set[str], set[str]]:
    """Return the paths that went and those that changed."""
    kept = found.files
    return {*files} - {*kept}, {path for path, data in kept.items() if files.get(path) != data} - {"/build.json"}


def test_a_site_in_which_nobody_is_named_stays_as_it_is() -> None:
    files = site()
    found = made(files)
    assert (found.files, found.removed, found.changed) == (files, 0, 0)


def test_the_counts_are_of_files_that_went_and_changed() -> None:
    files = site(**{"files__a.txt": NAME, "nl__index.html": page("Site", card("/x/", NAME))})
    found = made(files)
    assert changed(files, found) == ({"/files/a.txt"}, {"/nl/index.html"})
    assert (found.removed, found.changed) == (1, 1)
    rest = {path: data for path, data in found.files.items() if path != "/build.json"}
    assert found.files["/build.json"] == build_json(rest, DOWNLOADS)


@pytest.mark.parametrize(
    ("downloads", "left"),
    [
        pytest.param(["/files/a.txt", "/files/b.txt"], ["/files/b.txt"], id="listed"),
        pytest.param(None, None, id="by an earlier version, which did not list them"),
    ],
)
def test_the_list_of_downloads_has_only_those_that_are_left(
    downloads: list[str] | None, left: list[str] | None
) -> None:
    files = site(**{"files__a.txt": NAME, "files__b.txt": "Tekst"})
    found = made({**files, "/build.json": build_json(files, downloads)})
    assert json.loads(found.files["/build.json"]).get("downloads") == left


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b'{"downloads": 1}', b"[" * 100_000])
def test_a_build_file_that_cannot_be_read_lists_no_downloads(damaged: bytes) -> None:
    found = made({**site(**{"files__a.txt": NAME}), "/build.json": damaged})
    assert "downloads" not in json.loads(found.files["/build.json"])


@pytest.mark.parametrize("path", ["/nl/a/tabel/", "/nl/a/tabel/2/"])
def test_a_table_of_an_index_must_exist(path: str) -> None:
    name = "index-table" if path.endswith("tabel/") else "index-table-2"
    assert is_overview({"kind": "partnership", "id": name, "path": path})
    assert not is_overview({"kind": "partnership", "id": name, "path": "/nl/a/"})


def test_a_page_goes_with_its_feed_and_what_only_it_shows_but_not_what_others_show() -> None:
    brief = page(
        "Brief", f"<p>{NAME}</p>", '<img src="/pictures/a.jpg"><img src="/pictures/b.jpg">', link("/files/c.pdf")
    )
    files = site(
        **{
            "nl__nieuws__brief__index.html": brief,
            "nl__nieuws__brief__feed.xml": "<feed/>",
            "nl__nieuws__brief__deel__index.html": page("Deel"),
            "nl__nieuws__feest__index.html": page("Feest", '<img src="/pictures/b.jpg">'),
            "pictures__a.jpg": b"\xff\xd8\xff",
            "pictures__b.jpg": b"\xff\xd8\xff",
            "pictures__nobody.jpg": b"\xff\xd8\xff",
            "files__c.pdf": "c",
            "static__a.css": "a",
        }
    )
    gone, other = changed(files, made(files))
    assert gone == {f"/nl/nieuws/brief/{one}" for one in ("index.html", "feed.xml")} | {
        "/pictures/a.jpg",
        "/files/c.pdf",
    }
    assert other == set()


def test_a_picture_goes_whose_description_named_somebody_on_a_page_that_stays() -> None:
    shown = f'<ul><li><img src="/pictures/a.jpg" alt="{NAME}"></li><li>x</li></ul>'
    files = site(**{"nl__index.html": page("Site", shown), "pictures__a.jpg": b"\xff\xd8\xff"})
    assert changed(files, made(files)) == ({"/pictures/a.jpg"}, {"/nl/index.html"})


def test_a_former_address_goes_with_the_page_to_which_it_leads() -> None:
    refresh = '<meta http-equiv="refresh" content="0; url=/nl/nieuws/brief/">'
    files = site(
        **{
            "nl__nieuws__brief__index.html": page("Brief", f"<p>{NAME}</p>"),
            "nl__nieuws__oud__index.html": page("Verhuisd", head=refresh),
            "nl__nieuws__oud__feed.xml": "<feed/>",
            "_redirects": "/nl/nieuws/oud/ /nl/nieuws/brief/ 301\n",
            "nl__index.html": page("Site", link("/nl/nieuws/oud/", "oud")),
        }
    )
    found = made(files)
    gone, other = changed(files, found)
    assert gone == {f"/nl/nieuws/{one}" for one in ("brief/index.html", "oud/index.html", "oud/feed.xml")}
    assert other == {"/_redirects", "/nl/index.html"}
    assert found.files["/_redirects"] == b""
    assert b"<p>Lees oud.</p>" in found.files["/nl/index.html"]


def test_an_address_that_is_only_written_in_a_text_stays_and_ends_nothing() -> None:
    files = site(
        **{
            "robots.txt": "Sitemap: https://a.be/sitemap.xml\n",
            "nl__nieuws__brief__index.html": page("Brief", f"<p>{NAME}</p>"),
            "nl__nieuws__feest__index.html": page("Feest", "<p>Zie https://a.be/nl/nieuws/brief/ daar</p>"),
        }
    )
    assert changed(files, made(files)) == ({"/nl/nieuws/brief/index.html"}, set())


def test_a_file_for_machines_in_which_a_name_is_left_goes_itself_with_its_links() -> None:
    files = site(
        **{
            "nl__feed.xml": f"<feed><title>{NAME}</title></feed>",
            "nl__list.json": "[]",
            "nl__index.html": page("Site", head='<link rel="alternate" href="/nl/feed.xml">'),
        }
    )
    assert changed(files, made(files)) == ({"/nl/feed.xml"}, {"/nl/index.html"})


@pytest.mark.parametrize("path", ["/index.html", "/nl/index.html", "/nl/nieuws/index.html", "/404.html"])
def test_a_page_that_must_be_there_is_replaced_by_one_that_leads_on(path: str) -> None:
    files = site(**{path[1:].replace("/", "__"): page(NAME, link("/nl/nieuws/feest/"))})
    found = made(files)
    assert changed(files, found) == (set(), {path})
    text = found.files[path].decode()
    assert ("/nl/nieuws/" in text) == (path == "/nl/index.html")
    assert 'href="/nl/"' in text or path == "/nl/index.html"
    assert "<h1>" in text


def test_no_title_that_names_somebody_is_taken_over() -> None:
    files = site(**{"nl__index.html": page(NAME), "nl__nieuws__index.html": page(NAME)})
    files["/site-index.json"] = files["/site-index.json"].replace(b'"title": "Nieuws"', f'"title": "{NAME}"'.encode())
    found = made(files)
    assert "<h1>Site</h1>" in found.files["/nl/index.html"].decode()
    assert "<h1>·</h1>" in found.files["/nl/nieuws/index.html"].decode()


def test_two_words_that_come_together_by_what_is_cut_out_are_no_reason_to_refuse() -> None:
    apart = f"<p>Persoon</p>{card('/nl/nieuws/brief/', 'Brief')}<p>een</p>"
    brief = page("Brief", f"<p>{NAME}</p>")
    files = site(**{"nl__nieuws__brief__index.html": brief, "nl__nieuws__feest__index.html": page("Feest", apart)})
    gone, other = changed(files, made(files))
    assert gone == {"/nl/nieuws/brief/index.html", "/nl/nieuws/feest/index.html"}
    assert other == {"/nl/nieuws/index.html"}


def test_what_cannot_be_taken_out_of_the_index_is_said_by_its_place() -> None:
    files = site()
    index = [*json.loads(files["/site-index.json"]), {"kind": "x", "id": "x", "lang": "nl", "path": 3, "title": NAME}]
    files["/site-index.json"] = json.dumps(index).encode()
    with pytest.raises(BuildError) as caught:
        taken_down(files, MARKS, KEY)
    assert str(caught.value) == ("A withdrawn person would still be named in: /site-index.json. Nothing was written.")


@pytest.mark.parametrize(
    ("kind", "name", "path", "stays"),
    [
        ("news", "index-2", "/nl/nieuws/2/", True),
        ("agenda", "agenda", "/nl/agenda/", True),
        ("not-found", "404", "/404/", True),
        ("municipality", "home", "/nl/gemeenten/home/", False),
        ("municipality", "index-2", "/nl/gemeenten/index-2/", False),
        ("municipality", "index", "/nl/gemeenten/index/", False),
        ("page", "index", "/nl/index/", False),
        ("page", "home", "/nl/home/", False),
    ],
)
def test_only_what_leads_to_others_must_be_there(kind: str, name: str, path: str, stays: bool) -> None:
    files = site(**{f"{path[1:].replace('/', '__')}index.html": page("x", f"<p>{NAME}</p><p>y</p>")})
    index = json.loads(files["/site-index.json"])
    index.append({"kind": kind, "id": name, "lang": "nl", "path": path, "title": "x"})
    files["/site-index.json"] = json.dumps(index).encode()
    assert (f"{path}index.html" in made(files).files) == stays


def test_a_page_that_is_no_text_goes_when_it_names_somebody_and_stays_otherwise() -> None:
    files = site(**{"a.html": b"\xff" + NAME.encode(), "b.html": b'\xff<a href="/a.html">'})
    assert changed(files, made(files)) == ({"/a.html"}, set())


def test_a_page_of_a_namesake_stays_and_the_part_of_the_search_on_it() -> None:
    files = site(**{"nl__nieuws__dorp__index.html": page("Dorp", f"<p>{NAME}</p>"), "files__a.txt": NAME})
    assert changed(files, made(files)) == ({"/files/a.txt"}, set())


def test_the_search_is_made_again_where_what_it_finds_is_another() -> None:
    body = "<main data-pagefind-body>"
    files = site(
        **{
            "nl__nieuws__brief__index.html": page("Brief", f"<p>{NAME}</p>").replace(b"<main>", body.encode()),
            "nl__nieuws__feest__index.html": page("Feest").replace(b"<main>", body.encode()),
            "pagefind__nl__pagefind.js": "old",
            "pagefind__fr__pagefind.js": "old",
            "pagefind__en__fragment__a": NAME,
        }
    )
    found = made(files)
    assert found.files["/pagefind/fr/pagefind.js"] == b"old"
    assert found.files["/pagefind/nl/pagefind.js"] != b"old"
    assert not [path for path in found.files if path.startswith("/pagefind/en/")]


def test_a_site_whose_search_cannot_be_made_again_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*command: object, **_: object) -> object:
        raise OSError(f"no {command}")

    monkeypatch.setattr(subprocess, "run", failing)
    feast = page("Feest").replace(b"<main>", b"<main data-pagefind-body>")
    files = site(**{"nl__nieuws__feest__index.html": feast, "pagefind__nl__a": NAME, "pagefind__nl__b": "b"})
    assert changed(files, made(files)) == ({"/pagefind/nl/a", "/pagefind/nl/b"}, set())


@pytest.mark.parametrize("index", [b"", b"{", b"3", b"[3]", b'[{"kind": "home"}]', b"[" * 100_000], ids=repr)
def test_what_has_no_index_is_no_site(index: bytes) -> None:
    files = {**site(**{"files__a.txt": NAME}), "/site-index.json": index}
    with pytest.raises(BuildError, match=r"^This is not a built site: its site-index.json cannot be read\.$"):
        taken_down(files, MARKS, KEY)
    del files["/site-index.json"]
    with pytest.raises(BuildError, match=r"^This is not a built site"):
        taken_down(files, MARKS, KEY)
