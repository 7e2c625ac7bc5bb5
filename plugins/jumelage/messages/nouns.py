"""Kinds of record and languages as sentences name them; articles and genders are each language's own."""

from jumelage.messages.sentences import Sentence

_A = {
    "municipality": Sentence("a municipality"),
    "country": Sentence("a country"),
    "place": Sentence("a place"),
    "partnership": Sentence("a partnership"),
    "programme": Sentence("a programme"),
    "project": Sentence("a project"),
    "campaign": Sentence("a campaign"),
    "network": Sentence("a network"),
    "person": Sentence("a person at risk"),
    "event": Sentence("an event"),
    "call": Sentence("a call"),
    "organisation": Sentence("an organisation"),
    "theme": Sentence("a theme"),
    "news": Sentence("a news article"),
    "page": Sentence("a page"),
    "header": Sentence("a header"),
}
_NO = {
    "municipality": Sentence("no municipality"),
    "country": Sentence("no country"),
    "place": Sentence("no place"),
    "partnership": Sentence("no partnership"),
    "programme": Sentence("no programme"),
    "project": Sentence("no project"),
    "campaign": Sentence("no campaign"),
    "network": Sentence("no network"),
    "person": Sentence("no person at risk"),
    "event": Sentence("no event"),
    "call": Sentence("no call"),
    "organisation": Sentence("no organisation"),
    "theme": Sentence("no theme"),
    "news": Sentence("no news article"),
    "page": Sentence("no page"),
    "municipality or organisation": Sentence("no municipality or organisation"),
}
_THE = {
    "municipality": Sentence("the municipality"),
    "country": Sentence("the country"),
    "place": Sentence("the place"),
    "partnership": Sentence("the partnership"),
    "programme": Sentence("the programme"),
    "project": Sentence("the project"),
    "campaign": Sentence("the campaign"),
    "network": Sentence("the network"),
    "person": Sentence("the person at risk"),
    "event": Sentence("the event"),
    "call": Sentence("the call"),
    "organisation": Sentence("the organisation"),
    "theme": Sentence("the theme"),
    "news": Sentence("the news article"),
    "page": Sentence("the page"),
}
_LANGUAGES = {"nl": Sentence("Dutch"), "fr": Sentence("French"), "en": Sentence("English")}


def a(kind: str) -> Sentence:
    """Return a kind with its indefinite article: "an event"; `header` is one, too."""
    return _A[kind]


def no(*kinds: str) -> Sentence:
    """Return that there is none of a kind: "no event"."""
    return _NO[" or ".join(kinds)]


def the(kind: str) -> Sentence:
    """Return a kind with its definite article: "the event"."""
    return _THE[kind]


def language(code: str) -> Sentence:
    """Return the name of a language: "Dutch"; one that is not known here by its code."""
    return _LANGUAGES.get(code, Sentence("'{name}'", name=code))
