"""Checks what a site needs before its first publication; later this stops nothing, least of all a withdrawal."""

from collections.abc import Iterator
from pathlib import Path

from jumelage.content.withdrawn import BROUGHT, PUBLISHED, TREE
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.publishing.ledger import read_ledger
from jumelage.settings import Settings

NO_CONTACT = Sentence("CONTACT is empty in pelicanconf.py: visitors will find no address to write to.")
REFUSED = Sentence(
    "Nothing was written: this would be the first publication of the site, and CONTACT is empty in pelicanconf.py. "
    "Enter there the e-mail address of the service that answers visitors, then publish again."
)


def launch(root: Path, settings: Settings) -> tuple[Sentence, ...]:
    """
    Return what a published site lacks, as warnings.

    Raises:
        BuildError: it lacks something and was never published.
    """
    lacks = [*_lacks(settings)] if settings.publish else []
    if lacks and _first(root, settings):
        raise BuildError(lacks[0][0])
    return tuple(warning for _, warning in lacks)


def _lacks(settings: Settings) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield, for each thing that is missing, the message before the first publication and the one afterwards."""
    if not settings.contact:
        yield REFUSED, NO_CONTACT
    if settings.local:
        refused = Sentence(
            "Nothing was written: this would be the first publication of the site, and SITEURL is {address}, which "
            "only this computer can reach. Write the public address of the site in pelicanconf.py, or put "
            "SITEURL=https://example.org before the command, then publish again.",
            address=settings.siteurl,
        )
        warning = "SITEURL is {address}, which only this computer can reach: feeds and search engines would use it."
        yield refused, Sentence(warning, address=settings.siteurl)


def _first(root: Path, settings: Settings) -> bool:
    """Return whether nothing has been published yet: no address is known, and nobody was ever withdrawn."""
    if settings.ledger and read_ledger(Path(settings.ledger)):
        return False
    marks = (root / name for name in (TREE, BROUGHT, PUBLISHED))
    return not any(path.is_file() and path.read_bytes().strip() for path in marks)
