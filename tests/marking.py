"""Marks of persons who were withdrawn, as a test needs them."""

from jumelage.content.withdrawn_lines import line
from jumelage.model.withdrawn import Withdrawn, with_proof
from jumelage.privacy.remains import mark

KEY = "een-sleutel-van-meer-dan-32-tekens-lang"


def entry(name: str, key: str = KEY) -> Withdrawn:
    """Return the entry of a name or an id."""
    return with_proof(mark(name, key.encode()), len(name.split()), key.encode())


def marked(*names: str, key: str = KEY) -> str:
    """Return the text of a file of marks."""
    return "".join(f"{line(entry(name, key))}\n" for name in names)
