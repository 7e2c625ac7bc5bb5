"""Warns of new files that cannot be searched completely: now, not when somebody must be withdrawn."""

import hashlib
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from jumelage.extraction.encodings import is_text
from jumelage.extraction.extracted import is_whole
from jumelage.extraction.reader import Reader
from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.store.store import Store

READ_AS = "3"  # version of what can be read; increase it with each change
WHOLE = b"whole"


def unsearched(files: Mapping[str, bytes], store: Store) -> Iterator[Problem]:
    """
    Yield a warning for each file that may contain a name that a search would miss; paths are relative to the root.

    `store` caches results by the bytes of a file.
    """
    with Reader() as reader:
        for path, data in files.items():
            if not _whole(path, data, reader, store):
                message = Sentence("Not all of this file can be searched for names.")
                hint = Sentence(
                    "Check it yourself for names of persons at risk, now and whenever somebody is withdrawn. Or "
                    "publish it in another form: a scan with a text layer, without a password and without packed "
                    "files inside."
                )
                yield Problem(Position(path), Code.NOT_SEARCHED, message, hint, Severity.WARNING)


def _whole(path: str, data: bytes, reader: Reader, store: Store) -> bool:
    def found() -> bytes:
        return WHOLE if is_whole(path, data, reader.read) else b"in part"

    if is_text(data) and not data.startswith(b"%PDF-"):
        return found() == WHOLE
    # Include the version of the PDF library: a newer one may read more.
    recipe = f"{READ_AS} {version('pypdf')} {path.rpartition('.')[2]} {hashlib.sha256(data).hexdigest()}"
    return store.made(recipe.encode(), found) == WHOLE
