"""The day of the next build that nobody asked for: the first on which a page may differ."""

from datetime import date
from pathlib import Path

import pytest

from one_page import PERSON, site

PARTNERSHIP = "- {{id: a, municipality: zonnedal, kind: twinning, places: [aan-zee], {}}}\n"
EVENT = "- {{id: a, municipality: zonnedal, name: {{nl: A, fr: A}}, editions: [{{year: 2027, {}}}]}}\n"
PROJECT = "- {{id: a, municipality: zonnedal, name: {{nl: A, fr: A}}, {}}}\n"
SOURCE = "sources: [{title: A, date: 2024-12-31}]"
STATED = "status: {value: active, as_of: 2025-03-01}"
DEED = "actions: [{title: {nl: A, fr: A}, url: 'https://example.org/', lang: nl, until: 2026-12-24}]"


@pytest.mark.parametrize(
    ("file", "text", "day"),
    [
        pytest.param("partnerships", PARTNERSHIP.format("since: 2027-03"), "2027-03-01", id="it begins"),
        pytest.param("partnerships", PARTNERSHIP.format("until: 2027-03"), "2027-04-01", id="it has ended"),
        pytest.param("partnerships", PARTNERSHIP.format("since: 2019"), None, id="it began long ago"),
        pytest.param("partnerships", PARTNERSHIP.format("until: {after: 2027}"), None, id="nobody knows when"),
        pytest.param("partnerships", PARTNERSHIP.format(SOURCE), "2027-01-01", id="its source is too old"),
        pytest.param("partnerships", PARTNERSHIP.format(STATED), "2027-03-02", id="what was stated is too old"),
        pytest.param("partnerships", PARTNERSHIP.format("publish: {from: 2027-05-01}"), "2027-05-01", id="it is shown"),
        pytest.param("partnerships", PARTNERSHIP.format("publish: {until: 2027-05-01}"), "2027-05-02", id="it is not"),
        pytest.param("partnerships", PARTNERSHIP.format("draft: true, since: 2027"), None, id="a draft"),
        pytest.param("partnerships", PARTNERSHIP.format(DEED), "2026-12-25", id="an action is over"),
        pytest.param("projects", PROJECT.format("support: {since: 2027-02-01}"), "2027-02-01", id="support begins"),
        pytest.param("projects", PROJECT.format("until: 2027"), "2028-01-01", id="a project has ended"),
        pytest.param("events", EVENT.format("start: 2027-06-01"), "2027-06-01", id="an event"),
        pytest.param("events", EVENT.format("end: 2027-06-01"), "2027-06-02", id="an event is over"),
        pytest.param("events", EVENT.format("documents: []"), "2028-01-01", id="its year is over"),
        pytest.param("persons_at_risk", PERSON, "2028-01-01", id="an entry on a person must be checked"),
        pytest.param("persons_at_risk", PERSON.replace("2027", "2026-09"), "2026-12-30", id="90 days later"),
    ],
)
def test_the_site_changes_on_the_day_when(file: str, text: str, day: str | None, tmp_path: Path) -> None:
    found = site(tmp_path, date(2026, 11, 22), None, **{file: text}).next_change
    assert (found.isoformat() if found else None) == day
