"""Turns errors that Pelican and its plugins only log into problems."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.pelican_run.places import written

LACKING = "could not find information about "


class _Complaints(logging.Handler):
    """Makes a problem from each logged error."""

    def __init__(self, content: Path) -> None:
        super().__init__(logging.ERROR)
        self.content = content
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        args = record.args if isinstance(record.args, tuple) else ()
        found = sys.exc_info()[1]
        said = f"{found}" if found else record.getMessage()
        path = next((path for one in args if (path := self._file(str(one)))), "")
        # Errors of docutils and of our reader have the line after the file.
        line, _, after = said.partition(f"{Path(path).name}:")[2].partition(":") if path else ("", "", "")
        place = Position(path or "pelicanconf.py", int(line) if line.isdecimal() else 1)
        if path and not line.isdecimal() and LACKING not in said:
            place = written(self.content.parent, path).quoted(said)
        why = after if line.isdecimal() else said.replace(f"{self.content}/", "content/")
        if LACKING in said:
            message = Sentence("The field '{field}' is missing.", field=said.partition(LACKING)[2].strip("'"))
            self.problems.append(Problem(place, Code.MISSING_FIELD, message))
        else:
            # Without the severity that docutils adds.
            why = why.partition(")")[2] if why.lstrip().startswith("(") else why
            message = Sentence("Pelican cannot use this: {why}", why=" ".join(why.split()))
            self.problems.append(Problem(place, Code.SYNTAX, message))

    def _file(self, text: str) -> str:
        path = self.content / text
        inside = path.is_file() and self.content in path.parents
        return f"content/{path.relative_to(self.content).as_posix()}" if inside else ""


@contextmanager
def complaints(content: Path) -> Iterator[list[Problem]]:
    """Yield a list that collects errors logged by Pelican and its plugins within the `with`, as problems."""
    handler = _Complaints(content)
    logging.getLogger().addHandler(handler)
    try:
        yield handler.problems
    finally:
        logging.getLogger().removeHandler(handler)
