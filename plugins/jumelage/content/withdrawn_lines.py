"""
Reads the lines of `data/withdrawn.yaml` leniently, so that no layout prevents a person from being withdrawn.

Editing by hand, resolving a merge or saving on Windows may change the layout of the file. Its entries are found one by
one, and nothing is lost: unreadable lines are kept, for a check to report.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError

from jumelage.content.withdrawn import TREE, lenient
from jumelage.messages.problems import Severity
from jumelage.model.withdrawn import Withdrawn
from jumelage.source import parse_yaml

TOP = (
    "# nl: Kenmerken van personen die van de site gehaald zijn; niemand kan er een naam uit lezen. Laat ze staan.",
    "# fr: Empreintes des personnes retirées du site ; nul ne peut y lire un nom. Ne les supprimez pas.",
    "# en: Marks of persons who were taken off the site; nobody can read a name from them. Leave them here.",
)
# Conflict markers of a merge, including those around the common base.
MERGE = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?|={7}")
MAX_PARSED = 5_000  # entries in a layout other than ours; further ones are kept unchanged
BARE = re.compile(r"[\w/.~%+-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry and its text, with the comments above it."""

    entry: Withdrawn
    text: str


@dataclass(frozen=True, slots=True)
class MarkFile:
    """A file of marks: the comments at its top, its entries, and its unreadable lines, unchanged."""

    top: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    rest: tuple[str, ...] = ()

    def with_entries(self, more: Iterable[Withdrawn]) -> str:
        """Return the text of the file with more entries, one per line, sorted by mark, without duplicates."""
        known = {(one.entry.mark, one.entry.words, one.entry.proof) for one in self.lines}
        new = [Line(one, line(one)) for one in more if (one.mark, one.words, one.proof) not in known]
        written = sorted({(one.entry.mark, one.text) for one in (*self.lines, *new)})
        return "".join(f"{text}\n" for text in (*(self.top or TOP), *(text for _, text in written), *self.rest))


def line(entry: Withdrawn) -> str:
    """Return the text of an entry, on one line."""
    pages = ", ".join(map(_quoted, entry.except_))
    namesakes = f", except: [{pages}]" if pages else ""
    return f"- {{mark: {entry.mark}, words: {entry.words}, proof: {entry.proof}{namesakes}}}"


def mark_file(raw: bytes) -> MarkFile:
    """Parse the bytes of a file of marks, whatever its encoding, line ends and layout."""
    top, parts = _parts(lenient(raw))
    lines: list[Line] = []
    rest: list[str] = []
    said = set(top)
    parsed = 0
    for comments, written in parts:
        # After a merge that kept both sides, the comments at the top are duplicated.
        above = [one for one in comments if one not in said]
        own = _own(written)
        parsed += own is None
        if parsed > MAX_PARSED and own is None:
            rest += [*above, *written]
            continue
        found = [own] if own else _entries("\n".join(written))
        if found is None and written[1:] and (first := _entries(written[0])):
            # Text that follows an entry but does not belong to it.
            lines.append(Line(first[0], "\n".join((*above, written[0].strip()))))
            rest += written[1:]
        elif found is None:
            rest += [*above, *written]
        elif len(written) == len(found) == 1:
            lines.append(Line(found[0], "\n".join((*above, written[0].strip()))))
        else:
            # Entries over several lines, or several on one line: each gets its own line.
            for number, one in enumerate(found):
                lines.append(Line(one, "\n".join((*above[: 0 if number else None], line(one)))))
            rest += [] if found else above
    return MarkFile(tuple(top), tuple(lines), tuple(rest))


def only_adds(before: bytes, after: bytes) -> bool:
    """Return whether the only changes in a file of marks are added marks without pages."""
    old, new = mark_file(before), mark_file(after)
    known, now = ({one.entry for one in each.lines} for each in (old, new))
    return known <= now and {*old.rest} == {*new.rest} and not any(one.except_ for one in now - known)


def _parts(text: str) -> tuple[list[str], list[tuple[list[str], list[str]]]]:
    """Return the comments at the top, and each entry as the comments above or within it and its other lines."""
    top: list[str] = []
    parts: list[tuple[list[str], list[str]]] = []
    comments: list[str] = []
    for one in text.split("\n"):
        written = one.rstrip()
        if MERGE.fullmatch(written):
            continue
        if not written:
            if not parts:
                top += comments
                comments = []
        elif written.lstrip().startswith("#"):
            comments.append(written.lstrip())
        else:
            if not parts and not top:
                # Without an empty line between them, the first comments are about the file.
                top, comments = comments, []
            if not parts or _begins(written, parts[-1][1][0]):
                parts.append((comments, [written]))
            else:
                parts[-1][0].extend(comments)
                parts[-1][1].append(written)
            comments = []
    if not parts:
        return [*top, *comments], []
    return top, [*parts, (comments, [])] if comments else parts


def _begins(written: str, before: str) -> bool:
    """Return whether a line starts an entry, rather than continuing the one on the line `before`."""
    dash, other = (re.match(r"( *)-(?: |$)", one) for one in (written, before))
    return dash is not None and (other is None or len(dash[1]) <= len(other[1]))


def _own(written: list[str]) -> Withdrawn | None:
    """Return the entry on a line in the format of `line`, without pages, which needs no YAML parser; else None."""
    fields = [one.rpartition(" ")[2] for one in written[0].removesuffix("}").split(", ")] if len(written) == 1 else []
    if len(fields) != 3:
        return None
    try:
        found = Withdrawn.model_validate(dict(zip(("mark", "words", "proof"), fields, strict=True)))
    except ValidationError:
        return None
    return found if found.proof and line(found) == written[0] else None


def _entries(text: str) -> list[Withdrawn] | None:
    """Return the entries in a part of the file; None if it contains anything else, which must not be lost."""
    parsed = parse_yaml(text, TREE)
    if any(one.severity is Severity.PROBLEM for one in parsed.problems):
        return None
    if not parsed.data:
        return []
    try:
        found = [Withdrawn.model_validate(one) for one in parsed.data] if isinstance(parsed.data, list) else []
    except ValidationError:
        return None
    return found if found and all(one.proof for one in found) else None


def _quoted(page: str) -> str:
    return page if BARE.fullmatch(page) else "'" + page.replace("'", "''") + "'"
