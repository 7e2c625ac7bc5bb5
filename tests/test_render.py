"""Pages become HTML: everything is escaped, nothing is undefined, and a mistake in a template has its place."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jumelage.messages.problems import BuildError
from jumelage.model.base import Amount
from jumelage.model.values import Day
from jumelage.pages import Menu, Page, Said, Site
from jumelage.pages.values import Period
from jumelage.rendering.render import environment, render_page
from jumelage.settings import Settings
from jumelage.source.theme import OWN, Theme
from jumelage.wording import Wording
from making import ready
from sites import written

STRINGS = {"hello": {"name": "Dag <{name}>", "one": "{count} dag", "other": "{count} dagen"}, "day": {"full": "{day}"}}
STRINGS |= {"period": {"since": "sinds {since}"}}
PAGE = Page("place", "a", "nl", "/nl/a/", "page.html", Said("A & B"), {}, source="data/places.yaml")
SETTINGS = Settings(date(2026, 11, 22), siteurl="https://example.org/project")


def site(page: Page = PAGE, **strings: object) -> Site:
    """Return a site of one page, with more texts of the interface."""
    words = {"nl": Wording("nl", {**STRINGS, **strings})}
    return ready(SETTINGS, page, menus={"nl": Menu("/nl/", (), (), ())}, wordings=words)


def theme(folder: Path, template: str) -> Path:
    return written(folder, {"pages/page.html": template, "components/c/c.html": "{{ nothing.here }}"})


def html(folder: Path, template: str, page: Page = PAGE) -> str:
    """Return what a template makes of a page."""
    return rendered(page, site(page), theme(folder, template))


def rendered(page: Page, found: Site, folder: Path) -> str:
    return render_page(page, environment(Theme({OWN: folder}), SETTINGS), found, "/static/style.css")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        pytest.param("{{ page.title.text }}", "A &amp; B", id="a text is escaped"),
        pytest.param("{{ page.title|say }}", "A &amp; B", id="what is said is escaped"),
        pytest.param('<a title="{{ page.title.text ~ \'"\' }}">', '<a title="A &amp; B&#34;">', id="in an attribute"),
        pytest.param(
            "{{ text('hello.name', name='<b>') }}", "Dag &lt;&lt;b&gt;&gt;", id="a value in a text is escaped"
        ),
        pytest.param("{{ text('hello.name', name=page.title|say) }}", "Dag &lt;A &amp; B&gt;", id="but only once"),
        pytest.param("{{ counted('hello', 1200) }}", "1.200 dagen", id="a count"),
        pytest.param("{{ 1200|number }}", "1.200", id="a number"),
        pytest.param("{{ 4410000|size }}", "4,4 MB", id="a size"),
        pytest.param("{{ 'fr'|language }}", "Frans", id="a language"),
        pytest.param("{{ '/nl/a/'|url }}", "/project/nl/a/", id="an address of the site"),
        pytest.param("{{ 'https://example.com/'|url }}", "https://example.com/", id="an address elsewhere"),
        pytest.param("{{ 'mailto:a@example.org'|url }}", "mailto:a@example.org", id="an address of another kind"),
        pytest.param("{{ '/nl/a/'|absolute }}", "https://example.org/project/nl/a/", id="a full address"),
        pytest.param("{{ stylesheet }} {{ lang }} {{ menu.home }}", "/static/style.css nl /nl/", id="what pages share"),
        pytest.param("{{ t.hello.other }} {{ site.pages|length }}", "{count} dagen 1", id="the catalogue and the site"),
        pytest.param("{{ settings.branch }}", "main", id="the settings"),
    ],
)
def test_a_template_says(template: str, text: str, tmp_path: Path) -> None:
    assert html(tmp_path, template) == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param(Said("<A>", "nl"), "&lt;A&gt;|", id="in the page's language"),
        pytest.param(Said("<A>"), "&lt;A&gt;|", id="in none"),
        pytest.param(Said("<A>", "fr"), '<span lang="fr">&lt;A&gt;</span>| lang="fr"', id="in another"),
        pytest.param(Said("<A>", "ar", "rtl"), '<bdi lang="ar" dir="rtl">&lt;A&gt;</bdi>| lang="ar"', id="to the left"),
        pytest.param(Said("<A>", "en", "ltr"), '<span lang="en">&lt;A&gt;</span>| lang="en"', id="to the right"),
    ],
)
def test_a_text_in_another_language_says_so(said: Said, text: str, tmp_path: Path) -> None:
    assert html(tmp_path, "{{ page.title|say }}|{{ page.title|lang }}", replace(PAGE, title=said)) == text


@pytest.mark.parametrize(
    ("written_day", "text"),
    [
        pytest.param("2019", '<time datetime="2019">2019</time>', id="a year"),
        pytest.param("2019-05", '<time datetime="2019-05">mei 2019</time>', id="a month"),
        pytest.param("2019-05-07", '<time datetime="2019-05-07">7 mei 2019</time>', id="a day"),
        pytest.param({"after": "2019"}, "na &lt;2019&gt;", id="a day known by its bounds"),
    ],
)
def test_a_day_is_machine_readable_as_precisely_as_it_is_known(written_day: object, text: str, tmp_path: Path) -> None:
    page = replace(PAGE, date=Day.read(written_day))
    found = site(page, day={"after": "na <{after}>"})
    assert rendered(page, found, theme(tmp_path, "{{ page.date|day }}")) == text


def test_days_in_a_text_periods_and_sums_are_words(tmp_path: Path) -> None:
    page = replace(PAGE, date=Day.read("2019-05"), figures=(("a", 1, "b"),))
    assert html(tmp_path, "{{ text('hello.name', name=page.date) }}", page) == "Dag &lt;mei 2019&gt;"
    templates = {"period": Period(Day.read("2019")), "amount": Amount(amount=500, currency="EUR")}
    folder = theme(tmp_path, "{{ t.given.period|period }}, {{ t.given.amount|amount }}")
    assert rendered(PAGE, site(given=templates), folder) == "sinds 2019, €\u00a0500"


def test_a_page_without_a_language_speaks_the_first(tmp_path: Path) -> None:
    assert html(tmp_path, "{{ lang }} {{ 1200|number }}", replace(PAGE, lang=None)) == "nl 1.200"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        pytest.param("a\n{{ nothing }}", "theme/pages/page.html:2: 'nothing' is undefined", id="an undefined name"),
        pytest.param(
            "{{ page.nothing }}",
            "theme/pages/page.html:1: 'jumelage.pages.page.Page object' has no ",
            id="a missing part",
        ),
        pytest.param("a\n\n{{ 1 / 0 }}", "theme/pages/page.html:3: division by zero", id="an arithmetic mistake"),
        pytest.param(
            "{{ text('hello.nothing') }}",
            "theme/pages/page.html:1: There is no interface text 'hello.nothing'.",
            id="a missing text of the interface",
        ),
        pytest.param(
            "{{ text('hello.name.first') }}",
            "theme/pages/page.html:1: There is no interface text 'hello.name.first'.",
            id="a text within a text",
        ),
        pytest.param(
            "{{ text('hello.name') }}",
            "theme/pages/page.html:1: The interface text 'hello.name' needs a value 'name'.",
            id="a value that a text lacks",
        ),
        pytest.param("{{ 'a'|number }}", "theme/pages/page.html:1: ", id="a value of the wrong kind"),
        pytest.param(
            "{{ page.summary.text }}", "theme/pages/page.html:1: 'None' has no attribute 'text'", id="a part of nothing"
        ),
        pytest.param(
            "a\n{% if %}", "theme/pages/page.html:2: Expected an expression, got 'end of statement block'", id="syntax"
        ),
        pytest.param(
            "{{ 'a'|nothing }}", "theme/pages/page.html:1: No filter named 'nothing'.", id="an unknown filter"
        ),
        pytest.param(
            "a\n{% include 'components/c/c.html' %}",
            "theme/components/c/c.html:1: 'nothing' is undefined",
            id="in a component",
        ),
    ],
)
def test_a_mistake_in_a_template_has_its_place_and_the_pages_source(
    template: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(BuildError) as caught:
        html(tmp_path, template)
    assert str(caught.value).startswith(message)
    assert str(caught.value).endswith(" (on the page /nl/a/, from data/places.yaml).")


def test_a_mistake_on_a_page_on_a_person_at_risk_tells_neither_the_page_nor_what_is_on_it(tmp_path: Path) -> None:
    person = replace(PAGE, kind="person", path="/nl/mensen-in-gevaar/persoon-een/", title=Said("Persoon Een"))
    for template, why in (
        ("{{ page.title.text|number }}", "InvalidOp"),
        ("{{ {}[page.title.text].a }}", "Undefined"),
        ("{% include page.title.text %}", "TemplateNotFound"),
        ("{{ text(page.title.text) }}", "MissingName"),
        ("{{ page.title.text|script }}", "MissingName"),
    ):
        with pytest.raises(BuildError) as caught:
            html(tmp_path, template, person)
        assert str(caught.value).startswith(f"theme/pages/page.html:1: {why}")
        assert "persoon" not in str(caught.value).casefold()


def test_a_template_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path, {"pages/page.html": b"\xff"})
    with pytest.raises(BuildError, match=r"^theme/pages/page\.html is not in UTF-8\. Save the file as UTF-8\.$"):
        rendered(PAGE, site(), folder)


def test_a_derived_page_has_no_source_to_name(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        html(tmp_path, "{{ nothing }}", replace(PAGE, source=None))
    assert str(caught.value) == "theme/pages/page.html:1: 'nothing' is undefined (on the page /nl/a/)."


@pytest.mark.parametrize(
    ("template", "name"),
    [
        pytest.param("{% extends 'elsewhere/own' %}", "elsewhere/own", id="the one it extends"),
        pytest.param("{% from 'elsewhere/and/far' import d %}", "elsewhere/and/far", id="one it imports"),
    ],
)
def test_a_missing_template_is_named(template: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        html(tmp_path, template)
    told = f"The theme has no template '{name}'."
    assert str(caught.value) == f"theme/pages/page.html:1: {told} (on the page /nl/a/, from data/places.yaml)."


def test_a_theme_without_the_pages_template_is_not_whole(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"The theme has no template 'pages/other\.html'"):
        html(tmp_path, "", replace(PAGE, template="other.html"))
