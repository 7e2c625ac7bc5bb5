"""What Pelican and its plugins only log as an error is a problem, so that nothing is lost."""

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
        if path and not line.isdecimal() and LACKING not in said:
            place = written(self.content.parent, path).quoted(said)
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
