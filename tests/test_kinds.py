"""The declaration of each kind of record, from which orders and lists are made, and all that a new one needs."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jumelage.kinds import BY_CARDS, KINDS, Kind
from jumelage.messages.nouns import a, no, the
from jumelage.model import RECORDS
from jumelage.pages.overview import AT_HOME, COUNTED, MAIN, VIEWS
from sites import ROOT, small

pytestmark = pytest.mark.no_cover

KIND = 'Kind(name="treaty", noun="a treaty", segments=_segments("verdragen", "traites", "treaties"), cards={cards}),'
MODEL = '''
class Treaty(Lasting):
    """A treaty of a municipality."""

    kind_name = "treaty"
    file = "treaties.yaml"
    facts = ("municipality", "period", "website")

    municipality: MunicipalityId = Field(description="The municipality whose treaty it is.")
    website: Address | None = Field(None, description="Its website.")
'''
GROUPS = {"kind": "{one: verdrag, other: verdragen}", "count": '{one: "{count} verdrag", other: "{count} verdragen"}'}
TREATY = "- {id: vrede, name: {nl: Vrede, fr: Paix}, municipality: zonnedal, website: https://vrede.example.org/}\n"
SHOWN = """
import json, sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from jumelage.settings import Settings
from jumelage.targets.plan import plan
pages = {page.path: page for page in plan(Path(sys.argv[2]), Settings(date(2026, 11, 22)))[0].pages}
found = {
    "facts": [fact.label for fact in pages["/nl/verdragen/vrede/"].facts],
    "index": [card.title.text for section in pages["/nl/verdragen/"].sections for card in section.cards],
    "cards": [section.label for section in pages["/nl/gemeenten/zonnedal/"].sections],
}
print(json.dumps(found))
"""


def test_no_kind_can_be_declared_without_a_place_for_its_cards() -> None:
    with pytest.raises(TypeError, match="'cards'"):
        Kind(name="treaty", noun="a treaty", segments={})  # type: ignore[call-arg]


def test_the_order_of_cards_holds_every_kind_once_and_no_two_share_a_place() -> None:
    assert sorted(BY_CARDS) == sorted(KINDS)
    assert len({kind.cards for kind in KINDS.values()}) == len(KINDS)


def test_no_two_entries_of_the_menu_share_a_place() -> None:
    assert (
        *("municipality", "partnership", "project", "country"),
        *("campaign", "network", "event", "call", "agenda", "person", "news"),
    ) == MAIN
    places = [kind.menu for kind in KINDS.values() if kind.menu]
    assert len(set(places)) == len(places)


def test_what_the_home_page_lists_and_counts_is_in_the_order_of_cards() -> None:
    assert AT_HOME == ("municipality", "news")
    assert COUNTED == ("municipality", "partnership", "project", "country")


def test_a_view_in_the_menu_needs_kinds_that_exist() -> None:
    assert {kind for kinds in VIEWS.values() for kind in kinds} < set(KINDS)


def test_an_index_is_grouped_by_a_field_of_its_records() -> None:
    grouped = {name: kind.grouped_by for name, kind in KINDS.items() if kind.grouped_by}
    assert [name for name, field in grouped.items() if field not in RECORDS[name].model_fields] == []


def test_a_noun_is_declared_with_its_article_and_the_others_are_made_from_it() -> None:
    assert [str(said("event")) for said in (a, no, the)] == ["an event", "no event", "the event"]
    assert [kind.name for kind in KINDS.values() if not kind.noun.startswith(("a ", "an "))] == []


def planted(folder: Path, cards: int) -> Path:
    """Return the folder of modules of a copy of the code to which a kind was added."""
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    kinds, model = (folder / "plugins" / "jumelage" / name for name in ("kinds.py", "model/work.py"))
    kinds.write_text(
        kinds.read_text("utf-8").replace("_ALL = (\n", f"_ALL = (\n    {KIND.format(cards=cards)}\n"), "utf-8"
    )
    model.write_text(model.read_text("utf-8") + MODEL, "utf-8")
    for path in (folder / "theme" / "strings").glob("*.yaml"):
        text = path.read_text("utf-8")
        for group in ("kind", "index", "intro", "empty", "count", "section"):
            text = re.sub(rf"(?m)^{group}:$", f"{group}:\n  treaty: {GROUPS.get(group, 'Verdragen')}", text)
        path.write_text(text, "utf-8")
    return folder / "plugins"


@pytest.mark.parametrize(("cards", "order"), [(15, ["treaty", "network"]), (999, ["network", "treaty"])])
def test_a_kind_has_its_page_its_index_and_its_cards_where_it_is_declared(
    cards: int, order: list[str], tmp_path: Path
) -> None:
    network = "- {id: net, name: {nl: Net, fr: Réseau}, members: [{municipality: zonnedal}]}\n"
    root = small(tmp_path / "site", treaties=TREATY, networks=network)
    command = [sys.executable, "-I", "-c", SHOWN, str(planted(tmp_path, cards)), str(root)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert run.stderr == ""
    assert json.loads(run.stdout) == {
        "facts": ["fact.municipality", "fact.website"],
        "index": ["Vrede"],
        "cards": order,
    }
