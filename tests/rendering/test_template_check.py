"""The check finds what is wrong in the templates of a site's own theme, before any page is rendered."""

from pathlib import Path

import pytest

from jumelage.languages import Languages
from jumelage.messages.problems import Code, Severity
from jumelage.rendering.theme_check import theme_problems
from jumelage.settings import Settings
from jumelage.source.theme import theme_of
from jumelage.targets.plan import checked
from sites import ONE_LANGUAGE, TODAY, small, written

SETTINGS = Settings(TODAY, languages=ONE_LANGUAGE)
ZONNEDAL = "- {id: zonnedal, name: {nl: Zonnedal}}\n"
TEXT, CARD = "pages/text.html", "components/card/card.html"
EXTENDS = '{% extends "installed/pages/text.html" %}\n'


def problems(root: Path, own: dict[str, str], settings: Settings = SETTINGS) -> list[str]:
    """Return what the check says of a theme of these files, each on one line."""
    written(root / "theme", own)
    found = theme_problems(theme_of(root), settings)
    return [str(one).removeprefix("theme/").replace("\n   ", "") for one in found]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        # Syntax
        ("a\n{% if %}", "2:1: This template is not valid: Expected an expression, got 'end of statement block'."),
        ("{% blok content %}", "1:1: This template is not valid: Encountered unknown tag 'blok'. [template] Did you"
         " mean 'block'?"),
        ("{% block a %}\n", "1:1: This template is not valid: Unexpected end of template. Jinja was looking for the"),
        ("\n{{ a", "2:1: This template is not valid: unexpected end of template, expected 'end of print statement'."),
        ("{# a", "1:1: This template is not valid: Missing end of comment tag."),
        ("{% block a %}{% endblock %}\n{% block a %}{% endblock %}", "2:1: This template is not valid: block 'a' defi"),
        ("{% for a in b %}{% endif %}", "1:1: This template is not valid: Encountered unknown tag 'endif'. Jinja was"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "1:1: This template is nested too deeply."),
        ("{{ " + "1 + " * 3000 + "1 }}", "1:1: This template is nested too deeply."),
        # Filters and tests
        ("a\n\n{{ a|lagn }}", "3:1: There is no filter 'lagn'. [template] Did you mean 'lang'?"),
        ("{{ a|style }}", "1:1: There is no filter 'style'."),
        ("{% filter uper %}a{% endfilter %}", "1:1: There is no filter 'uper'. [template] Did you mean 'upper'?"),
        ("{% if false %}{{ a|dat }}{% endif %}", "1:1: There is no filter 'dat'. [template] Did you mean 'day'?"),
        ("{{ [1]|map('x')|firts }}", "1:1: There is no filter 'firts'. [template] Did you mean 'first'?"),
        ("{% if a is defind %}{% endif %}", "1:1: There is no test 'defind'. [template] Did you mean 'defined'?"),
        # Other templates
        ("{% extends 'pages/base.htm' %}", "1:1: The theme has no template 'pages/base.htm'. [template] Did you mean"
         " 'pages/base.html'?"),
        ("{% extends 'base.html' %}", "1:1: The theme has no template 'base.html'. [template] Did you mean 'pages/ba"),
        ("\n{% include 'components/crad/card.html' %}", "2:1: The theme has no template 'components/crad/card.html'."),
        ("{% import 'card/card.html' as a %}", "1:1: The theme has no template 'card/card.html'. [template] Did you"),
        ("{% from 'components/card.html' import card %}", "1:1: The theme has no template 'components/card.html'."),
        ("{% extends a if b else 'pages/bse.html' %}", "1:1: The theme has no template 'pages/bse.html'."),
        ("{% include ['pages/a.html'] %}", "1:1: The theme has no template 'pages/a.html'."),
        ("{% from 'components/card/card.html' import crad as b, card %}", "1:1: The template 'components/card/card.h"
         "tml' has no macro 'crad'. [template] Did you mean 'card'?"),
        ("{% from 'components/card/card.html' import crad %}", "1:1: The template 'components/card/card.html' has no"),
        ("{% from 'components/card/card.html' import card %}\n{{ card(\ncrad=a, level=2) }}", "2:1: The macro 'card' ha"
         "s no argument 'crad'. [template] Did you mean 'card'?"),
        ("{% from 'components/panel/panel.html' import panel as a %}{% call a(headign=b) %}c{% endcall %}", "1:1: The m"
         "acro 'panel' has no argument 'headign'. [template] Did you mean 'heading'?"),
        (" \n", "1:1: This template is empty. [template] Remove it to use the installed one."),
        ("", "1:1: This template is empty."),
        # Scripts
        ("{{ 'kyes.js'|script }}", "1:1: The theme has no script 'kyes.js'. [template] Did you mean 'keys.js'?"),
        ("{{ ('own.js' if a else 'keys.js')|script }}", "1:1: The theme has no script 'own.js'. [template]"),
        # Interface texts
        ("{{ t.ui.skpi }}", "1:1: There is no interface text 'ui.skpi'. [template] Did you mean 'ui.skip'?"),
        ("{{ t.iu.skip }}", "1:1: There is no interface text 'iu.skip'. [template] Did you mean 'ui.skip'?"),
        ('{{ t["ui"]["skpi"] }}', "1:1: There is no interface text 'ui.skpi'."),
        ("{{ t.ui.skpi.upper() }}", "1:1: There is no interface text 'ui.skpi.upper'."),
        ("{{ t.iu[page.kind] }}", "1:1: There is no interface text 'iu'. "),
        ("{{ text('ui.skpi') }}", "1:1: There is no interface text 'ui.skpi'."),
        ("{{ text('ui.skip' if a else 'ui.b') }}", "1:1: There is no interface text 'ui.b'."),
        ("{{ counted('cuont.place', 2) }}", "1:1: There is no interface text 'cuont.place'. "),
        # Blocks
        (EXTENDS + "{% block contnet %}{% endblock %}", "2:1: No template that this one extends has a block 'contnet'"
         ", so it is not shown. [template] Did you mean 'content'?"),
        (EXTENDS + "{% if a %}{% block zz %}{% endblock %}{% endif %}", "2:1: No template that this one extends has a"
         " block 'zz', so it is not shown. [template] They have 'content', 'found', 'main', 'policy' and 'scripts'."),
        ("{% extends 'components/card/card.html' %}{% block zz %}{% endblock %}", "1:1: No template that this one ext"),
        (EXTENDS + "\n<p>", "3:1: warning: This is outside the blocks of a template that extends another, so it is not"
         " shown. [template] Put it into a block."),
        (EXTENDS + "{{ super() }}", "2:1: warning: This is outside the blocks of a template that extends another"),
        ("{% extends 'pages/text.html' %}", "1:1: This template extends itself; the one that it replaces is 'installe"
         "d/pages/text.html'."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_template_is_found_at_its_line(template: str, said: str, tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {TEXT: template})
    assert found.startswith(f"{TEXT}:{said}")


@pytest.mark.parametrize(
    "template",
    [
        "{{ t.ui.skip.upper() }}{{ t.ui.items()|list }}{{ t['kind'][page.kind].one }}{{ t.ui }}{{ t[0] }}",
        "{% set t = {} %}{{ t.a.b }}",
        "{% macro text(key) %}{% endmacro %}{{ text('a.b') }}{{ text() }}",
        "{{ text('ui.' ~ a) }}{{ text(a) }}{{ a.text('a.b') }}{{ other('a.b') }}",
        "{% include 'pages/a.html' ignore missing %}{% include ['pages/a.html', 'pages/home.html'] %}",
        "{% include a %}{% include ['pages/' ~ a, 'pages/home.html'] %}{% from a import b %}",
        "{% import 'pages//home.html' as a %}",
        "{% from 'pages/text.html' import anything %}",
        "{% from 'components/panel/panel.html' import panel as a %}{% call a(heading=b) %}c{% endcall %}",
        "{% from 'components/card/card.html' import card, badge %}{{ card(a) }}{{ badge(zz=1) }}{{ b.card(zz=1) }}",
        "{% from 'installed/pages/base.html' import footer %}{% from 'installed/pages/text.html' import whatever %}",
        "{{ 'search.js'|script }}{{ a|script }}{{ a|title|lower }}{{ 1 is odd }}",
        EXTENDS + "{% block content %}{% block own %}{% endblock %}{{ super() }}{% endblock %}",
        EXTENDS + "{# A note. #}{% set a = 1 %}{% macro b() %}c{% endmacro %} \n",
        "{% extends page.kind ~ '.html' %}{% block any %}{% endblock %}",
        "<!-- first -->" + EXTENDS,
    ],
)  # fmt: skip
def test_what_may_be_right_in_a_template_is_no_problem(template: str, tmp_path: Path) -> None:
    assert problems(tmp_path, {TEXT: template}) == []


def test_all_mistakes_of_all_templates_are_reported_with_those_of_the_content(tmp_path: Path) -> None:
    root = small(tmp_path, municipalities=ZONNEDAL, places="- {id: lunara}\n")
    written(root, {f"theme/{TEXT}": "{{ a|lagn }}\n{{ t.a }}", f"theme/{CARD}": "{% if %}", "theme/base/a.css": "{"})
    found = checked(root, SETTINGS, whole=False)
    assert found.site is None
    assert [(one.position.path, one.position.line, one.code) for one in found.problems] == [
        *[("data/places.yaml", 1, Code.MISSING_FIELD)] * 3,
        ("theme/base/a.css", 1, Code.STYLE),
        (f"theme/{CARD}", 1, Code.TEMPLATE),
        (f"theme/{TEXT}", 1, Code.TEMPLATE),
        (f"theme/{TEXT}", 2, Code.TEMPLATE),
    ]


def test_a_text_that_only_some_languages_have_is_named_with_the_others(tmp_path: Path) -> None:
    own = {"strings/nl.yaml": "own: {new: Nieuw}\n", TEXT: "{{ t.own.new }}"}
    assert problems(tmp_path, own, Settings(TODAY, languages=Languages(("nl", "fr", "en")))) == [
        f"{TEXT}:1:1: The interface text 'own.new' is missing in French and English. [template]"
        " Add it to 'theme/strings/fr.yaml' and 'theme/strings/en.yaml'."
    ]


def test_a_template_extended_through_others_is_found_and_a_broken_one_hides_only_its_own_blocks(tmp_path: Path) -> None:
    own = {
        TEXT: "{% extends 'pages/own.html' %}{% block content %}{% endblock %}{% block first %}{% endblock %}",
        "pages/own.html": "{% extends 'pages/other.html' %}{% block main %}{% block first %}{% endblock %}{% endblock %}",  # noqa: E501
        "pages/other.html": "{% extends 'installed/pages/base.html' %}",
    }
    assert problems(tmp_path, own) == []
    (found,) = problems(tmp_path, {"pages/other.html": "{% if %}"})
    assert found.startswith("pages/other.html:1:1: This template is not valid")
    (found, *_) = problems(tmp_path, {"pages/other.html": f"{{% extends '{TEXT}' %}}"})
    assert found.startswith("pages/other.html:1:1: This template extends itself")


def test_a_frame_without_blocks_that_installed_pages_fill_is_a_warning(tmp_path: Path) -> None:
    assert problems(
        tmp_path, {"pages/bare.html": "<p>{% block main %}{% block lang %}{% endblock %}{% endblock %}"}
    ) == [
        "pages/bare.html:1:1: warning: This template has no block 'head', so what these have in it is not shown: "
        "installed/pages/choose.html, installed/pages/not_found.html, installed/pages/redirect.html. [template]"
    ]
    written(tmp_path, {"theme/pages/bare.html": "{% extends 'installed/pages/bare.html' %}"})
    assert [*theme_problems(theme_of(tmp_path), SETTINGS)] == []


@pytest.mark.parametrize(
    ("component", "said"),
    [
        (
            "{% macro footer(menu, lang) %}{% endmacro %}",
            [
                "The macro 'footer' has no argument 'edit', which these give it: installed/pages/base.html.",
                "The macro 'footer' has no argument 'report', which these give it: installed/pages/base.html.",
            ],
        ),
        (
            "{% macro foot(menu) %}{% endmacro %}",
            ["This template has no macro 'footer', which these import: installed/p"],
        ),
        ("<footer></footer>", ["This template has no macro 'footer', which these import: installed/pages/base.html."]),
        ("{% macro footer() %}{{ kwargs }}{% endmacro %}", []),
        ("{% macro footer(menu, lang, edit, report, more) %}{% endmacro %}", []),
        ("{% from 'installed/components/footer/footer.html' import footer %}", []),
        ("{% set footer = none %}", []),
    ],
)
def test_a_component_that_installed_templates_cannot_use_is_a_problem(
    component: str, said: list[str], tmp_path: Path
) -> None:
    found = problems(tmp_path, {"components/footer/footer.html": component})
    told = [one.removeprefix("components/footer/footer.html:1:1: ") for one in found]
    assert [len(found), *(one[: len(start)] for one, start in zip(told, said, strict=True))] == [len(said), *said]


@pytest.mark.parametrize("name", ["pages/archives.html", "pages/article.html", "pages/tags.html"])
def test_of_templates_that_pelican_renders_only_the_syntax_is_checked(name: str, tmp_path: Path) -> None:
    theirs = "{% extends 'base.html' %}{{ a|strftime }}{% block zz %}{% endblock %}{% do a %}"
    assert problems(tmp_path, {name: theirs}) == []
    (found,) = problems(tmp_path, {name: "{% if %}"})
    assert found.startswith(f"{name}:1:1: This template is not valid")


def test_a_new_template_may_be_pelicans_where_it_writes_pages_of_its_own(tmp_path: Path) -> None:
    own = {"pages/own.html": "{{ a|strftime }}", TEXT: "{% include 'pages/own.html' %}"}
    assert problems(tmp_path, own, Settings(TODAY, languages=ONE_LANGUAGE, pelican_folders=("articles",))) == []
    (found,) = problems(tmp_path, own)
    assert found.startswith("pages/own.html:1:1: There is no filter 'strftime'.")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"base/a.css": b"\xff", CARD: "{{ a|lagn }}"}, ["base/a.css:1:1: The file is not in UTF-8. [encoding]"]),
        ({CARD: b"a\n\xff", TEXT: "{{ 1|lagn }}"}, [f"{CARD}:2:1: The file is not in UTF-8.", f"{TEXT}:1:1: There is"]),
        ({CARD: "<<<<<<< a\n"}, [f"{CARD}:1:1: Two versions of this file were merged"]),
        ({TEXT: f"{{% extends '{CARD}' %}}", CARD: b"\xff"}, [f"{CARD}:1:1: The file is not in UTF-8."]),
        (
            {TEXT: f"{{% from '{CARD}' import card %}}{{{{ a|lagn }}}}<p style='a'>", CARD: b"\xff"},
            [f"{CARD}:1:1: The file is not in UTF-8.", f"{TEXT}:1:1: There is no filter", f"{TEXT}:1:1: warning: Bro"],
        ),
        ({TEXT: "\u200ba"}, []),
        ({"strings/nl.yaml": "a: [", TEXT: "{{ t.a.b }}"}, ["strings/nl.yaml:1:5: "]),
        (
            {"pages/card.js": "", "components/card/card.js": "", TEXT: "{{ 'card.js'|script }}{{ a|lagn }}"},
            ["pages/card.js:1:1: The theme has two scripts with the name 'card.js': components/card/card.js and pag"],
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_a_problem_of_the_check(
    own: dict[str, str], said: list[str], tmp_path: Path
) -> None:
    found = problems(tmp_path, own)
    assert [len(found), *(one[: len(start)] for one, start in zip(found, said, strict=True))] == [len(said), *said]


def test_a_warning_of_a_template_prevents_nothing(tmp_path: Path) -> None:
    written(small(tmp_path, municipalities=ZONNEDAL), {f"theme/{TEXT}": EXTENDS + "a"})
    found = checked(tmp_path, SETTINGS, whole=False)
    assert found.site
    assert [one.severity for one in found.found if one.code is Code.TEMPLATE] == [Severity.WARNING]
