"""
The kinds of edit that an editor, a designer, the calendar or an accident makes, for a `Case`.

A new kind is a row of `SWAPS`, or a function that changes the site. What is compared more than once is in `journeys`.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import MappingProxyType

from differ import Case
from edited_site import picture
from seeds import paper
from sites import TODAY, written

Edit = Callable[[Case], None]
PICTURE = """
  pictures:
    - file: haven.png
      alt: {nl: Boten in de haven, fr: Des bateaux dans le port}
      caption: {nl: De haven., fr: Le port.}
      credit: Gemeente Zonnedal
      licence: CC BY 4.0
      people: false"""

# Kind → the files in one of which a text stands, that text, and what takes its place, and the other way round the next
# time. Either may hold the other.
SWAPS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "the body of a text": ("content/nl/news/*", "Zo begon het", "Zo, en niet anders, begon het"),
        "a link in a text": ("content/fr/news/*", "Ainsi", "[Ainsi](https://lien.example.org/)"),
        "a heading of a text": ("content/nl/partnership/*", "## Het akkoord", "## Wat er staat"),
        "the title of a text": ("content/nl/news/*", "title: Het begin", "title: Een nieuw begin"),
        "the slug of a text": ("content/nl/news/*", "slug: een-begin", "slug: nieuw-begin"),
        "the summary of a text": ("content/nl/news/*", "Hoe het begon.", "Hoe het wel begon."),
        "the day of a text": ("content/fr/news/*", "date: 2026-11-02\n", "date: 2026-11-02\nupdated: 2026-11-20\n"),
        "a draft text": ("content/en/news/*", "date: 2026-11-02\n", "date: 2026-11-02\ndraft: true\n"),
        "the name of a record": ("data/networks*", "nl: Steden van licht", "nl: Lichtsteden"),
        "the name of a place": ("data/places*", "{nl: Lunara, fr: Lunara,", "{nl: Maanstad, fr: Lunaville,"),
        "the summary of a record": ("data/places*", "nl: Een stad aan zee.", "nl: Een oude stad aan zee."),
        "the address of a record": ("data/themes*", "id: jeugd\n", "id: jeugd\n  slug: {nl: jongeren}\n"),
        "the beginning of a record": ("data/partnerships*", "since: 2010", "since: 2012-05"),
        "the end of a record": ("data/programmes*", "until: 2026-12", "until: 2026-11-23"),
        "the status of a record": ("data/projects*", "{value: active", "{value: dormant"),
        "the country of a record": ("data/places*", "country: EG", "country: MA"),
        "the location of a record": ("data/municipalities*", "lat: 50.5", "lat: 50.9"),
        "what a place is part of": ("data/places*", "MA\n  part_of: lunara", "MA\n  wikidata: Q4115189"),
        "the places of a record": ("data/projects*", "places: [berg]", "places: [berg, delta]"),
        "the municipality of a record": ("data/calls*", "municipality: maanberg", "municipality: zonnedal"),
        "the organisation of a record": ("data/events*", "organisation: vrienden", "organisation: federatie"),
        "the programmes of a record": ("data/partnerships*", "[delen]", "[]"),
        "the themes of a record": ("data/partnerships*", "themes: [water]", "themes: [water, jeugd]"),
        "a member": ("data/networks*", "since: 2015}]", "since: 2015}, {municipality: maanberg}]"),
        "an edition": ("data/events*", "start: 2027-11-19", "start: 2027-11-18"),
        "a draft record": ("data/calls*", "id: oproep\n", "id: oproep\n  draft: true\n"),
        "the publication day of a record": ("data/places*", "{from: 2026-01-01}", "{from: 2027-01-01}"),
        "a redirect": ("data/projects*", "aliases: [schooltje]", "aliases: [schooltje, klas]"),
        "a person who is listed": ("data/persons*", "listed: false", "listed: true"),
        "a person who is not listed any more": ("data/persons*", "listed: true", "listed: false"),
        "the review of a person": ("data/persons*", "review_by: 2026-12-10", "review_by: 2026-08-20"),
        "the status of a person": ("data/persons*", "value: detained", "value: released"),
        "the publication day of a person": ("data/persons*", "{from: 2026-11-01}", "{from: 2026-11-25}"),
        "the country of a person": ("data/persons*", "country: EG", "country: MA"),
        "a picture on a page": ("data/municipalities*", "en: Moonhill}", f"en: Moonhill}}{PICTURE}"),
        "the caption of a picture": ("data/places*", "nl: De haven.", "nl: De oude haven."),
        "the credit of a picture": ("data/places*", "credit: Gemeente Zonnedal", "credit: Vrienden van Lunara"),
        "a document": ("data/partnerships*", "title: Akkoord", "title: Het akkoord"),
        "a string": ("theme/strings/nl*", "  partnership: ", "  partnership: Mooie "),
        "the name of the site": ("pelicanconf.py", '"nl": "Proefsite"', '"nl": "Nieuwe site"'),
        "the address of the site": ("pelicanconf.py", "proef.example.org", "proef.example.org/map"),
        "the publisher": ("pelicanconf.py", '"De gemeenten"', '"Wij"'),
        "the repository": ("pelicanconf.py", "/proef/site", "/proef/andere"),
        "the contact": ("pelicanconf.py", "dienst@", "post@"),
        "the order of languages": ("pelicanconf.py", '("nl", "fr", "en")', '("fr", "en", "nl")'),
        "a preview": ("pelicanconf.py", "PREVIEW = False", "PREVIEW = True"),
        "the accessibility statement": ("data/accessibility*", "reviewed: 2026-11-01", "reviewed: 2026-11-20"),
        "a barrier": ("data/accessibility*", "De kaart is klein.", "De kaart is erg klein."),
        "the contact of security.txt": ("data/security*", "veilig@", "zwak@"),
    }
)  # fmt: skip


def swapped(case: Case, row: tuple[str, str, str]) -> None:
    """Put one of two texts in the place of the other."""
    pattern, *texts = row
    # The longer one first: it may hold the other.
    ways = sorted((texts, texts[::-1]), key=lambda way: -len(way[0]))
    for path in sorted(case.root.glob(pattern)):
        text = path.read_text("utf-8")
        for old, new in ways:
            if old in text:
                path.write_text(text.replace(old, new, 1), "utf-8")
                return
    raise LookupError(f"{texts} in {pattern}")


def order(case: Case) -> None:
    path = case.chance.choice(sorted((case.root / "data").glob("*s.yaml")))
    first, *records = re.split("^(?=- id)", path.read_text("utf-8"), flags=re.MULTILINE)
    case.chance.shuffle(records)
    path.write_text("".join((first, *records)), "utf-8")


def translation(case: Case) -> None:
    path = case.root / "content/en/partnership/zonnedal-lunara.md"
    if path.exists():
        path.unlink()
    else:
        written(path.parent, {path.name: "It all began with a letter.\n"})


def paper_replaced(case: Case) -> None:
    (case.root / "content/files/akkoord.pdf").write_bytes(paper(f"Een ander akkoord {case.chance.randrange(100)}. "))


def file_replaced(case: Case) -> None:
    (case.root / "content/files/blad.txt").write_text(f"Blad {case.chance.randrange(100)}.\n", "utf-8")


def file_added(case: Case) -> None:
    written(case.root, {f"content/files/blad-{case.chance.randrange(3)}.txt": f"{case.chance.randrange(100)}"})


def picture_replaced(case: Case) -> None:
    (case.root / "content/pictures/haven.png").write_bytes(picture(case.chance.randrange(256)))


def picture_added(case: Case) -> None:
    path = case.root / f"content/pictures/nieuw-{case.chance.randrange(3)}.png"
    path.write_bytes(picture(case.chance.randrange(256)))


def template(case: Case, pattern: str) -> None:
    """Change the first class that a template gives."""
    paths = [one for one in sorted((case.root / "theme").glob(pattern)) if 'class="' in one.read_text("utf-8")]
    path = case.chance.choice(paths)
    new = f'class="v{case.chance.randrange(1000)} '
    path.write_text(re.sub(r'class="(v\d+ )?', new, path.read_text("utf-8"), count=1), "utf-8")


def style(case: Case) -> None:
    number = case.chance.randrange(1000)
    appended(case.chance.choice(sorted((case.root / "theme").rglob("*.css"))), f".v{number} {{ order: {number} }}\n")


def script(case: Case) -> None:
    appended(case.chance.choice(sorted((case.root / "theme").rglob("*.js"))), f"void {case.chance.randrange(1000)};\n")


def static(case: Case) -> None:
    appended(case.root / "theme/static/icon.svg", f"<!-- {case.chance.randrange(1000)} -->\n")


def static_added(case: Case) -> None:
    written(case.root, {f"theme/static/blad-{case.chance.randrange(3)}.txt": f"{case.chance.randrange(100)}"})


def days(case: Case, number: int) -> None:
    case.day += timedelta(number)


def next_day(case: Case) -> None:
    """Go to the day on which the site says that it changes."""
    reported = json.loads((case.output / "next-change.json").read_bytes())["next_change"]
    case.day = date.fromisoformat(reported) if reported else TODAY


def first_day(case: Case) -> None:
    case.day = TODAY


EDITS: Mapping[str, Edit] = MappingProxyType(
    {
        **{name: partial(swapped, row=row) for name, row in SWAPS.items()},
        "the order of records": order,
        "a translation": translation,
        "another paper": paper_replaced,
        "another file": file_replaced,
        "one file more": file_added,
        "another picture": picture_replaced,
        "one picture more": picture_added,
        "the template of a page": partial(template, pattern="pages/[!b]*.html"),
        "the template of every page": partial(template, pattern="pages/base.html"),
        "the template of a component": partial(template, pattern="components/*/*.html"),
        "a style": style,
        "a script": script,
        "a static file": static,
        "one static file more": static_added,
        "a day later": partial(days, number=1),
        "a month later": partial(days, number=31),
        "a year later": partial(days, number=366),
        "the next day of a change": next_day,
        "the first day": first_day,
    }
)


def appended(path: Path, text: str) -> None:
    """Write a text at the end of a file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")
