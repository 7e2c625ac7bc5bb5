"""A record gets another id, everywhere."""

from pathlib import Path

import pytest

from edited import PARTNERSHIPS, PLACES, differing, held, loaded, rename
from findings import SETTINGS
from jumelage.edit import RefusedError, renamed
from sites import written


def test_an_id_is_changed_in_data_texts_links_and_names_of_files(root: Path) -> None:
    link = "[a]({place}lunara) [b](<{place}lunara#weg>) `{place}lunara-2` [c]({static}files/lunara.pdf)\n\n## Weg\n"
    texts = {f"content/{lang}/place/lunara.md": link for lang in ("nl", "fr")}
    texts |= {f"content/{lang}/page/over.md": "---\ntitle: A\n---\n[]({place}lunara)\n" for lang in ("nl", "fr")}
    written(
        root, {**texts, "content/files/lunara.pdf": b"%PDF-1\n%%EOF", "content/files/lunara--2.pdf": b"%PDF-2\n%%EOF"}
    )
    documents = "  documents:\n    - {title: T, lang: nl, file: lunara.pdf}\n    - {title: U, lang: nl}\n"
    written(root, {"data/partnerships.yaml": PARTNERSHIPS + documents})
    before = held(root)
    rename(root, "place", "lunara", "luna-mar")
    page = "---\ntitle: A\n---\n[]({place}luna-mar)\n"
    text = (
        link.replace("}lunara)", "}luna-mar)").replace("}lunara#", "}luna-mar#").replace("lunara.pdf", "luna-mar.pdf")
    )
    assert differing(before, root) == {
        "data/places.yaml": PLACES.replace("id: lunara  ", "id: luna-mar  ")
        .replace("part_of: lunara", "part_of: luna-mar")
        .replace("country: MA\n\n", "country: MA\n  aliases:\n    - lunara\n\n"),
        "data/partnerships.yaml": (PARTNERSHIPS + documents)
        .replace("[lunara,", "[luna-mar,")
        .replace("lunara.pdf", "luna-mar.pdf"),
        **{f"content/{lang}/place/lunara.md": "gone" for lang in ("nl", "fr")},
        **{f"content/{lang}/place/luna-mar.md": text for lang in ("nl", "fr")},
        **{f"content/{lang}/page/over.md": page for lang in ("nl", "fr")},
        "content/files/lunara.pdf": "gone",
        "content/files/lunara--2.pdf": "gone",
        "content/files/luna-mar.pdf": "%PDF-1\n%%EOF",
        "content/files/luna-mar--2.pdf": "%PDF-2\n%%EOF",
    }


def test_a_record_that_gets_a_former_id_back_keeps_one_alias_for_each(root: Path) -> None:
    rename(root, "place", "berg", "top")
    rename(root, "place", "top", "berg")
    assert held(root)["data/places.yaml"] == PLACES + "  aliases:\n    - top\n"


def test_a_municipality_takes_its_texts_on_campaigns_along(root: Path) -> None:
    campaigns = "- {id: eerlijk, name: {nl: A, fr: A}, kind: label, members: [{municipality: zonnedal}]}\n"
    texts = {f"content/{lang}/campaign/eerlijk--zonnedal.md": "## Zee\n\n[a](#zee)\n" for lang in ("nl", "fr")}
    texts |= {f"content/{lang}/campaign/eerlijk.md": "[a]({campaign}eerlijk#zonnedal--zee)\n" for lang in ("nl", "fr")}
    written(root, {"data/campaigns.yaml": campaigns, **texts})
    rename(root, "municipality", "zonnedal", "zon")
    after = held(root)
    assert "content/fr/campaign/eerlijk--zon.md" in after
    assert after["content/nl/campaign/eerlijk.md"] == "[a]({campaign}eerlijk#zon--zee)\n"
    rename(root, "campaign", "eerlijk", "fair")
    assert "content/fr/campaign/fair--zon.md" in held(root)


def test_a_publisher_is_renamed_as_what_it_is(root: Path) -> None:
    source = "  sources:\n    - {title: T, publisher: zonnedal}\n"
    organisations = "- {id: zonnedal, name: {nl: A, fr: A}, kind: company}\n"
    written(root, {"data/partnerships.yaml": PARTNERSHIPS + source, "data/organisations.yaml": organisations})
    rename(root, "organisation", "zonnedal", "bedrijf")
    assert held(root)["data/partnerships.yaml"] == PARTNERSHIPS + source


def test_files_that_may_be_another_records_stay(root: Path) -> None:
    written(
        root,
        {"data/themes.yaml": "- {id: lunara, name: {nl: A, fr: A}}\n", "content/files/lunara.pdf": b"%PDF-1\n%%EOF"},
    )
    rename(root, "place", "lunara", "luna")
    assert "content/files/lunara.pdf" in held(root)


@pytest.mark.parametrize(
    "header", ["---\ntitle: A\ndate: 2026\n---\nB.\n", "---\r\ntitle: A\r\ndate: 2026\r\n---\r\nB.\r\n"]
)
def test_a_text_that_is_a_record_keeps_its_former_id_in_its_header(header: str, root: Path) -> None:
    written(root, {f"content/{lang}/news/a.md": header.encode() for lang in ("nl", "fr")})
    rename(root, "news", "a", "b")
    end = "\r\n" if "\r" in header else "\n"
    assert held(root)["content/nl/news/b.md"] == header.replace(f"2026{end}", f"2026{end}aliases:{end}  - a{end}")
    assert loaded(root).records.valid["news"]["b"].record.aliases == ("a",)
    rename(root, "news", "b", "a")
    assert loaded(root).records.valid["news"]["a"].record.aliases == ("b",)


PERSON = """\
- id: iemand
  name: {nl: Iemand, fr: Iemand, en: Iemand}
  ground: {kind: consent, file: Z-1}
  adult: true
  adoptions: [{municipality: zonnedal, day: 2025}]
  status: {value: detained, as_of: 2026-01}
  review_by: 2027
"""


def test_of_a_person_at_risk_no_alias_is_left(root: Path) -> None:
    written(root, {"data/persons_at_risk.yaml": PERSON})
    rename(root, "person", "iemand", "niemand")
    assert held(root)["data/persons_at_risk.yaml"] == PERSON.replace("id: iemand", "id: niemand")


@pytest.mark.parametrize(
    ("kind", "old", "new", "said", "hint"),
    [
        pytest.param(
            "place", "lunarra", "luna", "There is no place 'lunarra'.", "Did you mean 'lunara'?", id="not there"
        ),
        pytest.param("place", "lunara", "berg", "There is already a place 'berg'.", "None", id="taken"),
        pytest.param("place", "lunara", "Luna", "'Luna' is not a valid id.", "Use lower-case", id="no id"),
        pytest.param("country", "MA", "MB", "The id of a country is its ISO code", "None", id="a country"),
        pytest.param("person", "geheim", "a", "There is no such record.", "None", id="a person who is not there"),
        pytest.param(
            "person", "iemand", "Geheim", "This is not a valid id.", "Use lower-case", id="no id for a person"
        ),
        pytest.param("person", "iemand", "iemand", "This id is taken.", "None", id="a person who is"),
    ],
)
def test_an_id_that_cannot_be_changed_is_refused(
    kind: str, old: str, new: str, said: str, hint: str, root: Path
) -> None:
    written(root, {"data/persons_at_risk.yaml": PERSON})
    with pytest.raises(RefusedError) as caught:
        renamed(kind, old, new, loaded(root), root, SETTINGS)
    assert str(caught.value).startswith(said)
    assert str(caught.value.hint).startswith(hint)


def test_a_file_in_which_nothing_can_be_put_is_refused(root: Path) -> None:
    written(root, {"data/places.yaml": PLACES.replace("  part_of: lunara\n", "  part_of: lunara\n  aliases:\n")})
    valid = loaded(root)
    written(root, {"data/places.yaml": "- a\n"})
    with pytest.raises(RefusedError, match="ayout of"):
        renamed("place", "berg", "top", valid, root, SETTINGS)


@pytest.mark.parametrize(
    ("kind", "old", "files", "reported"),
    [
        ("place", "lunara", ("lunara.pdf", "luna.pdf"), "There is already a file: content/files/luna.pdf"),
        ("person", "iemand", ("iemand.pdf", "luna.pdf"), "There is already a file of that name in content/files."),
    ],
)
def test_no_other_file_is_written_over(kind: str, old: str, files: tuple[str, str], reported: str, root: Path) -> None:
    written(
        root, {"data/persons_at_risk.yaml": PERSON, **{f"content/files/{name}": b"%PDF-1\n%%EOF" for name in files}}
    )
    with pytest.raises(RefusedError) as caught:
        renamed(kind, old, "luna", loaded(root), root, SETTINGS)
    assert str(caught.value) == reported


def test_a_record_keeps_its_slugs(root: Path) -> None:
    written(root, {"data/themes.yaml": "- id: water\n  slug:\n    fr: eau\n  name: {nl: A, fr: A, en: A}\n"})
    rename(root, "theme", "water", "zee")
    assert (root / "data" / "themes.yaml").read_text("utf-8") == (
        "- id: zee\n  slug:\n    fr: eau\n  name: {nl: A, fr: A, en: A}\n  aliases:\n    - water\n"
    )
