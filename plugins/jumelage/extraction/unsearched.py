"""Files that come in and cannot be searched as a whole: a warning now, not when somebody must be taken down."""

import hashlib
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from jumelage.extraction.encodings import is_text
from jumelage.extraction.extracted import is_whole
from jumelage.extraction.reader import Reader
from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.store.shelf import Shelf

READ_AS = "3"  # counts how often what can be read has changed
WHOLE = b"whole"


def unsearched(files: Mapping[str, bytes], shelf: Shelf) -> Iterator[Problem]:
    """
    Give a warning for each file, by its path relative to the root, in which a name could stand that is not found.

    `shelf` keeps what was found out about the same bytes before.
    """
    with Reader() as reader:
        for path, data in files.items():
            if not _whole(path, data, reader, shelf):
                message = Sentence("Not all of this file can be searched for names.")
                hint = Sentence(
                    "Check it yourself for names of persons at risk, now and whenever somebody is withdrawn. Or "
                    "publish it in another form: a scan with a text layer, without a password and without packed "
                    "files inside."
                )
                yield Problem(Position(path), Code.NOT_SEARCHED, message, hint, Severity.WARNING)


def _whole(path: str, data: bytes, reader: Reader, shelf: Shelf) -> bool:
    def found() -> bytes:
        return WHOLE if is_whole(path, data, reader.read) else b"in part"

    if is_text(data) and not data.startswith(b"%PDF-"):
        return found() == WHOLE
    # The version of what reads PDF files, too: a newer one may read more.
    recipe = f"{READ_AS} {version('pypdf')} {path.rpartition('.')[2]} {hashlib.sha256(data).hexdigest()}"
    return shelf.made(recipe.encode(), found) == WHOLE
