"""Pelican's own articles and pages beside ours: in the same frame, under the same rules, and none is ever lost."""

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import html
from pelican.contents import Content
from pelican.settings import read_settings

from jumelage.messages.problems import BuildError, ContentError
from jumelage.pelican_run.guests import Guests
from jumelage.pelican_run.preparing import prepare
from jumelage.settings import from_mapping
from jumelage.targets.build import Built, build
from jumelage.targets.plan import plan
from pelican import Pelican  # type: ignore[attr-defined]
from sites import small, written

DAY = "2026-11-22"
SETTINGS = """
PATH = "content"
PLUGINS = []
SITENAME = "Zonnedal"
TIMEZONE = "Europe/Brussels"
DEFAULT_LANG = "nl"
ARTICLE_PATHS = ["blog"]
"""
FIRST = """\
---
Title: Eerst & vooral
Date: 2026-11-01
Slug: eerst
Summary: Waarover *het* gaat.
---

Een [gemeente]({municipality}zonnedal#_main), [een ander]({filename}second.rst) en [een blad](/blad.txt).
"""
SECOND = """\
Deuxième
########

:date: 2026-11-02
:lang: fr
:slug: deuxieme

Voir `le premier <{filename}first.md>`_.
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Keep what Pelican logs of warnings away, which it shows each once for a whole process."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    texts = {"content/blog/first.md": FIRST, "content/blog/second.rst": SECOND, "content/images/a.svg": DRAWING}
    site = small(tmp_path, municipalities="- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil, en: Sunvale}}\n")
    return written(
        site, {"pelicanconf.py": SETTINGS + 'STATIC_PATHS = ["images", "blad.txt"]\n', "content/blad.txt": "", **texts}
    )


def ran(root: Path) -> Built:
    pelican = Pelican(read_settings(str(root / "pelicanconf.py")))
    prepare(pelican)
    return build(root, from_mapping(pelican.settings, DAY), beside=Guests(pelican, pelican.run, root))


def wrong(root: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        ran(root)
    return [str(problem).split("\n")[0] for problem in caught.value.problems]


def test_articles_are_in_the_frame_of_our_pages_and_refer_to_our_records(root: Path) -> None:
    built = ran(root)
    first, second = (html.fromstring(built.files[path]) for path in ("/eerst.html", "/deuxieme-fr.html"))
    assert first.xpath("//h1/text()") == ["Eerst & vooral"]
    assert first.xpath("//*[@class='heading__lead']/text()") == ["Waarover het gaat."]
    assert first.xpath("//main//p/a/@href") == [
        "http://localhost:8000/nl/gemeenten/zonnedal/#_main",
        "http://localhost:8000/deuxieme-fr.html",
        "/blad.txt",
    ]
    assert (first.get("lang"), second.get("lang")) == ("nl", "fr")
    assert second.xpath("//nav[@id='_menu']//a")
    assert {"/images/a.svg", "/blad.txt", "/nl/gemeenten/zonnedal/index.html"} <= built.files.keys()
    assert "/index.html" in built.files
    assert not [path for path in built.files if path.startswith(("/category", "/feeds", "/theme", "/drafts"))]


@pytest.mark.parametrize(("name", "meant"), [("Slgu", "slug"), ("Langue", "lang"), ("State", "status")])
def test_a_field_that_looks_like_one_of_pelicans_is_warned_of(name: str, meant: str, root: Path) -> None:
    written(root, {"content/blog/first.md": FIRST.replace("Slug:", f"{name}: nl\nSlug:")})
    (found,) = [one for one in ran(root).warnings if one.code == "unknown-field"]
    assert (str(found.severity), str(found.hint)) == ("warning", f"Did you mean '{meant}'?")


@pytest.mark.parametrize("name", ["Subtitle", "Image", "Series", "Tags", "Keywords"])
def test_any_other_field_is_the_authors_own(name: str, root: Path) -> None:
    written(root, {"content/blog/first.md": FIRST.replace("Slug:", f"{name}: draft\nSlug:")})
    assert [one for one in ran(root).warnings if one.code == "unknown-field"] == []


def test_what_pelican_changes_of_itself_is_as_it_was_afterwards(root: Path) -> None:
    before = Content._link_replacer
    ran(root)
    assert Content._link_replacer is before


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        pytest.param(
            {"content/blog/first.md": FIRST.replace("Title", "Titel")},
            ["content/blog/first.md:1:1: The field 'title' is missing. [missing-field]"],
            id="misspelt",
        ),
        *(
            pytest.param(
                {"content/blog/first.md": FIRST.replace("Slug:", f"{name}: {value}\nSlug:")},
                [f"content/blog/first.md:1:1: Pelican does not know the field '{name.casefold()}'. [unknown-field]"],
                id=f"a draft by {name}",
            )
            for name, value in {"Satus": "draft", "Statuss": "Draft", "Sttaus": "hidden", "Stat": "skip"}.items()
        ),
        pytest.param(
            {"content/blog/first.md": FIRST.replace("11-01", "13-41")},
            ["content/blog/first.md:1:1: Pelican cannot use this: '2026-13-41' is not a valid date [syntax]"],
            id="no day",
        ),
        pytest.param(
            {"content/blog/first.md": FIRST.replace("Slug: eerst", "Tags:\n- a\n- b")},
            ["content/blog/first.md:5:1: Pelican cannot use this: not a line 'Name: value' [syntax]"],
            id="a list of YAML",
        ),
        pytest.param(
            {"content/blog/first.md": "---\nTitle: A\nDate: 2026-11-01\n"},
            ["content/blog/first.md:1:1: Pelican cannot use this: the header is opened but never closed [syntax]"],
            id="a header without an end",
        ),
        pytest.param(
            {"content/blog/second.rst": SECOND + "\n.. raw:: html\n\n   <b>a</b>\n"},
            ['content/blog/second.rst:10:1: Pelican cannot use this: "raw" directive disabled. [syntax]'],
            id="raw HTML",
        ),
        pytest.param(
            {"content/blog/second.rst": SECOND + "\n.. include:: /etc/passwd\n"},
            ['content/blog/second.rst:10:1: Pelican cannot use this: "include" directive disabled. [syntax]'],
            id="a file of the machine",
        ),
        pytest.param(
            {"content/blog/third.md": FIRST},
            ["content/blog/third.md:1:1: This has the same address as content/blog/first.md. [same-address]"],
            id="two with one address",
        ),
        pytest.param(
            {"content/blog/first.md": FIRST.replace("Slug: eerst", "Slug: eerst\nUrl: nl/\nSave_as: nl/index.html")},
            [
                "content/blog/first.md:1:1: This would be written to /nl/index.html, where the site has a file of its "
                "own. [same-address]"
            ],
            id="the address of our page",
        ),
        pytest.param(
            {"content/blog/first.md": FIRST.replace("Slug: eerst", "Slug: eerst\nLang: de")},
            ["content/blog/first.md:1:1: 'de' is not a language of this site. [unknown-language]"],
            id="another language",
        ),
        pytest.param(
            {"content/blog/a.txt": ""},
            ["content/blog/a.txt:1:1: This file would not be read. [unexpected-file]"],
            id="a file that nobody reads",
        ),
        pytest.param(
            {"content/blog/first.md": FIRST + "\n[a]({static}../../data/municipalities.yaml)\n"},
            [
                "content/blog/first.md:1:1: This links with {static} or {attach} to a file that is not in any of "
                "Pelican's folders. [broken-link]"
            ],
            id="a file that is not for publishing",
        ),
        pytest.param(
            {
                "content/blog/first.md": FIRST
                + "\n[a]({filename}b.md) [c](/d/) [e](#f) [g]({partnership}h) [i]({person}j)\n"
            },
            [
                "content/blog/first.md:1:1: A link leads to the part 'f' of a page, but the page has no such part. "
                "[broken-anchor]",
                "content/blog/first.md:1:1: A link to '/d/' leads nowhere. [broken-link]",
                "content/blog/first.md:1:1: A link to '{filename}b.md' leads nowhere. [broken-link]",
                "content/blog/first.md:1:1: A link to '{partnership}h' leads nowhere. [broken-link]",
                "content/blog/first.md:1:1: A link to '…' leads nowhere. [broken-link]",
            ],
            id="links",
        ),
        pytest.param(
            {
                "content/blog/first.md": FIRST
                + "\n[a](java&#10;script:b) ![](https://a.be/c.png) ![d](data:image/png;base64,aa)\n"
            },
            [
                "content/blog/first.md:1:1: 'data:image/png;base64,aa' is not allowed as the address of a link. "
                "[unsafe-address]",
                "content/blog/first.md:1:1: 'java script:b' is not allowed as the address of a link. [unsafe-address]",
                "content/blog/first.md:1:1: This loads 'data:image/png;base64,aa' from another site. [unsafe-address]",
                "content/blog/first.md:1:1: This loads 'https://a.be/c.png' from another site. [unsafe-address]",
            ],
            id="unsafe addresses",
        ),
        *(
            pytest.param(
                {"content/blog/first.md": FIRST + f"\n{text}\n"},
                [
                    f"content/blog/first.md:1:1: The page made from this contains something that no page of the site "
                    f"may contain: {what}. [raw-html]"
                ],
                id=text,
            )
            for text, what in {
                "<script>a()</script>": "<script>",
                "<p onclick='a()'>b</p>": "onclick=",
                "<p style='a: b'>c</p>": "style=",
                "<iframe></iframe>": "<iframe>",
                "<div><b>c</div>": "<b> … </div>",
                "<meta http-equiv='refresh' content='0'>": "<meta http-equiv>",
            }.items()
        ),
        pytest.param(
            {"content/blog/first.md": FIRST + "\n<img src='/images/a.svg'>\n"},
            ["content/blog/first.md:1:1: This picture has no alternative text. [missing-alt]"],
            id="a picture without words",
        ),
    ],
)
def test_nothing_of_pelicans_is_lost_or_unfit_without_a_problem(
    files: Mapping[str, str], problems: list[str], root: Path
) -> None:
    written(root, files)
    assert wrong(root) == problems


PERSON = """\
- id: wie-schrijft
  name: {nl: Wie Schrijft, fr: Wie Schrijft, en: Wie Schrijft}
  summary: {nl: Schrijft., fr: Écrit., en: Writes.}
  ground: {kind: consent, file: AB-1}
  adult: true
  adoptions: [{municipality: zonnedal, day: 2025-12-10}]
  status: {value: detained, as_of: 2026-10}
  review_by: 2027-03
"""
UNLISTED = (
    "content/blog/first.md:1:1: A text that search engines may index names or links to a person at risk who is not "
    "listed. [person-unlisted]"
)


@pytest.mark.parametrize(
    "text", ["Van Wie *Schrijft*.", "[a](/blad.txt 'Wie Schrijft')", "[hier]({person}wie-schrijft)"]
)
def test_an_article_names_nobody_who_is_not_listed(text: str, root: Path) -> None:
    written(root, {"data/persons_at_risk.yaml": PERSON})
    written(root, {"content/blog/first.md": f"{FIRST}\n{text}\n"})
    assert wrong(root) == [UNLISTED]
    written(root, {"data/persons_at_risk.yaml": PERSON + "  listed: true\n"})
    assert "/eerst.html" in ran(root).files


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("wie-schrijft.svg", DRAWING, id="the name of a file"),
        pytest.param("b.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>Wie Schrijft</title></svg>", id="in it"),
    ],
)
def test_no_file_beside_the_articles_names_anybody_who_is_not_listed(name: str, text: str, root: Path) -> None:
    written(root, {"data/persons_at_risk.yaml": PERSON, f"content/images/{name}": text})
    (found,) = wrong(root)
    assert found.endswith(UNLISTED.partition(": ")[2])
    assert "wie-schrijft" not in found


def test_drafts_and_articles_of_a_later_day_are_left_out(root: Path) -> None:
    apart = FIRST.replace("Slug: eerst", "Slug: {}").split("\n\n")[0] + "\n\nTekst.\n"
    written(root, {"content/blog/draft.md": apart.format("klad").replace("Date:", "Status: draft\nDate:")})
    written(root, {"content/blog/later.md": apart.format("later").replace("2026-11-01", "2026-11-23")})
    built = ran(root)
    assert not {path for path in built.files if "klad" in path or "later" in path}
    assert [str(one) for one in built.warnings if "blog" in one.position.path] == [
        "content/blog/later.md:1:1: warning: This article is not shown until 2026-11-23. [invalid-day]"
    ]


def test_pages_and_their_translations_are_written_and_hidden_ones_are_not_for_search_engines(root: Path) -> None:
    text = "Title: {}\nSlug: {}\nLang: {}\nSummary: [a]({{filename}}../blog/first.md)\n{}\nTekst.\n"
    template = """\
        {% extends "text.html" %}
        {% set summary = page.metadata.summary %}
        {% set page = frame(page) %}
        {% block content %}<h1>{{ page.title.text }}</h1>{{ summary|safe }}{% endblock %}
        """
    asked = f"PAGE_PATHS = ['vast']\nTHEME_TEMPLATES_OVERRIDES = ['{root}/eigen']\n"
    written(root, {"pelicanconf.py": (root / "pelicanconf.py").read_text("utf-8") + asked, "eigen/page.html": template})
    written(
        root,
        {
            "content/vast/a.md": text.format("Over", "over", "nl", ""),
            "content/vast/b.md": text.format("De", "over", "fr", ""),
        },
    )
    written(root, {"content/vast/c.md": text.format("Stil", "stil", "nl", "Status: hidden\n")})
    built = ran(root)
    over, translated, quiet = (
        html.fromstring(built.files[f"/pages/{one}.html"]) for one in ("over", "over-fr", "stil")
    )
    assert over.xpath("//link[@hreflang='fr']/@href") == ["http://localhost:8000/pages/over-fr.html"]
    assert translated.xpath("//h1/text()") == ["De"]
    assert translated.xpath("//main//a/@href") == ["http://localhost:8000/eerst.html"]
    assert (over.xpath("//meta[@name='robots']/@content"), quiet.xpath("//meta[@name='robots']/@content")) == (
        [],
        ["noindex"],
    )


def test_what_is_asked_for_is_written_with_the_templates_of_the_site(root: Path) -> None:
    template = """\
        {% extends "pages/base.html" %}
        {% set page = framed("Archief", output_file, lang) %}
        {% block content %}
        <h1>{{ page.title.text }}</h1>{% for one in articles %}{{ one.content|safe }}{% endfor %}
        {% endblock %}
        """
    asked = 'DIRECT_TEMPLATES = ["archives"]\nTHEME_TEMPLATES_OVERRIDES = ["eigen"]\n'
    written(root, {"pelicanconf.py": (root / "pelicanconf.py").read_text("utf-8") + asked})
    written(root, {"eigen/archives.html": template})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        page = html.fromstring(ran(root).files["/archives.html"])
    assert page.xpath("//h1/text()") == ["Archief"]
    assert page.xpath("//main//p/a[text()='gemeente']")


def test_an_article_is_in_the_templates_of_the_site_before_the_installed_ones(root: Path) -> None:
    own = {
        "article.html": '{% extends "installed/pages/article.html" %}{% block main %}{{ super() }}<hr>{% endblock %}',
        "archives.html": '{% extends "pages/base.html" %}{% set page = framed("Archief", output_file, lang) %}',
    }
    settings = f'{(root / "pelicanconf.py").read_text("utf-8")}DIRECT_TEMPLATES = ["archives"]\n'
    written(root, {"pelicanconf.py": settings, **{f"theme/pages/{name}": text for name, text in own.items()}})
    built = ran(root)
    first, archives = (html.fromstring(built.files[path]) for path in ("/eerst.html", "/archives.html"))
    assert (first.xpath("//h1/text()"), first.xpath("count(//main//hr)")) == (["Eerst & vooral"], 1)
    assert archives.xpath("//title/text()") == ["Archief – Zonnedal"]
    written(root, {"theme/pages/article.html": "{{ nothing }}"})
    with pytest.raises(
        BuildError, match=r"^Pelican could not write its files: theme/pages/article\.html:1: 'nothing' "
    ):
        ran(root)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param(
            'DIRECT_TEMPLATES = ["archives"]',
            "Pelican could not write its files: installed/components/meta/meta.html:4: 'page' is undefined",
            id="no template",
        ),
        pytest.param('ARTICLE_PATHS = ["nl"]', "'nl' in ARTICLE_PATHS is not a folder", id="a folder of ours"),
        pytest.param('STATIC_PATHS = ["../data"]', "'../data' in STATIC_PATHS is not a folder", id="outside"),
        pytest.param('PAGE_PATHS = [""]', "'' in PAGE_PATHS is not a folder", id="all"),
    ],
)
def test_what_cannot_be_written_is_said(asked: str, said: str, root: Path) -> None:
    written(root, {"pelicanconf.py": f"{(root / 'pelicanconf.py').read_text('utf-8')}{asked}\n"})
    with pytest.raises(BuildError, match=f"^{re.escape(said)}"):
        ran(root)


def test_only_pelican_builds_such_a_site_but_anybody_checks_it(root: Path) -> None:
    settings = from_mapping({"ARTICLE_PATHS": ["blog"], "STATIC_PATHS": ["images", "blad.txt"]}, DAY)
    assert plan(root, settings)[1] == ()
    with pytest.raises(BuildError, match="build this site with 'pelican content'"):
        build(root, settings)


@pytest.mark.parametrize(
    ("given", "folders"),
    [
        pytest.param({}, (), id="nothing"),
        pytest.param({"PLUGINS": ["jumelage"]}, ("pages", "images"), id="Pelican's defaults"),
        pytest.param(
            {"PLUGINS": [], "ARTICLE_PATHS": [""], "PAGE_PATHS": [], "STATIC_PATHS": []}, (), id="all is ours"
        ),
        pytest.param({"ARTICLE_PATHS": ["blog/", "blog"], "STATIC_PATHS": ["a/b"]}, ("blog", "a/b"), id="named"),
    ],
)
def test_pelican_has_the_folders_that_its_settings_name(given: Mapping[str, object], folders: tuple[str, ...]) -> None:
    assert from_mapping(given, DAY).pelican_folders == folders
