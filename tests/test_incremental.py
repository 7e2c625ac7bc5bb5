"""After whatever edit or accident, what is made with what is kept is what is made from nothing, to the last byte."""

import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from accidents import ACCIDENTS
from differ import Case, DifferError, Outcome, saved
from edited_site import site
from edits import EDITS
from journeys import JOURNEYS
from jumelage.edit import RefusedError

pytestmark = pytest.mark.no_cover

KINDS = {**EDITS, **JOURNEYS, **ACCIDENTS}
PARTS = 4
TOGETHER = 12  # edits that are compared at once, where time is short


def ordered(seed: int) -> list[str]:
    """Return every kind in the order that a seed gives."""
    kinds = [*KINDS]
    random.Random(seed).shuffle(kinds)  # noqa: S311 - the same order each time
    return kinds


def batches(kinds: Sequence[str]) -> list[list[str]]:
    """Return kinds in groups: several simple edits, or one of anything else."""
    simple = [kind for kind in kinds if kind in EDITS]
    groups = [simple[number : number + TOGETHER] for number in range(0, len(simple), TOGETHER)]
    return [*groups, *([kind] for kind in kinds if kind not in EDITS)]


def edited(case: Case, kinds: Sequence[str]) -> bool:
    """Make some edits, compare, and take back what makes the site invalid; return whether they were possible."""
    back = saved(case)
    case.kinds += kinds
    try:
        for kind in kinds:
            KINDS[kind](case)
        if case.agree():
            return True
    except (LookupError, RefusedError):
        # What is edited is not there after earlier edits, or refused.
        pass
    back()
    return False


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of the user that holds nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.mark.parametrize("part", range(PARTS))
def test_each_kind_of_edit_and_accident_leaves_what_a_cold_build_makes(part: int, tmp_path: Path, store: Path) -> None:
    seed = int(os.environ.get("SEED", "22"))
    case = Case(tmp_path, site(tmp_path / "site"), seed, store)
    groups = batches(ordered(seed))[part::PARTS]
    random.Random(seed).shuffle(groups)  # noqa: S311
    assert [group for group in groups if not edited(case, group)] == []


@pytest.mark.soak
def test_many_edits_and_accidents_leave_what_a_cold_build_makes(tmp_path: Path, store: Path) -> None:
    """STEPS says how many (100), SEED which ones; a failure names the seed."""
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    print(f"SEED={seed}")
    case = Case(tmp_path, site(tmp_path / "site", full=True), seed, store)
    case.served = True
    steps, done = int(os.environ.get("STEPS", "100")), 0
    while done < steps:
        for kind in ordered(case.chance.randrange(10**6))[: steps - done]:
            done += edited(case, [kind])


def test_a_page_that_is_wrongly_kept_is_found(tmp_path: Path, store: Path) -> None:
    case = Case(tmp_path, site(tmp_path / "site"), 1, store)
    page = case.output / "nl" / "netwerken" / "licht" / "index.html"
    old = page.read_bytes()
    case.kinds.append("the name of a record")
    EDITS["the name of a record"](case)
    build = case.build

    def forgetful(output: Path, store: Path) -> Outcome:
        outcome = build(output, store)
        if output == case.output:
            page.write_bytes(old)
        return outcome

    case.build = forgetful  # type: ignore[method-assign]
    with pytest.raises(DifferError, match=r"(?s)^files differ in comparison 1 of seed 1, after the name of a .*Licht"):
        case.agree()
