"""A root folder becomes the files of its site, or every problem at once, and nothing is written halfway."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jumelage.exports.share_pictures import ICONS
from jumelage.messages.problems import BuildError, ContentError, Severity
from jumelage.output.publish import publish
from jumelage.settings import Settings
from jumelage.source.theme import LAYERS
from jumelage.targets.build import build, clashes
from jumelage.targets.plan import plan
from sites import copied, example, own_theme, readable, small, store, written

SETTINGS = Settings(date(2026, 11, 22))


def test_a_site_becomes_a_page_for_each_record_in_each_language_with_what_goes_with_them(tmp_path: Path) -> None:
    root = own_theme(written(small(tmp_path), {"content/files/a.txt": "a"}))
    built = build(root, SETTINGS, store())
    style = next(name for name in built.files if name.startswith("/static/style."))
    kinds, views = 14, 3
    assert len(built.site.pages) == 1 + 3 * (1 + kinds + views + 1) + 1
    pages = {f"{page.path}index.html" for page in built.site.pages}
    scripts = {name for name in built.files if name.startswith("/static/") and name.endswith(".js")}
    assert {name.split(".")[0] for name in scripts} == {
        f"/static/{name}" for name in ("filter", "keys", "lost", "map", "search", "works")
    }
    others = {
        style,
        *scripts,
        "/static/icon.svg",
        "/files/a.txt",
        "/404.html",
        "/sitemap.xml",
        "/robots.txt",
        "/site-index.json",
    }
    others |= {f"{page.path}list.json" for page in built.site.pages if page.template == "index.html"}
    others |= {"/build.json", "/_headers", "/_redirects", "/_nginx/redirects.map", "/_nginx/gone.map"}
    others |= {f"/{lang}/404.html" for lang in ("nl", "fr", "en")}
    others |= {"/next-change.json", *(f"/{lang}/feed.xml" for lang in ("nl", "fr", "en"))}
    others |= {
        f"{page.path}feed.xml" for page in built.site.pages if (page.kind, page.id) == ("municipality", "zonnedal")
    }
    others |= {"/favicon.ico", *ICONS, *(f"/{lang}/manifest.webmanifest" for lang in ("nl", "fr", "en"))}
    made = {path for path in built.files if not path.startswith(("/pagefind/", "/share/", "/static/land/"))}
    assert made == pages | others
    assert built.files["/nl/gemeenten/zonnedal/index.html"] == b"<html>record /nl/gemeenten/zonnedal/</html>"
    assert built.files["/404.html"] == built.files["/404/index.html"] == b"<html>not_found /404/</html>"
    assert built.files["/files/a.txt"] == b"a"
    assert built.files[style].decode().startswith(f"@layer {', '.join(LAYERS)};\n")
    assert b"\na { b: c }\n}\n@layer layouts {\n" in built.files[style]
    assert [str(one) for one in built.warnings] == [
        "data/municipalities.yaml:1:18: warning: 'name' is missing in English; visitors see another language. "
        "[missing-translation]\n    Add a line that begins with 'en:'."
    ]


def test_problems_of_every_step_come_together(tmp_path: Path) -> None:
    root = small(tmp_path, places="- {id: a, name: {nl: A, fr: A}, kind: town, country: MA}\n", themes="- id: [\n")
    written(root, {"content/nl/page/a.md": "---\ntitle: A\n---\n[b]({place}b)\n", "content/files/a.exe": ""})
    with pytest.raises(ContentError) as caught:
        build(root, SETTINGS)
    problems = [problem for problem in caught.value.problems if problem.severity is Severity.PROBLEM]
    found = [(problem.position.path, problem.code.value) for problem in problems]
    assert found == [
        ("content/files/a.exe", "file-type"),
        ("content/nl/page/a.md", "missing-language"),
        ("content/nl/page/a.md", "broken-link"),
        ("data/places.yaml", "unknown-value"),
        ("data/themes.yaml", "syntax"),
    ]


def test_nothing_is_written_while_there_are_problems(tmp_path: Path) -> None:
    root = own_theme(small(tmp_path))
    publish(root, root / "output", SETTINGS, store=store())
    before = {path: path.read_bytes() for path in (root / "output").rglob("*.*")}
    written(root, {"data/municipalities.yaml": "- id: zonnedal\n"})
    with pytest.raises(ContentError):
        publish(root, root / "output", SETTINGS, store=store())
    assert {path: path.read_bytes() for path in (root / "output").rglob("*.*")} == before


def test_nothing_is_written_while_there_are_warnings_when_they_count_as_problems(tmp_path: Path) -> None:
    root = small(own_theme(tmp_path), municipalities="- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}}\n")
    with pytest.raises(ContentError, match="missing-translation"):
        publish(root, root / "output", SETTINGS, strict=True, store=store())
    assert not (root / "output").exists()


def test_nothing_is_written_when_a_template_fails(tmp_path: Path) -> None:
    root = written(own_theme(small(tmp_path)), {"theme/pages/not_found.html": "{{ nothing }}"})
    with pytest.raises(
        BuildError, match=r"^theme/pages/not_found\.html:1: 'nothing' is undefined \(on the page /404/\)\.$"
    ):
        publish(root, root / "output", SETTINGS, store=store())
    assert not (root / "output").exists()


def test_what_is_published_is_counted_by_the_files_that_changed(tmp_path: Path) -> None:
    root = own_theme(small(tmp_path))
    built, changed = publish(root, root / "output", SETTINGS, store=store())
    assert changed == len(built.files)
    assert publish(root, root / "output", SETTINGS, store=store())[1] == 0
    written(root, {"theme/pages/choose.html": "choose"})
    # The page, and the id of the build.
    assert publish(root, root / "output", SETTINGS, store=store())[1] == 2


def test_a_preview_holds_no_page_on_a_person_at_risk_and_no_link_to_one() -> None:
    index = ("/nl/mensen-in-gevaar/", "/fr/personnes-en-danger/", "/en/persons-at-risk/")
    below = [f"{path}p" for path in index]
    texts = readable(example(preview=True).files)
    assert [name for name in texts if name.startswith(tuple(below))] == []
    assert [name for name, text in texts.items() if any(path in text for path in below)] == []
    assert [name for name, text in readable(example().files).items() if any(path in text for path in below)] != []


@pytest.mark.parametrize("hides", ["preview", "draft", "day"])
def test_files_that_stand_there_for_a_person_who_is_not_shown_are_not_published(hides: str, tmp_path: Path) -> None:
    root = copied(tmp_path)
    picture, paper = (root / "content/pictures/put.png").read_bytes(), (root / "content/files/rapport.pdf").read_bytes()
    names = ("pictures/persoon-een-1.png", "pictures/gezicht.png", "pictures/samen.png", "files/dossier.pdf")
    written(root, {f"content/{name}": paper if name.endswith("pdf") else picture for name in names})
    written(root, {"content/files/persoon-een--affiche.pdf": paper, "content/files/persoon-tien.pdf": paper})
    for lang in ("nl", "fr"):
        reported = "alt: {nl: A, fr: A}, credit: B, licence: C, people: false"
        text = f"---\npictures:\n  - {{file: gezicht.png, {reported}}}\n  - {{file: samen.png, {reported}}}\n---\n"
        text += "\n![x]({static}pictures/gezicht.png) [a]({static}files/dossier.pdf)\n"
        text += "\n![x]({static}pictures/samen.png) [b]({static}files/akkoord.pdf)\n"
        written(root, {f"content/{lang}/person/persoon-een.md": text})
        with (root / "content" / lang / "news/feest.md").open("a", encoding="utf-8") as news:
            news.write("\n![x]({static}pictures/samen.png)\n")
    events = root / "data/events.yaml"
    document = "documents: [{title: Affiche, file: persoon-een--affiche.pdf, lang: nl}]"
    events.write_text(events.read_text("utf-8").replace("- year: 2027", f"- year: 2027\n      {document}"), "utf-8")
    theirs = {f"/{name}" for name in names if name != "pictures/samen.png"}
    assert theirs <= {asset.path for asset in plan(root, SETTINGS)[0].assets}
    persons = root / "data/persons_at_risk.yaml"
    hidden = {"draft": "draft: true", "day": "publish: {until: 2026-11-01}", "preview": "checked: 2026-11-01"}[hides]
    said = persons.read_text("utf-8").replace("- id: persoon-een\n", f"- id: persoon-een\n  {hidden}\n")
    persons.write_text(said, "utf-8")
    before = {f"/{path.relative_to(root / 'content').as_posix()}" for path in (root / "content").glob("[fpv]*s/*")}
    kept = {asset.path for asset in plan(root, replace(SETTINGS, preview=hides == "preview"))[0].assets}
    assert before - kept == theirs


OURS = {"/nl/a/index.html": b"", "/robots.txt": b""}


@pytest.mark.parametrize(
    "path", ["/robots.txt", "/ROBOTS.txt", "/nl/a/index.html", "/nl/a", "/nl", "/robots.txt/index.html"]
)
def test_a_file_of_others_never_replaces_ours(path: str) -> None:
    assert [*clashes(OURS, {"/b/index.html": b"", path: b""})] == [path]


def test_a_file_of_others_may_be_beside_ours() -> None:
    assert [*clashes(OURS, {"/nl/b/index.html": b"", "/nl/a/b.html": b"", "/robots": b""})] == []


def test_a_folder_of_pelicans_that_is_not_there_keeps_nothing_from_being_built(tmp_path: Path) -> None:
    root = own_theme(small(tmp_path))
    settings = replace(SETTINGS, pelican_folders=("blog",))
    assert build(root, settings).files
    written(root, {"content/blog/a.md": "Title: A\n"})
    with pytest.raises(BuildError, match="content/blog contains Pelican's own articles or pages"):
        build(root, settings)
