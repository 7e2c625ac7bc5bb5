"""Names of record kinds and languages in sentences; articles and genders are part of each translation."""

from jumelage.kinds import KINDS
from jumelage.messages.sentences import Sentence

_A = {name: Sentence(kind.noun) for name, kind in KINDS.items()} | {"header": Sentence("a header")}
_NO = {name: Sentence(kind.none) for name, kind in KINDS.items()}
_NO |= {"municipality or organisation": Sentence("no municipality or organisation")}
_THE = {name: Sentence(kind.definite) for name, kind in KINDS.items()}
_LANGUAGES = {"nl": Sentence("Dutch"), "fr": Sentence("French"), "en": Sentence("English")}


def a(kind: str) -> Sentence:
    """Return a kind with its indefinite article: "an event"; `header` is accepted, too."""
    return _A[kind]


def no(*kinds: str) -> Sentence:
    """Return the negation of a kind: "no event"."""
    return _NO[" or ".join(kinds)]


def the(kind: str) -> Sentence:
    """Return a kind with its definite article: "the event"."""
    return _THE[kind]


def language(code: str) -> Sentence:
    """Return the name of a language, such as "Dutch", or its code if the name is not known here."""
    return _LANGUAGES.get(code, Sentence("'{name}'", name=code))
