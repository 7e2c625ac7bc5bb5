"""Pelican's own articles and pages beside ours: in the same frame, under the same rules, and none is ever lost."""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import html
from pelican.contents import Content
from pelican.settings import read_settings

from articles import DAY, DRAWING, FIRST, PERSON, SECOND, article, asking, published, quiet, ran, with_articles, wrong
from jumelage.messages.problems import BuildError
from jumelage.pelican_run.preparing import prepare
from jumelage.settings import from_mapping
from jumelage.targets.build import build
from jumelage.targets.plan import plan
from pelican import Pelican  # type: ignore[attr-defined]
from pelican.plugins import signals  # type: ignore[attr-defined]
from sites import readable, written


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with quiet():
        yield


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_articles(tmp_path)


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


def test_a_field_that_looks_like_one_of_pelicans_is_warned_of_and_any_other_is_the_authors_own(root: Path) -> None:
    own = "".join(f"{name}: draft\n" for name in ("Subtitle", "Image", "Series", "Tags", "Keywords"))
    written(root, {"content/blog/first.md": FIRST.replace("Slug:", f"{own}Slgu: nl\nLangue: nl\nState: nl\nSlug:")})
    found = [one for one in ran(root).warnings if one.code == "unknown-field"]
    assert [f"{one.severity} {one.position.line} {one.hint}" for one in found] == [
        "warning 9 Did you mean 'slug'?",
        "warning 10 Did you mean 'lang'?",
        "warning 11 Did you mean 'status'?",
    ]


def test_what_pelican_changes_of_itself_is_as_it_was_afterwards(root: Path) -> None:
    before = Content._link_replacer
    ran(root)
    assert Content._link_replacer is before


UNFIT = [
    ("<script>a()</script>", 1, "<script>"),
    ("<p onclick='a()'>b</p>", 4, "onclick="),
    ("<p style='a: b'>c</p>", 4, "style="),
    ("<iframe></iframe>", 1, "<iframe>"),
    ("<div><b>c</div>", 6, "<b> … </div>"),
    ("a </sub>", 3, "</sub>"),
    ("<u/>", 1, "<u/>"),
    ("<i ping='/a'>b</i>", 4, "ping="),
    ("<meta http-equiv='refresh' content='0'>", 1, "<meta http-equiv>"),
]


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
                [f"content/blog/first.md:4:1: Pelican does not know the field '{name.casefold()}'. [unknown-field]"],
                id=f"a draft by {name}",
            )
            for name, value in {"Satus": "draft", "Statuss": "Draft", "Sttaus": "hidden", "Stat": "skip"}.items()
        ),
        pytest.param(
            {"content/blog/first.md": FIRST.replace("11-01", "13-41")},
            ["content/blog/first.md:3:7: Pelican cannot use this: '2026-13-41' is not a valid date [syntax]"],
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
            ["content/blog/third.md:4:1: This has the same address as content/blog/first.md. [same-address]"],
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
            ["content/blog/first.md:5:1: 'de' is not a language of this site. [unknown-language]"],
            id="another language",
        ),
        pytest.param(
            {"content/blog/third.md": article("drie", header="Save_as:")},
            ["content/blog/third.md:5:1: 'Save_as' has no value, so this would not be written. [missing-field]"],
            id="no place in the output",
        ),
        pytest.param(
            {"content/blog/a.txt": ""},
            ["content/blog/a.txt:1:1: This file would not be read. [unexpected-file]"],
            id="a file that nobody reads",
        ),
        pytest.param(
            {"content/blog/first.md": FIRST + "\n[a]({static}../../data/municipalities.yaml)\n"},
            [
                "content/blog/first.md:10:5: This links with {static} or {attach} to a file that is not in any of "
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
                "content/blog/first.md:10:5: A link to '{filename}b.md' leads nowhere. [broken-link]",
                "content/blog/first.md:10:25: A link to '/d/' leads nowhere. [broken-link]",
                "content/blog/first.md:10:34: A link leads to the part 'f' of a page, but the page has no such part. "
                "[broken-anchor]",
                "content/blog/first.md:10:42: A link to '{partnership}h' leads nowhere. [broken-link]",
                "content/blog/first.md:10:62: A link to '…' leads nowhere. [broken-link]",
            ],
            id="links",
        ),
        pytest.param(
            {
                "content/blog/first.md": FIRST
                + "\n[a](java&#10;script:b) ![](https://a.be/c.png) ![d](data:image/png;base64,aa)\n"
            },
            [
                "content/blog/first.md:10:1: 'java script:b' is not allowed as the address of a link. [unsafe-address]",
                "content/blog/first.md:10:28: This loads 'https://a.be/c.png' from another site. [unsafe-address]",
                "content/blog/first.md:10:53: 'data:image/png;base64,aa' is not allowed as the address of a link. "
                "[unsafe-address]",
                "content/blog/first.md:10:53: This loads 'data:image/png;base64,aa' from another site. "
                "[unsafe-address]",
            ],
            id="unsafe addresses",
        ),
        pytest.param(
            {"content/blog/first.md": FIRST + "".join(f"\n{text}\n" for text, _, _ in UNFIT)},
            [
                f"content/blog/first.md:{line}:{column}: The page made from this contains something that no page of "
                f"the site may contain: {what}. [raw-html]"
                for line, (_, column, what) in zip(range(10, 28, 2), UNFIT, strict=True)
            ],
            id="what no page may have",
        ),
        pytest.param(
            {"content/blog/first.md": FIRST + "\n<img src='/images/a.svg'>\n"},
            ["content/blog/first.md:10:1: This picture has no alternative text. [missing-alt]"],
            id="a picture without words",
        ),
    ],
)
def test_nothing_of_pelicans_is_lost_or_unfit_without_a_problem(
    files: Mapping[str, str], problems: list[str], root: Path
) -> None:
    written(root, files)
    assert wrong(root) == problems


UNLISTED = (
    "content/blog/first.md:10:1: A text that search engines may index names or links to a person at risk who is not "
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
    where, _, what = found.partition(": ")
    assert what == UNLISTED.partition(": ")[2]
    assert where == ("content/images:1:1" if name != "b.svg" else "content/images/b.svg:1:1")


def test_drafts_and_articles_of_a_later_day_are_left_out(root: Path) -> None:
    apart = FIRST.replace("Slug: eerst", "Slug: {}").split("\n\n")[0] + "\n\nTekst.\n"
    written(root, {"content/blog/skipped.md": apart.format("over").replace("Date:", "Status: skip\nDate:")})
    written(root, {"content/blog/draft.md": apart.format("klad").replace("Date:", "Status: draft\nDate:")})
    written(root, {"content/blog/later.md": apart.format("later").replace("2026-11-01", "2026-11-23")})
    built = ran(root)
    assert not {path for path in built.files if "klad" in path or "later" in path or "over" in path}
    assert [str(one) for one in built.warnings if "blog" in one.position.path] == [
        "content/blog/later.md:3:1: warning: This article is not shown until 2026-11-23. [invalid-day]"
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
            "Pelican could not write its files: installed/components/meta/meta.html:4: 'page' is undefined. An index",
            id="no template",
        ),
        pytest.param(
            'TEMPLATE_PAGES = {"nothing.html": "a.html"}',
            "Pelican could not write its files: TemplateNotFound: nothing.html",
            id="a template that is not there",
        ),
        pytest.param('ARTICLE_PATHS = ["nl"]', "'nl' in ARTICLE_PATHS is not a folder", id="a folder of ours"),
        pytest.param('STATIC_PATHS = ["../data"]', "'../data' in STATIC_PATHS is not a folder", id="outside"),
        pytest.param('PAGE_PATHS = [""]', "'' in PAGE_PATHS is not a folder", id="all"),
    ],
)
def test_what_cannot_be_written_is_said(asked: str, said: str, root: Path) -> None:
    with pytest.raises(BuildError, match=f"^{re.escape(said)}"):
        ran(asking(root, asked))


def test_what_is_published_is_in_sitemap_and_search_of_its_language_but_not_in_the_index_for_programs(
    root: Path,
) -> None:
    asking(root, "PAGE_PATHS = ['vast']")
    written(
        root,
        {
            "content/blog/hidden.md": article("verborgen", header="Status: hidden"),
            "content/blog/draft.md": article("klad", header="Status: draft"),
            "content/blog/later.md": article("later", day="2026-12-01"),
            "content/blog/changed.md": article("anders", header="Modified: 2026-11-05\nSave_as: a/index.html\nUrl: a/"),
            "content/vast/page.md": "Title: Vast\nLang: fr\n\nTekst.\n",
        },
    )
    files = ran(root).files
    found = re.findall(r"<loc>http://localhost:8000(.*?)</loc>(?:\s*<lastmod>(.*?)<)?", files["/sitemap.xml"].decode())
    ours = [one for one in found if not one[0].startswith(("/nl/", "/fr/", "/en/")) and one[0] != "/"]
    assert ours == [
        ("/a/", "2026-11-05"),
        ("/deuxieme-fr.html", "2026-11-02"),
        ("/eerst.html", "2026-11-01"),
        ("/pages/vast-fr.html", ""),
    ]
    fragments = {path: text for path, text in readable(files).items() if path.endswith(".pf_fragment")}
    searched = {(path.split("/")[2], *re.findall(r'"url":"(.*?)"', text)) for path, text in fragments.items()}
    assert {one for one in searched if not one[1].startswith(("/nl/", "/fr/", "/en/"))} == {
        ("nl", "/a/"),
        ("fr", "/deuxieme-fr.html"),
        ("nl", "/eerst.html"),
        ("fr", "/pages/vast-fr.html"),
    }
    assert "eerst" not in files["/site-index.json"].decode()


def test_a_language_in_which_there_are_only_articles_is_searched_too(root: Path) -> None:
    (root / "data/municipalities.yaml").unlink()
    written(
        root,
        {"content/blog/first.md": article("eerst"), "content/blog/second.rst": "Deux\n####\n\n:date: 2026-11-02\n"},
    )
    assert {path.split("/")[2] for path in ran(root).files if path.startswith("/pagefind/")} == {"nl"}


def test_a_text_does_not_lead_to_its_translation_before_the_day_of_that(root: Path) -> None:
    written(
        root,
        {"content/blog/a.md": article("a"), "content/blog/b.md": article("a", day="2026-12-01").replace("nl", "fr")},
    )
    page = html.fromstring(ran(root).files["/a.html"])
    assert page.xpath("//link[@rel='alternate' and @hreflang='fr']") == []


TABLE = "| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |"
PICTURE = """\
    Tekening
    ########

    :date: 2026-11-03
    :slug: tekening

    .. contents::

    Deel
    ----

    .. image:: /images/a.svg
       :alt: een tekening
       :width: {}
       :align: right
    """


def test_the_alignment_of_cells_and_the_size_of_pictures_are_kept_without_styles(root: Path) -> None:
    written(
        root,
        {
            "content/blog/a.md": article("a", f"{TABLE}\n\n![b]({{static}}/images/a.svg)"),
            "content/blog/b.rst": PICTURE.format("120px"),
        },
    )
    files = ran(root).files
    table, picture, without = (files[f"/{name}.html"].decode() for name in ("a", "tekening", "eerst"))
    assert re.findall(r"<td class=.align-(\w+)", table) == ["left", "right", "center"]
    assert '<img alt="een tekening" class="align-right" src="/images/a.svg" width="120" />' in picture
    (style,) = {path for path in files if path.startswith("/static/aligned.")}
    assert ".align-right { text-align: right; }" in files[style].decode()
    assert [f'href="{style}"' in text for text in (table, picture, without)] == [True, True, False]
    assert "style=" not in table + picture


def test_a_size_that_only_a_style_can_say_is_a_problem_at_its_line(root: Path) -> None:
    written(root, {"content/blog/b.rst": PICTURE.format("5em")})
    (found,) = wrong(root)
    assert found.startswith("content/blog/b.rst:14:4: The page made from this contains something")


def test_an_article_leads_to_our_pages_by_the_file_of_their_text(root: Path) -> None:
    ours = {f"content/{lang}/page/uitleg.md": "---\ntitle: Uitleg\n---\nTekst.\n" for lang in ("nl", "fr")}
    links = "[a]({filename}/nl/page/uitleg.md#_main) [b]({filename}../fr/page/uitleg.md) [c]({filename}../uitleg.md)"
    written(root, {**ours, "content/blog/a.md": article("a", links)})
    assert wrong(root) == ["content/blog/a.md:6:81: A link to '{filename}../uitleg.md' leads nowhere. [broken-link]"]
    written(root, {"content/blog/a.md": article("a", links.partition(" [c]")[0])})
    assert html.fromstring(ran(root).files["/a.html"]).xpath("//main//p/a/@href") == [
        "http://localhost:8000/nl/uitleg/#_main",
        "http://localhost:8000/fr/uitleg/",
    ]


def test_what_is_left_out_by_a_setting_or_by_its_name_is_no_problem_and_all_else_is(root: Path) -> None:
    asking(root, "IGNORE_FILES = ['*.tmp']\nARTICLE_EXCLUDES = ['blog/later']\nPAGE_PATHS = ['blog/vast']")
    written(root, {"content/blog/a.tmp": "", "content/blog/later/b.md": "", "content/blog/.c": ""})
    written(root, {"content/blog/vast/d.txt": ""})
    os.mkfifo(root / "content/blog/e")
    assert [problem.split(": ")[0] for problem in wrong(root)] == ["content/blog/e:1:1", "content/blog/vast/d.txt:1:1"]


def test_what_a_plugin_complains_of_before_it_gives_up_is_the_problem(root: Path) -> None:
    def give_up(_pelican: object) -> None:
        logging.getLogger("plugin").error("nothing left")
        raise ValueError

    with signals.finalized.connected_to(give_up):
        assert wrong(root) == ["pelicanconf.py:1:1: Pelican cannot use this: nothing left [syntax]"]


def test_two_files_at_one_address_are_a_problem(root: Path) -> None:
    asking(root, "EXTRA_PATH_METADATA = {'images/a.svg': {'path': 'x.svg'}, 'images/b.svg': {'path': 'x.svg'}}")
    written(root, {"content/images/b.svg": DRAWING, "content/images/c.png": b"\xff"})
    assert wrong(root) == [
        "content/images/b.svg:1:1: This has the same address as content/images/a.svg. [same-address]"
    ]


def test_a_page_without_our_frame_is_a_problem_of_its_own(root: Path) -> None:
    assert wrong(asking(root, "TEMPLATE_PAGES = {'blad.txt': 'a.html'}")) == [
        "output/a.html:1:1: This page has no Content-Security-Policy, as every page of the site has. [raw-html]"
    ]


REPEATING = """\
    {% extends "pages/base.html" %}
    {% set page = framed("Archief", output_file, lang) %}
    {% block content %}
    {% for one in articles %}{{ one.content|safe }}{% endfor %}
    <p onclick="a()"></p>
    {% endblock %}
    """


def test_pages_and_files_that_repeat_articles_have_only_problems_of_their_own(root: Path) -> None:
    asking(
        root,
        f"DIRECT_TEMPLATES = ['archives']\nTHEME_TEMPLATES_OVERRIDES = ['{root}/eigen']\n"
        "OUTPUT_SOURCES = True\nFEED_ALL_ATOM = 'feeds/all.xml'",
    )
    written(root, {"data/persons_at_risk.yaml": PERSON, "eigen/archives.html": REPEATING})
    written(root, {"content/blog/a.md": article("a", "Van Wie\nSchrijft [hier](/d/).")})
    assert [one.rpartition(" [")[0][:70] for one in wrong(root)] == [
        "content/blog/a.md:6:1: A text that search engines may index names or l",
        "content/blog/a.md:7:17: A link to '/d/' leads nowhere.",
        "output/archives.html:1:1: The page made from this contains something t",
    ]


def test_only_pelican_builds_such_a_site_but_anybody_checks_it(root: Path) -> None:
    settings = from_mapping(
        {"LANGUAGES": ("nl", "fr"), "ARTICLE_PATHS": ["blog"], "STATIC_PATHS": ["images", "blad.txt"]}, DAY
    )
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


@pytest.mark.parametrize(
    ("settings", "lang"), [("", "nl"), ("DEFAULT_LANG = 'en'\n", "en"), ("DEFAULT_LANG = 'fr'\n", "fr")]
)
def test_the_language_is_the_first_of_the_site_unless_a_settings_file_says_another(
    settings: str, lang: str, tmp_path: Path
) -> None:
    # A plugin that is registered would be so for all other tests.
    plain = f"PATH = 'content'\nPLUGINS = []\nSITEURL = ''\n{settings}"
    written(tmp_path, {"content/.gitkeep": "", "pelicanconf.py": plain})
    pelican = Pelican(read_settings(str(tmp_path / "pelicanconf.py")))
    prepare(pelican)
    assert (pelican.settings["DEFAULT_LANG"], pelican.settings["SITENAME"]) == (lang, "Jumelage")


def test_a_build_after_an_edit_of_an_article_is_a_whole_one_and_names_the_article(root: Path, tmp_path: Path) -> None:
    written(
        root,
        {
            "pelicanconf.py": (root / "pelicanconf.py").read_text("utf-8")
            + 'ARTICLE_URL = "b/{slug}/"\nARTICLE_SAVE_AS = "b/{slug}/index.html"\n'
        },
    )

    published(root, tmp_path / "output")
    edited = (root / "content/blog/first.md").read_text("utf-8").replace("Eerst & vooral", "Ten eerste")
    written(root, {"content/blog/first.md": edited, "content/blog/derde.md": article("derde", "Een derde.")})
    reported = published(root, tmp_path / "output")["pages"]
    assert {"path": "/b/eerst/", "sources": ["content/blog/first.md"]} in reported["changed"]
    assert {"path": "/b/derde/", "sources": ["content/blog/derde.md"]} in reported["added"]
    published(root, tmp_path / "whole")
    files = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "output", tmp_path / "whole")
    ]
    assert files[0] == files[1]
    assert b"/b/derde/" in (tmp_path / "output/sitemap.xml").read_bytes()
