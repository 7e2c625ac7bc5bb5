"""Whom to write to: said where the settings hold it, and where they do not nothing is promised."""

from dataclasses import replace
from pathlib import Path

import pytest

from jumelage.rendering.render import environment, render_page
from jumelage.settings import Settings
from jumelage.source.theme import theme_of
from jumelage.targets.plan import plan
from one_page import TODAY
from sites import ROOT, small, written

PAGES = ("about", "accessibility", "privacy")
NOWHERE = {
    "nl": "Deze kopie van de site heeft geen contactadres.",
    "fr": "Cette copie du site n'a pas d'adresse de contact.",
    "en": "This copy of the site has no contact address.",
}
MAIL = '<a href="mailto:dienst@example.org">dienst@example.org</a>'
FORM = '<a href="https://example.org/a?b&amp;c" rel="external">https://example.org/a?b&amp;c</a>'


def shown(folder: Path, contact: str) -> dict[tuple[str, str], str]:
    """Return the HTML of the main part of the pages of a site with a contact, by id and language."""
    header = "---\ntitle: Aaaa\nslug: {slug}\ndate: 2026-01-01\n---\nTekst.\n"
    names = [f"content/{lang}/page/{name}.md" for lang in NOWHERE for name in (*PAGES, "other")]
    names += [f"content/{lang}/news/about.md" for lang in NOWHERE]
    root = written(small(folder), {name: header.format(slug=Path(name).stem) for name in names})
    settings = replace(Settings(TODAY), contact=contact)
    site = plan(root, settings)[0]
    env = environment(theme_of(root), settings)
    pages = [page for page in site.pages if page.kind in {"page", "news"} and not page.id.startswith("index")]
    found = {(f"{page.kind} {page.id}", page.lang or ""): render_page(page, env, site, "") for page in pages}
    return {key: html.partition("<main")[2].partition("</main>")[0] for key, html in found.items()}


@pytest.mark.parametrize(
    ("contact", "link", "public"),
    [
        pytest.param("dienst@example.org", MAIL, False, id="an address"),
        pytest.param("https://example.org/a?b&c", FORM, True, id="a public place"),
    ],
)
def test_the_pages_about_the_site_say_whom_to_write_to(contact: str, link: str, public: bool, tmp_path: Path) -> None:
    for (name, lang), html in shown(tmp_path, contact).items():
        assert (link in html) is (name in {f"page {one}" for one in PAGES}), (name, lang)
        assert ("iedereen lezen" in html) is (public and lang == "nl" and link in html), (name, lang)
        assert not any(one in html for one in NOWHERE.values())


def test_without_a_contact_these_pages_say_that_there_is_none(tmp_path: Path) -> None:
    for (name, lang), html in shown(tmp_path, "").items():
        assert (NOWHERE[lang] in html.replace("&#39;", "'")) is (name in {f"page {one}" for one in PAGES})
        assert "mailto:" not in html


PROMISES = (
    *("contactadres", "onderaan elke pagina", "Verbeter deze tekst"),
    *("adresse de contact", "au bas de chaque page", "Améliorer ce texte"),
    *("contact address", "at the foot of every page", "Improve this text"),
)


def test_no_text_of_a_new_site_promises_what_the_settings_may_not_hold() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "scaffold/content").rglob("*.md")]
    assert [one for one in PROMISES for text in texts if one.casefold() in text.casefold()] == []
