"""Copies of a picture are as wide as their names say, smaller than the picture, and the same each time."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from findings import HERE, PERSON, RECORD, SETTINGS, valid_site
from jumelage.exports.copies import COPIES
from jumelage.pages import Site
from jumelage.source.assets import Asset
from jumelage.store.store import Store
from jumelage.targets.plan import plan
from making import files
from noting import Noting
from one_page import site


def asset(mode: str, size: tuple[int, int], form: str) -> Asset:
    data = BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(data, form)
    return Asset(f"/pictures/a.{form.lower()}", data.getvalue(), *size)


def of(whole: Site, *assets: Asset) -> Site:
    held = {one.path[1:]: one for one in (Asset("/files/a.txt", b"a"), *assets)}
    return replace(whole, graph=replace(whole.graph, assets=held))


@pytest.mark.parametrize(
    ("mode", "size", "form", "widths"),
    [
        ("RGB", (2000, 1000), "JPEG", [480, 960, 1600, 2000]),
        ("RGB", (960, 500), "JPEG", [480, 960]),
        ("L", (300, 200), "PNG", [300]),
        ("RGBA", (500, 3), "PNG", [480, 500]),
        ("P", (500, 300), "PNG", [480, 500]),
    ],
)
def test_each_copy_is_as_wide_as_it_says(
    mode: str, size: tuple[int, int], form: str, widths: list[int], tmp_path: Path
) -> None:
    found = files(COPIES, of(site(tmp_path), asset(mode, size, form)))
    pictures = [Image.open(BytesIO(data)) for data in found.values()]
    assert [picture.width for picture in pictures] == widths
    assert {picture.format for picture in pictures} == {"WEBP"}
    assert all(f"-{picture.width}." in path for path, picture in zip(found, pictures, strict=True))


def test_a_copy_is_made_once_and_is_the_same_each_time(tmp_path: Path) -> None:
    whole = of(site(tmp_path / "site"), asset("RGB", (600, 400), "JPEG"))
    store = Store(tmp_path / "store")
    assert files(COPIES, whole, store) == files(COPIES, whole, store) == files(COPIES, whole)
    assert len([*(tmp_path / "store").iterdir()]) == 2


SHOWN = "{{file: {}.jpg, alt: {{nl: Hek, fr: Haie, en: Fence}}, credit: A, licence: CC0, people: false}}"


def test_copies_of_pictures_of_persons_at_risk_are_made_each_time_and_not_kept(tmp_path: Path) -> None:
    record = (HERE / "broken" / "person-exact-location" / RECORD).read_text("utf-8")
    names = ("een-voorbeeld-2", "in-de-tekst", "in-de-kop", "put")
    # Each is another one, so that no two copies are the same.
    data = {name: asset("RGB", (300 + number, 200), "JPEG").data for number, name in enumerate(names)}
    page = f"---\ntitle: A\npictures: [{SHOWN.format('put')}, {SHOWN.format('in-de-tekst')}]\n---\n"
    person = f"---\npictures: [{SHOWN.format('in-de-kop')}]\n---\n![Een hek]({{static}}pictures/in-de-tekst.jpg)\n"
    texts = {f"content/{lang}/page/a.md": page for lang in ("nl", "fr", "en")}
    texts |= {PERSON.replace("/nl/", f"/{lang}/"): person for lang in ("nl", "fr", "en")}
    pictures = {f"content/pictures/{name}.jpg": one for name, one in data.items()}
    whole, _ = plan(valid_site(tmp_path, {RECORD: record, **texts, **pictures}), SETTINGS)
    store = Noting(tmp_path / "store")
    for _ in range(2):
        found = files(COPIES, whole, store)
        assert sorted({path.split("/")[-1].rpartition("-")[0] for path in found}) == sorted(names)
    assert [kept for _, kept in store.noted] == [one for path, one in found.items() if "/put-" in path]
