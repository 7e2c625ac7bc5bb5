"""Loads files as records, texts and assets, each valid by itself, and problems with their positions."""

from dataclasses import dataclass, field
from pathlib import Path

from jumelage.content.gone_and_security import Publishing, publishing
from jumelage.content.records import Records, Sourced, records
from jumelage.content.statement import Stated, statement
from jumelage.content.text_records import articles
from jumelage.content.texts import Text, texts
from jumelage.content.withdrawn import withdrawn
from jumelage.languages import Languages
from jumelage.messages.problems import Problem
from jumelage.source.assets import Asset, files
from jumelage.store.store import Store

__all__ = ["Loaded", "Sourced", "Text", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """
    Everything in the root folder that is valid by itself, and all problems found.

    `unread` contains the kind and id of records with a rejected text; `stated` is the data of the accessibility
    statement; `publishing` is data that is published with the site.
    """

    records: Records
    texts: tuple[Text, ...]
    assets: dict[str, Asset]
    problems: tuple[Problem, ...]
    unread: frozenset[tuple[str, str]] = frozenset()
    stated: Stated = field(default_factory=Stated)
    publishing: Publishing = field(default_factory=Publishing)


def load(root: Path, languages: Languages, store: Store | None = None, whole: bool = False) -> Loaded:
    """
    Return the records, texts and files below `root`; a lasting `store` avoids reading unchanged files again.

    Without `whole`, pictures are only checked: their data is b''.
    """
    store = store or Store()
    read = records(root, languages, store)
    written = texts(root, languages, store)
    articles(written, languages, read)
    assets, wrong = files(root, store, whole)
    stated = statement(root, languages)
    published = publishing(root, languages)
    problems = (*read.problems, *written.problems, *wrong, *stated.problems, *published.problems, *withdrawn(root)[1])
    unread = frozenset((kind, who) for kind, who, _ in written.failed)
    return Loaded(read, tuple(written.valid), assets, problems, unread, stated, published)
