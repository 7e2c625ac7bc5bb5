"""`jumelage status`."""

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jumelage.commands import common
from jumelage.content import load
from jumelage.graph import links
from jumelage.graph.translation_status import Entry, Progress, counted, status
from jumelage.messages import report
from jumelage.messages.nouns import language
from jumelage.messages.problems import Severity
from jumelage.messages.sentences import Catalogue, Sentence
from jumelage.settings import Settings
from jumelage.targets.plan import read_by_pelican, require_site

NAMES = {
    Progress.COMPLETE: Sentence("complete"),
    Progress.STALE: Sentence("out of date"),
    Progress.FALLBACK: Sentence("other language"),
    Progress.MISSING: Sentence("missing"),
}
HEADINGS = (Sentence("kind"), Sentence("language"))
LENGTH = 70  # characters quoted from a paragraph


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)
    parser.add_argument("--html", type=Path, metavar="FILE", help="write it as a page with links to the files")


def run(args: argparse.Namespace) -> int:
    """Show how far everything is translated in each language: complete, out of date, other language or missing."""
    settings = common.settings(args)
    require_site(args.root)
    loaded = load(args.root, settings.languages)
    entries = status(loaded, settings)
    if args.html:
        args.html.write_text(_page(entries, settings, args), encoding="utf-8")
        common.say(Sentence("Written: {path}", path=str(args.html)), args)
    else:
        print("\n".join(_lines(entries, args.catalogue)))
    ours = (one for one in loaded.problems if not read_by_pelican(one, settings))
    found = [*ours, *links(loaded, settings)[1]]
    wrong = sum(problem.severity is Severity.PROBLEM for problem in found)
    if wrong:
        common.say(Sentence("The site has problems ({count}); jumelage check shows them.", count=wrong), args)
    return 1 if wrong else 0


def _rows(entries: Sequence[Entry]) -> Iterator[list[str]]:
    """Yield the rows of the table: the kind in its first row only, the language, and the four counts."""
    before = ""
    for (kind, lang), counts in counted(entries).items():
        yield [kind if kind != before else "", lang, *(str(counts[one]) for one in Progress)]
        before = kind


def _lines(entries: Sequence[Entry], spoken: Catalogue) -> Iterator[str]:
    heading = [one.said(spoken) for one in (*HEADINGS, *NAMES.values())]
    rows = [heading, *_rows(entries)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if n < 2 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
    for one in entries:
        if one.progress is not Progress.COMPLETE:
            yield ""
            yield f"{one.place}: {described(one).said(spoken)}"
            yield from (f"    {line.said(spoken)}" for line in _changed(one))


def described(entry: Entry) -> Sentence:
    """Return the translation status of a record or text in its language, as a sentence."""
    if entry.progress is Progress.STALE:
        return Sentence("The text in {lang} is older than {path}.", lang=language(entry.lang), path=entry.source)
    if entry.draft:
        return Sentence("The text in {lang} is a draft.", lang=language(entry.lang))
    if entry.progress is Progress.MISSING:
        return Sentence("The text in {lang} is missing.", lang=language(entry.lang))
    if entry.fields:
        fields = ", ".join(entry.fields)
        return Sentence(
            "The text in {lang} is missing for {fields}; visitors see another language.",
            lang=language(entry.lang),
            fields=fields,
        )
    return Sentence("The text in {lang} is missing; visitors see another language.", lang=language(entry.lang))


def _changed(entry: Entry) -> Iterator[Sentence]:
    """Yield a line for each new paragraph of the source; for a person at risk, without quoting it."""
    for one in entry.changed:
        place = f"{entry.source}:{one.line}"
        if report.private(entry.source):
            yield Sentence("{place}: paragraph {number} is new or changed.", place=place, number=one.number)
        else:
            text = one.text if len(one.text) <= LENGTH else f"{one.text[:LENGTH]}…"
            yield Sentence(
                "{place}: paragraph {number} is new or changed: {text}", place=place, number=one.number, text=text
            )
    if entry.gone:
        yield Sentence("Paragraphs that no longer exist: {count}", count=entry.gone)


def _page(entries: Sequence[Entry], settings: Settings, args: argparse.Namespace) -> str:
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    spoken = args.catalogue
    below = f"{settings.repository}/edit/{settings.branch}/" if settings.repository else _relative_root(args)
    return env.get_template("status.html").render(
        lang=args.lang or common.editor_language(os.environ),
        title=Sentence("Translations").said(spoken),
        today=settings.today.isoformat(),
        headings=[one.said(spoken) for one in (*HEADINGS, *NAMES.values())],
        rows=list(_rows(entries)),
        below=below,
        open=[
            (one, described(one).said(spoken), [line.said(spoken) for line in _changed(one)])
            for one in entries
            if one.progress is not Progress.COMPLETE
        ],
        nothing=Sentence("Everything is complete.").said(spoken),
    )


def _relative_root(args: argparse.Namespace) -> str:
    """Return the relative path from the written page to the root, '' if both are in the same folder."""
    way = os.path.relpath(args.root, args.html.resolve().parent)
    return "" if way == "." else f"{Path(way).as_posix()}/"
