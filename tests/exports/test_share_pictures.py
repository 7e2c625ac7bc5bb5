"""Each language, municipality, country and kind has a picture; a page without its own has that of the nearest."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from jumelage.exports.share_pictures import ICON_FILES, ICONS, MANIFESTS, PICTURES
from jumelage.pages import Site
from jumelage.rendering.drawings.share_picture import SharePicture, picture_path, share_picture
from jumelage.store.store import Store
from making import files
from noting import Noting
from one_page import PERSON, TODAY, page, site, texts_on

FILES = {
    "partnerships": "- {id: a, municipality: zonnedal, kind: twinning, places: [aan-zee]}\n",
    "persons_at_risk": PERSON,
    "municipalities": """
- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}, location: {lat: 50.8, lon: 4.4}}
- {id: letters, name: {nl: العيزرية, fr: العيزرية}}
""",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Site:
    texts = {f"{lang}/page/over": "---\ntitle: Over\n---\n" for lang in ("nl", "fr")} | texts_on("place/aan-zee")
    return site(tmp_path_factory.mktemp("site"), TODAY, texts, **FILES)


@pytest.fixture(scope="module")
def made(whole: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return files(PICTURES, whole, Store(tmp_path_factory.mktemp("store")))


@pytest.mark.parametrize(
    ("kind", "name", "picture"),
    [
        ("home", "home", "site"),
        ("municipality", "zonnedal", "municipality-zonnedal"),
        ("country", "MA", "country-MA"),
        ("partnership", "a", "municipality-zonnedal"),
        ("partnership", "index", "kind-partnership"),
        ("place", "aan-zee", "kind-place"),
        ("page", "over", "site"),
        ("agenda", "agenda", "site"),
        ("person", "iemand", "site"),
        ("person", "index", "site"),
    ],
)
def test_a_page_is_shared_with(kind: str, name: str, picture: str, whole: Site, made: dict[str, bytes]) -> None:
    path = picture_path(page(whole, kind, name, "fr"), "fr")
    assert path == f"/share/fr/{picture}.png"
    assert path in made


def test_every_page_of_a_language_has_a_picture_that_is_there(whole: Site, made: dict[str, bytes]) -> None:
    assert [one.path for one in whole.pages if one.lang and picture_path(one, one.lang) not in made] == []
    assert [path for path in made if "person" in path or "iemand" in path] == []


def test_a_name_that_cannot_be_written_is_left_to_the_picture_of_the_site(made: dict[str, bytes]) -> None:
    general = SharePicture("Jumelage", "", "Onze gemeenten en hun partners in de wereld")
    assert made["/share/nl/municipality-letters.png"] == share_picture(general)


def test_pictures_are_kept_by_what_they_show(whole: Site, tmp_path: Path) -> None:
    store = Noting(tmp_path)
    first = files(PICTURES, whole, store)
    recipes = {recipe for recipe, _ in store.noted}
    store.keep(min(recipes), b"as it was kept")
    assert b"as it was kept" in files(PICTURES, whole, store).values()
    assert len(recipes) == len(set(first.values()))


def test_a_site_whose_name_cannot_be_written_has_a_picture_all_the_same(tmp_path: Path) -> None:
    small = site(tmp_path)
    named = replace(small, settings=replace(small.settings, names={"nl": "التضامن"}))
    assert files(PICTURES, named)["/share/nl/site.png"]


def test_icons_have_their_sizes(whole: Site) -> None:
    made = files(ICON_FILES, whole)
    sizes = {path: Image.open(BytesIO(data)).size[0] for path, data in made.items()}
    assert sizes == {**ICONS, "/favicon.ico": 48}


def test_a_manifest_names_the_site_in_its_language_and_leads_into_it(whole: Site) -> None:
    found = {path: json.loads(text) for path, text in files(MANIFESTS, whole).items()}
    french = found["/fr/manifest.webmanifest"]
    assert (french["lang"], french["start_url"], french["name"], french["dir"]) == ("fr", "/fr/", "Jumelage", "ltr")
    assert {icon["src"] for icon in french["icons"]} == set(ICONS)
