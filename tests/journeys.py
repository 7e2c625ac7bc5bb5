"""Kinds of edit that are compared more than once: mistakes, and what is done and taken back."""

import re
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from differ import Case, saved
from edited import apply
from edits import SWAPS, Edit, appended, swapped
from jumelage.content import load
from jumelage.edit import renamed, withdrawal
from jumelage.publishing.ledger import built, ledger_text
from sites import written

KEY = "een-sleutel-van-meer-dan-32-tekens-lang"
# Kind → a mistake: with it nothing is built. In a template it is found only when a page is made.
MISTAKES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "an unknown place": ("data/partnerships*", "places: [", "places: [nergens, "),
        "data that is no YAML": ("data/themes*", "- id:", "- [id:"),
        "an unknown field of a text": ("content/nl/news/*", "title:", "titel:"),
        "a link to nothing": ("content/nl/news/*", "---\nZo", "---\n[Nergens]({place}nergens). Zo"),
        "a template that fails": ("theme/pages/base.html", "<html", "{{ nothing.at_all }}<html"),
    }
)


def mistaken(case: Case, row: tuple[str, str, str]) -> None:
    """Make a mistake, edit something else meanwhile, and put the mistake right."""
    swapped(case, row)
    case.agree(valid=False)
    swapped(case, SWAPS["the name of a record"])
    case.agree(valid=False)
    swapped(case, row)


def rename(case: Case) -> None:
    back, settings = saved(case), case.settings()
    loaded = load(case.root, settings.languages)
    kind = case.chance.choice(("partnership", "place", "theme", "organisation", "municipality", "project", "news"))
    old = case.chance.choice([*loaded.records.valid[kind]])
    new = f"{old.partition('--')[0]}-v{case.chance.randrange(10**6)}"
    apply(renamed(kind, old, new, loaded, case.root, settings), case.root)
    case.agree(valid=True)
    back()


def some_text(case: Case) -> None:
    """Change any text of a record, for a while."""
    back = saved(case)
    paths = [one for one in sorted((case.root / "data").glob("*.yaml")) if "nl: " in one.read_text("utf-8")]
    path = case.chance.choice(paths)
    parts = path.read_text("utf-8").split("nl: ")
    number = case.chance.randrange(1, len(parts))
    path.write_text("nl: ".join([*parts[:number], f"O {parts[number]}", *parts[number + 1 :]]), "utf-8")
    case.agree()
    back()


def record(case: Case) -> None:
    """Add a record, which a text refers to, and remove it."""
    back, name = saved(case), f"nieuw-{case.chance.randrange(10**6)}"
    kind = case.chance.choice(("theme", "network", "place"))
    more = "  kind: city\n  country: MA\n" if kind == "place" else ""
    text = f"- id: {name}\n  name: {{nl: Q {name}, fr: É {name}, en: A {name}}}\n{more}"
    appended(case.root / "data" / f"{kind}s.yaml", text)
    appended(case.root / "content/nl/page/about.md", f"\n[]({{{kind}}}{name})\n")
    case.agree(valid=True)
    back()


def split(case: Case) -> None:
    """Put the records of a file into a folder, for a while."""
    back, path = saved(case), case.root / "data/projects.yaml"
    first, *others = re.split("^(?=- id)", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    path.unlink()
    written(case.root / "data/projects", {"a.yaml": "".join(others).encode(), "b.yaml": first.encode()})
    case.agree(valid=True)
    back()


def withdrawn(case: Case) -> None:
    back = saved(case)
    apply(withdrawal("ilvarra-quostenne", case.root, KEY.encode()).change, case.root)
    case.agree(valid=True)
    kept = {
        str(path): path.read_bytes()
        for place in (case.state, case.store)
        for path in place.rglob("*")
        if path.is_file()
    }
    case.same("traces of who was withdrawn", [], [path for path, data in kept.items() if b"ilvarra" in data.lower()])
    back()


def ledger(case: Case) -> None:
    """Publish addresses, lose one, and have it redirected, then said to be gone."""
    back, path = saved(case), case.root / "data/projects.yaml"
    text = path.read_text("utf-8")

    def slug(more: str) -> None:
        path.write_text(text.replace("- id: put\n", f"- id: put\n  slug: {{nl: {more}\n"), "utf-8")

    slug("waterput}")
    case.agree(valid=True)
    addresses = ledger_text(built(case.output, case.settings().base))
    written(case.root, {".ledger/addresses.txt": addresses.encode()})
    slug("bron}")
    case.agree(valid=False)
    slug("bron}\n  aliases: [waterput]")
    case.agree(valid=True)
    slug("bron}")
    written(case.root, {"data/gone.yaml": "- /nl/projecten/waterput/\n"})
    case.agree(valid=True)
    back()


JOURNEYS: Mapping[str, Edit] = MappingProxyType(
    {
        **{f"a mistake: {name}": partial(mistaken, row=row) for name, row in MISTAKES.items()},
        "a record renamed": rename,
        "any text of a record": some_text,
        "a record added and removed": record,
        "records in other files": split,
        "a person who is withdrawn": withdrawn,
        "the ledger": ledger,
    }
)
