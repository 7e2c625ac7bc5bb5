"""A root folder becomes the files of its site, or every problem at once, and nothing is written halfway."""

from datetime import date
from pathlib import Path

import pytest

from jumelage.assets import LAYERS
from jumelage.build import build, publish
from jumelage.exports.share import ICONS
from jumelage.problems import BuildError, ContentError, Severity
from jumelage.settings import Settings
from sites import copied, example, own_theme, readable, settings, small, written

SETTINGS = Settings(date(2026, 11, 22))


def test_a_site_becomes_a_page_for_each_record_in_each_language_with_what_goes_with_them(tmp_path: Path) -> None:
    root = own_theme(written(small(tmp_path), {"content/files/a.txt": "a"}))
    built = build(root, SETTINGS)
    style = next(name for name in built.files if name.startswith("/static/style."))
    kinds, views = 14, 3
    assert len(built.site.pages) == 1 + 3 * (1 + kinds + views + 1) + 1
    pages = {f"{page.path}index.html" for page in built.site.pages}
    others = {style, "/static/icon.svg", "/files/a.txt", "/404.html", "/sitemap.xml", "/robots.txt", "/site-index.json"}
    others |= {f"{page.path}list.json" for page in built.site.pages if page.template == "index.html"}
    others |= {"/build.json", "/_headers", "/_redirects", "/_nginx/redirects.map", "/_nginx/gone.map"}
    others |= {f"/{lang}/404.html" for lang in ("nl", "fr", "en")}
    others |= {"/next-change.json", *(f"/{lang}/feed.xml" for lang in ("nl", "fr", "en"))}
    others |= {
        f"{page.path}feed.xml" for page in built.site.pages if (page.kind, page.id) == ("municipality", "zonnedal")
    }
    others |= {"/favicon.ico", *ICONS, *(f"/{lang}/manifest.webmanifest" for lang in ("nl", "fr", "en"))}
    made = {path for path in built.files if not path.startswith(("/pagefind/", "/share/"))}
    assert made == pages | others
    assert built.files["/nl/gemeenten/zonnedal/index.html"] == b"<html>record /nl/gemeenten/zonnedal/</html>"
    assert built.files["/404.html"] == built.files["/404/index.html"] == b"<html>not_found /404/</html>"
    assert built.files["/files/a.txt"] == b"a"
    layers = "".join(
        f"@layer {name} {{\n}}\n" if name != "base" else "@layer base {\na { b: c }\n}\n" for name in LAYERS
    )
    assert built.files[style].decode() == f"@layer {', '.join(LAYERS)};\n{layers}"
    assert [str(one) for one in built.warnings] == [
        "data/municipalities.yaml:1:18: warning: 'name' is missing in 'en'; readers get it in another language. "
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
    publish(root, root / "output", SETTINGS)
    before = {path: path.read_bytes() for path in (root / "output").rglob("*.*")}
    written(root, {"data/municipalities.yaml": "- id: zonnedal\n"})
    with pytest.raises(ContentError):
        publish(root, root / "output", SETTINGS)
    assert {path: path.read_bytes() for path in (root / "output").rglob("*.*")} == before


def test_nothing_is_written_when_a_template_fails(tmp_path: Path) -> None:
    root = written(own_theme(small(tmp_path)), {"theme/templates/not_found.html": "{{ nothing }}"})
    with pytest.raises(BuildError, match=r"^not_found\.html:1: 'nothing' is undefined \(on the page /404/\)\.$"):
        publish(root, root / "output", SETTINGS)
    assert not (root / "output").exists()


def test_what_is_published_is_counted_by_the_files_that_changed(tmp_path: Path) -> None:
    root = own_theme(small(tmp_path))
    built, changed = publish(root, root / "output", SETTINGS)
    assert changed == len(built.files)
    assert publish(root, root / "output", SETTINGS)[1] == 0
    written(root, {"theme/templates/choose.html": "choose"})
    # The page, and the id of the build.
    assert publish(root, root / "output", SETTINGS)[1] == 2


def test_a_preview_holds_no_page_on_a_person_at_risk_and_no_link_to_one() -> None:
    index = ("/nl/mensen-in-gevaar/", "/fr/personnes-en-danger/", "/en/persons-at-risk/")
    below = [f"{path}p" for path in index]
    texts = readable(example(preview=True))
    assert [name for name in texts if name.startswith(tuple(below))] == []
    assert [name for name, text in texts.items() if any(path in text for path in below)] == []
    assert [name for name, text in readable(example()).items() if any(path in text for path in below)] != []


def test_a_preview_holds_no_file_that_only_persons_at_risk_are_shown_with(tmp_path: Path) -> None:
    root = copied(tmp_path)
    for name in ("files/brief.pdf", "files/persoon-een.pdf", "pictures/poort.jpg"):
        like = "files/akkoord.pdf" if name.endswith(".pdf") else "pictures/haven.jpg"
        written(root, {f"content/{name}": (root / "content" / like).read_bytes()})
    header = "---\npictures:\n  - {file: poort.jpg, alt: {nl: A, fr: A}, credit: B, licence: C, people: false}\n---\n"
    text = "[A]({static}files/brief.pdf) [B]({static}files/akkoord.pdf)\n\n![A]({static}pictures/poort.jpg)\n"
    written(root, {f"content/{lang}/person/persoon-een.md": header + text for lang in ("nl", "fr")})
    files = [*build(root, settings(preview=True)).files]
    assert [one for one in files if "brief" in one or "poort" in one or "persoon" in one] == []
    # What other pages show, too, is there.
    other = ("/files/akkoord.pdf", "/pictures/haven.jpg", "/video/reis.mp4", "/video/reis.nl.vtt")
    assert [one for one in other if one not in files] == []
    assert len([one for one in build(root, settings()).files if "brief" in one or "poort" in one]) > 2
