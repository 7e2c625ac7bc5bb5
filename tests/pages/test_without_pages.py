"""Places and organisations without a text that at most one record names have no page: links lead to what names them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jumelage.content import load
from jumelage.graph import links
from jumelage.pages.values import Link, Said
from jumelage.settings import Settings
from jumelage.targets.build import build
from jumelage.targets.plan import plan
from one_page import PERSON, PLACES, TODAY, card, page, site, table, texts_on, titles
from sites import store, written

AT_HOME = "- {id: thuis, name: {nl: Thuis, fr: Chez nous}, kind: district, country: BE}\n"
BAND = """
- {id: a, municipality: zonnedal, kind: twinning, places: [bergen], name: {nl: Band, fr: Lien},
   organisations: [{organisation: handen, role: partner}]}
"""
FEAST = (
    "- {{id: {id}, name: {{nl: F, fr: F}}, municipality: zonnedal, {more} "
    "editions: [{{year: 2026, places: [bergen]}}]}}\n"
)
PART = "- {id: wijk, name: {nl: W, fr: Q}, kind: district, country: MA, part_of: bergen}\n"
SOURCE = BAND.replace("{id: a,", "{id: a, sources: [{title: S, publisher: handen}],")
CAMPAIGN = PERSON.replace(
    "ground: {kind: consent, file: Z-1}",
    "ground: {kind: public-campaign, organisation: handen, source: S}\n  sources: [{title: S}]",
)


def bare(folder: Path, today: date = TODAY, drafts: bool = False, preview: bool = False) -> set[str]:
    """Return the ids of what has no page, of a site that `site` wrote."""
    settings = replace(Settings(today), drafts=drafts, preview=preview)
    found = {name for _, name in links(load(folder, settings.languages), settings)[0].bare}
    return found & {"bergen", "handen"}


@pytest.mark.parametrize(
    ("files", "texts", "without"),
    [
        pytest.param({}, {}, {"bergen", "handen"}, id="named by nobody"),
        pytest.param({"partnerships": BAND}, {}, {"bergen", "handen"}, id="named by one record"),
        pytest.param({"partnerships": BAND}, texts_on("place/bergen"), {"handen"}, id="with a text"),
        pytest.param(
            {"partnerships": BAND},
            {f"{lang}/place/bergen": "---\ndraft: true\n---\nT.\n" for lang in ("nl", "fr")},
            {"bergen", "handen"},
            id="with a draft of a text",
        ),
        pytest.param(
            {"partnerships": BAND, "events": FEAST.format(id="f", more="")}, {}, {"handen"}, id="named by two records"
        ),
        pytest.param(
            {"partnerships": BAND, "events": FEAST.format(id="f", more="draft: true,")},
            {},
            {"bergen", "handen"},
            id="named by a draft, too",
        ),
        pytest.param({"partnerships": SOURCE}, {}, {"bergen", "handen"}, id="the publisher of a source, too"),
        pytest.param({"places": PLACES + PART, "partnerships": BAND}, {}, {"handen"}, id="a place with a part"),
        pytest.param(
            {"partnerships": BAND},
            {f"{lang}/municipality/zonnedal": "[]({organisation}handen) []({place}bergen)\n" for lang in ("nl", "fr")},
            {"bergen", "handen"},
            id="mentioned in a text",
        ),
        pytest.param({"persons_at_risk": CAMPAIGN}, {}, {"bergen"}, id="named by a person at risk"),
    ],
)  # fmt: skip
def test_a_page_needs_a_text_or_two_records_that_name_it(
    files: dict[str, str], texts: dict[str, str], without: set[str], tmp_path: Path
) -> None:
    site(tmp_path, texts=texts, **files)  # type: ignore[arg-type]
    assert bare(tmp_path) == without
    # A preview shows no person at risk, and has the same addresses otherwise.
    assert bare(tmp_path, preview=True) == without


def test_no_page_goes_because_a_day_has_come(tmp_path: Path) -> None:
    events = FEAST.format(id="f", more="publish: {until: 2026-12-01},") + FEAST.format(
        id="g", more="publish: {from: 2027},"
    )
    site(tmp_path, partnerships=BAND, events=events)
    assert [bare(tmp_path, today) for today in (TODAY, date(2026, 12, 2), date(2027, 1, 1))] == [{"handen"}] * 3
    (tmp_path / "data" / "events.yaml").write_text(FEAST.format(id="g", more="publish: {from: 2027},"))
    assert [bare(tmp_path, today) for today in (TODAY, date(2027, 1, 1))] == [{"bergen", "handen"}, {"handen"}]
    assert bare(tmp_path, drafts=True) == {"handen"}
    # What belongs to something that is not there yet is not there either.
    projects = "- {id: p, name: {nl: P, fr: P}, partnership: b, places: [bergen], publish: {until: 2026-01}}\n"
    partner = "- {id: b, municipality: zonnedal, kind: twinning, places: [aan-zee], draft: true}\n"
    written(
        tmp_path, {"data/projects.yaml": projects, "data/partnerships.yaml": BAND + partner, "data/events.yaml": ""}
    )
    assert bare(tmp_path) == {"bergen", "handen"}


def test_a_link_leads_to_the_part_of_the_country_or_to_the_record_that_names_it(tmp_path: Path) -> None:
    found = site(
        tmp_path,
        texts={
            f"{lang}/municipality/zonnedal": "[]({place}bergen), [zij]({organisation}handen), [x]({organisation}ogen)"
            for lang in ("nl", "fr")
        }
        | {f"{lang}/country/MA": "## Plaats bergen\n\n[]({place}bergen)" for lang in ("nl", "fr")},
        places=PLACES.replace("id: bergen,", "id: bergen, slug: {fr: monts},") + AT_HOME,
        partnerships=BAND.replace("[bergen]", "[bergen, thuis]").replace(
            "{id: a,", "{id: a, sources: [{title: S, publisher: handen}, {title: T, publisher: ogen}],"
        ),
    )
    (article,) = page(found, "municipality", "zonnedal").articles
    assert article.html == (
        '<p><a href="/nl/landen/marokko/#plaats--bergen">Bergen</a>, <a href="/nl/partnerschappen/a/">zij</a>, x</p>\n'
    )
    assert {(one.kind, one.id) for one in found.pages if one.kind in {"place", "organisation"}} == {
        ("place", "index"),
        ("organisation", "index"),
    }
    shown = page(found, "partnership", "a", "fr")
    facts = table(shown)
    assert shown.line[2:4] == (
        Link(Said("Monts", "fr"), "/fr/pays/maroc/#lieu--monts"),
        # Only this page tells of them.
        Said("Chez nous", "fr"),
    )
    assert facts["role.partner"] == (Said("Mains", "fr"),)
    assert [one.publisher for one in page(found, "partnership", "a").citations] == [
        Said("Handen", "nl"),
        Said("Ogen", "nl"),
    ]
    dots = page(found, "partnership", "a").map
    assert dots
    assert [one.path for one in dots.dots[1:]] == [
        "/nl/partnerschappen/a/",
        "/nl/landen/marokko/#plaats--bergen",
    ]
    assert [one.path for section in page(found, "organisation", "index").sections for one in section.cards] == [
        "/nl/partnerschappen/a/"
    ]
    index = {one.title.text: one.path for section in page(found, "place", "index").sections for one in section.cards}
    assert index == {
        "Aan Zee": "/nl/landen/marokko/#plaats--aan-zee",
        "Bergen": "/nl/landen/marokko/#plaats--bergen",
        "Thuis": "/nl/partnerschappen/a/",
    }


def test_the_part_of_the_country_is_there_once_and_is_no_link_to_itself(tmp_path: Path) -> None:
    site(
        tmp_path,
        texts={f"{lang}/country/MA": "## Plaats bergen\n\n[]({place}bergen)" for lang in ("nl", "fr")},
        partnerships=BAND,
    )
    country = page(plan(tmp_path, Settings(TODAY))[0], "country", "MA")
    assert "plaats--bergen" not in country.articles[0].html
    assert country.articles[0].html.endswith("<p>Bergen</p>\n")
    assert titles(country)["place"] == ["Aan Zee", "Bergen"]
    assert (card(country, "Bergen").path, card(country, "Bergen").part) == ("", "plaats--bergen")
    text = build(tmp_path, Settings(TODAY), store()).files["/nl/landen/marokko/index.html"].decode()
    assert text.count('<article class="card" id="plaats--bergen">') == text.count('id="plaats--bergen"') == 1
    assert '<h3 class="card__title">Bergen</h3>' in text


def test_once_published_an_address_leads_to_where_links_lead_now(tmp_path: Path) -> None:
    paths = {
        "/nl/plaatsen/bergen/": "place bergen",
        "/fr/lieux/monts/": "place bergen",
        "/fr/lieux/berg-oud/": "place bergen",
        "/nl/organisaties/handen/": "organisation handen",
        "/nl/organisaties/ogen/": "organisation ogen",
    }
    site(
        tmp_path,
        places=PLACES.replace("id: bergen,", "id: bergen, slug: {fr: monts}, aliases: [berg-oud],"),
        partnerships=BAND,
    )
    settings = Settings(TODAY)
    assert plan(tmp_path, settings)[0].redirects == ()
    written(tmp_path, {".ledger/addresses.txt": "".join(f"{path} {key}\n" for path, key in sorted(paths.items()))})
    known = replace(settings, ledger=str(tmp_path / ".ledger" / "addresses.txt"))
    found = {one.path: one.target for one in plan(tmp_path, known)[0].redirects}
    assert found == {
        "/nl/plaatsen/bergen/": "/nl/landen/marokko/#plaats--bergen",
        "/fr/lieux/monts/": "/fr/pays/maroc/#lieu--monts",
        "/fr/lieux/berg-oud/": "/fr/pays/maroc/#lieu--monts",
        "/nl/organisaties/handen/": "/nl/partnerschappen/a/",
        "/nl/organisaties/ogen/": "/nl/organisaties/",
    }
    made = build(tmp_path, replace(known, siteurl="https://example.org/site"), store())
    assert b"/site/nl/plaatsen/bergen/ /site/nl/landen/marokko/#plaats--bergen 301\n" in made.files["/_redirects"]
    text = made.files["/nl/plaatsen/bergen/index.html"].decode()
    assert '<link rel="canonical" href="https://example.org/site/nl/landen/marokko/">' in text
    assert 'content="0; url=/site/nl/landen/marokko/#plaats--bergen"' in text
