"""A site is published for the first time only with an address and a contact; later neither holds anything up."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jumelage.messages.problems import BuildError
from jumelage.publishing.launch import launch
from jumelage.settings import Settings, from_mapping
from sites import small, written

READY = Settings(date(2026, 11, 22), siteurl="https://example.org", contact="dienst@example.org", publish=True)
NO_CONTACT = replace(READY, contact="")
LOCAL = replace(READY, siteurl="http://localhost:8000")


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        pytest.param(NO_CONTACT, "CONTACT is empty", id="no contact"),
        pytest.param(LOCAL, "SITEURL is http://localhost:8000, which only this computer can reach", id="no address"),
        pytest.param(replace(LOCAL, contact=""), "CONTACT is empty", id="neither"),
    ],
)
def test_the_first_publication_is_refused_with_its_reason(settings: Settings, why: str, tmp_path: Path) -> None:
    root = written(small(tmp_path), {".ledger/addresses.txt": "", ".ledger/withdrawn.yaml": ""})
    for known in (settings, replace(settings, ledger=str(root / ".ledger/addresses.txt"))):
        with pytest.raises(BuildError) as caught:
            launch(root, known)
        said = str(caught.value)
        assert said.startswith("Nothing was written: this would be the first publication of the site, and ")
        assert why in said


@pytest.mark.parametrize(
    "before",
    [
        pytest.param({".ledger/addresses.txt": "/nl/ home home\n"}, id="an address was published"),
        pytest.param({"data/withdrawn.yaml": "- {mark: a}\n"}, id="somebody was withdrawn"),
        pytest.param({".ledger/withdrawn.yaml": "- {mark: a}\n"}, id="somebody was withdrawn elsewhere"),
        pytest.param({".ledger/published.yaml": "- {mark: a}\n"}, id="a publication knew of somebody"),
    ],
)
def test_later_what_is_lacking_is_only_said(before: dict[str, str], tmp_path: Path) -> None:
    root = written(small(tmp_path), before)
    ledger = root / ".ledger/addresses.txt"
    lacking = replace(LOCAL, contact="", ledger=str(ledger) if ledger.is_file() else "")
    assert [str(one).split(":")[0] for one in launch(root, lacking)] == [
        "CONTACT is empty in pelicanconf.py",
        "SITEURL is http",
    ]


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param(READY, id="all is there"),
        pytest.param(replace(LOCAL, contact="", publish=False), id="nothing is published"),
    ],
)
def test_where_nothing_is_lacking_nothing_is_said(settings: Settings, tmp_path: Path) -> None:
    assert launch(small(tmp_path), settings) == ()


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://localhost:8000", True),
        ("https://LOCALHOST./site", True),
        ("http://site.localhost", True),
        ("http://127.0.0.1", True),
        ("http://127.1.2.3:80", True),
        ("http://0.0.0.0:8000", True),
        ("http://[::1]:8000", True),
        ("https://example.org", False),
        ("https://localhost.example.org", False),
        ("http://10.0.0.1", False),
        ("http://[2001:db8::1]", False),
    ],
)
def test_an_address_of_the_machine_itself_is_known(address: str, local: bool) -> None:
    assert from_mapping({"SITEURL": address}, "2026-11-22").local is local
