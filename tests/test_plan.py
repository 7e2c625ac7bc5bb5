"""A root folder becomes the plan of its site: addresses that differ, and problems with their warnings."""

from datetime import date
from pathlib import Path

import pytest

from jumelage.messages.problems import BuildError, ContentError
from jumelage.settings import Settings
from jumelage.targets.plan import plan
from sites import small, written

SETTINGS = Settings(date(2026, 11, 22))


def test_two_pages_on_one_address_are_a_problem_and_warnings_come_with_it(tmp_path: Path) -> None:
    person = """
        - id: iemand
          name: {nl: Iemand, fr: Quelqu'un, en: Somebody}
          ground: {kind: consent, file: A-1}
          adult: true
          adoptions: [{municipality: zonnedal, day: 2019}]
          status: {value: unknown, as_of: 2019}
          review_by: 2020
    """
    municipality = "- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil, en: Sunvale}}\n"
    root = small(tmp_path, municipalities=municipality, persons_at_risk=person)
    for lang in ("nl", "fr", "en"):
        written(root, {f"content/{lang}/page/{name}.md": f"---\ntitle: {name}\nslug: c\n---\n" for name in "ab"})
    with pytest.raises(ContentError) as caught:
        plan(root, SETTINGS)
    assert [(p.severity.value, str(p.position), str(p.message)) for p in caught.value.problems] == [
        ("problem", "content/en/page/b.md:3:1", "The address '/en/c/' is already taken by the page 'a'."),
        ("problem", "content/fr/page/b.md:3:1", "The address '/fr/c/' is already taken by the page 'a'."),
        ("problem", "content/nl/page/b.md:3:1", "The address '/nl/c/' is already taken by the page 'a'."),
        (
            "warning",
            "data/persons_at_risk.yaml:8:3",
            "The check of a record about a person at risk is more than 90 days overdue.",
        ),
    ]


@pytest.mark.parametrize("kept", ["data", "content"])
def test_a_folder_without_data_or_content_is_no_site(kept: str, tmp_path: Path) -> None:
    (tmp_path / kept).mkdir()
    with pytest.raises(BuildError) as caught:
        plan(tmp_path, SETTINGS)
    assert str(caught.value) == f"{tmp_path} is not a site: it has no folder 'data' or no folder 'content'."
