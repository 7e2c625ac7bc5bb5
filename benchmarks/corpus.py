"""Writes a site of invented partnerships: `corpus.py 1000 FOLDER`; the same number gives the same bytes."""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

LANGUAGES = ("nl", "fr", "en")
COUNTRIES = ("MA", "CD", "BG", "PH", "PS", "SN", "ML", "HT", "VN", "NI", "PE", "BO", "EC", "CM", "BI", "RW", "TG", "BJ")
THEMES = 12
WORDS = {
    "nl": "de het een van en in met voor door samen werken gemeente partner school water project jaar mensen groep",
    "fr": "le la un de et en avec pour par ensemble commune partenaire école eau projet année gens groupe visite",
    "en": "the a one of and in with for by together town partner school water project year people group visit",
}


class Corpus:
    """An invented site: two places for each municipality, and a municipality for every twenty partnerships."""

    def __init__(self, count: int) -> None:
        """Take the number of partnerships."""
        self.count = count
        self.random = random.Random(count)  # noqa: S311 - nothing is secret here
        self.municipalities = max(5, count // 20)
        self.places = 2 * self.municipalities

    def sentence(self, lang: str, words: int) -> str:
        """Return a sentence of so many words, without its full stop."""
        return " ".join(self.random.choice(WORDS[lang].split()) for _ in range(words)).capitalize()

    def text(self, words: int, end: str = "") -> str:
        """Return a text in each language, as YAML below its key."""
        return "".join(f"\n    {lang}: {self.sentence(lang, words)}{end}" for lang in LANGUAGES)

    def files(self) -> Iterator[tuple[str, str]]:
        """Give each file of the site: its path and its text."""
        yield "data/municipalities.yaml", "".join(map(self.municipality, range(self.municipalities)))
        yield "data/countries.yaml", "".join(map(self.country, COUNTRIES))
        yield "data/places.yaml", "".join(map(self.place, range(self.places)))
        yield "data/themes.yaml", "".join(f"- id: theme-{n}\n  name:{self.text(1)}\n" for n in range(THEMES))
        yield "data/partnerships.yaml", "".join(map(self.partnership, range(self.count)))
        for number in range(self.count):
            for lang in LANGUAGES:
                yield f"content/{lang}/partnership/band-{number}.md", self.prose(lang, number)

    def municipality(self, number: int) -> str:
        """Return a municipality as YAML."""
        return f"- id: town-{number}\n  name:{self.text(2)}\n"

    def country(self, code: str) -> str:
        """Return a country as YAML."""
        low = code.lower()
        return f"- id: {code}\n  slugs: {{nl: land-{low}, fr: pays-{low}, en: country-{low}}}\n"

    def place(self, number: int) -> str:
        """Return a place as YAML."""
        where = f"{{lat: {number % 80}.5, lon: {number % 170}.25}}"
        country = self.random.choice(COUNTRIES)
        return f"- id: place-{number}\n  name:{self.text(1)}\n  kind: city\n  country: {country}\n  location: {where}\n"

    def partnership(self, number: int) -> str:
        """Return a partnership as YAML."""
        town = number % self.municipalities
        themes = ", ".join(f"theme-{(number + more) % THEMES}" for more in (0, 5, 7))
        return (
            f"- id: band-{number}\n  name:{self.text(4)}\n  summary:{self.text(22, '.')}\n"
            f"  municipality: town-{town}\n  kind: twinning\n  places: [place-{self.random.randrange(self.places)}]\n"
            f"  since: {1990 + number % 30}\n  themes: [{themes}]\n  checked: 2026-05-01\n"
            f"  sources:\n    - title: {self.sentence('nl', 4)}\n      publisher: town-{town}\n"
            f"      lang: nl\n      date: 2025-0{1 + number % 9}-1{number % 10}\n"
        )

    def prose(self, lang: str, number: int) -> str:
        """Return about 200 words of Markdown with three links to other partnerships."""

        def some(words: int) -> str:
            return self.sentence(lang, words)

        one, two, three = (
            f"[{some(3)}]({{partnership}}band-{(number * step + 3) % self.count})" for step in (7, 13, 29)
        )
        return (
            f"{some(24)}. {some(12)} {one} {some(8)}.\n\n## {some(4)}\n\n"
            f"{some(16)}. **{some(3)}** {some(12)}, {some(9)}. {some(11)}.\n\n"
            f"- {some(7)}\n- {some(6)}: {two}\n- {some(8)}\n- {some(5)}\n\n## {some(3)}\n\n"
            f"{some(15)}. {some(18)}, {some(7)}.\n\n{some(13)} {three}. {some(16)}. {some(9)}.\n"
        )


def write(count: int, folder: Path) -> Path:
    """Write a site of `count` partnerships below `folder` and return that."""
    for name, text in Corpus(count).files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def main() -> None:
    """Write the site that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many partnerships")
    parser.add_argument("folder", type=Path, help="where")
    args = parser.parse_args()
    write(args.count, args.folder)


if __name__ == "__main__":
    main()
