"""Reading Pelican's own texts: nothing that its readers complain of is lost."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pelican.readers import MarkdownReader

from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence

LACKING = "could not find information about "


class StrictMarkdownReader(MarkdownReader):  # type: ignore[misc]
    """Pelican's reader, which takes the rest of a header for text as soon as one line of it is no `Name: value`."""

    def read(self, source_path: str) -> Any:
        """Return the HTML and the header of a text; a header between lines `---` must be such lines to its end."""
        lines = Path(source_path).read_text("utf-8-sig").splitlines()
        if lines and lines[0].strip() == "---":
            for number, line in enumerate(lines[1:], 2):
                if line.strip() in {"---", "..."}:
                    break
                if not _field(line):
                    raise ValueError(f"{source_path}:{number}: not a line 'Name: value'")
            else:
                raise ValueError(f"{source_path}:1: the header is opened but never closed")
        return super().read(source_path)


def _field(line: str) -> bool:
    """Return whether a line of a header is a field, or goes on with one, or is empty."""
    name, colon, value = line.partition(":")
    named = colon and name.replace("-", "").replace("_", "").isalnum() and value[:1] in {"", " "}
    return bool(named) or line.startswith("    ") or not line.strip()


def use_strict_reader(readers: Any) -> None:
    """Read Markdown with the strict reader, unless somebody chose another one."""
    for ending, reader in readers.reader_classes.items():
        if reader is MarkdownReader:
            readers.reader_classes[ending] = StrictMarkdownReader


class _Complaints(logging.Handler):
    """Makes a problem of every error that is logged."""

    def __init__(self, content: Path) -> None:
        super().__init__(logging.ERROR)
        self.content = content
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        args = record.args if isinstance(record.args, tuple) else ()
        found = sys.exc_info()[1]
        said = f"{found}" if found else record.getMessage()
        path = next((path for one in args if (path := self._file(str(one)))), "")
        # An error of docutils, or of our reader, has the line behind the file.
        line, _, after = said.partition(f"{Path(path).name}:")[2].partition(":") if path else ("", "", "")
        place = Position(path or "pelicanconf.py", int(line) if line.isdecimal() else 1)
        why = after if line.isdecimal() else said.replace(f"{self.content}/", "content/")
        if LACKING in said:
            message = Sentence("The field '{field}' is missing.", field=said.partition(LACKING)[2].strip("'"))
            self.problems.append(Problem(place, Code.MISSING_FIELD, message))
        else:
            # How bad docutils finds it is no news.
            why = why.partition(")")[2] if why.lstrip().startswith("(") else why
            message = Sentence("Pelican cannot use this: {why}", why=" ".join(why.split()))
            self.problems.append(Problem(place, Code.SYNTAX, message))

    def _file(self, text: str) -> str:
        path = self.content / text
        inside = path.is_file() and self.content in path.parents
        return f"content/{path.relative_to(self.content).as_posix()}" if inside else ""


@contextmanager
def complaints(content: Path) -> Iterator[list[Problem]]:
    """Give the list of problems that Pelican and its plugins log as errors for the time of a `with`."""
    handler = _Complaints(content)
    logging.getLogger().addHandler(handler)
    try:
        yield handler.problems
    finally:
        logging.getLogger().removeHandler(handler)
