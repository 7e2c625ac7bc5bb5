"""Marks a text as up to date with the one it was translated from."""

from collections.abc import Mapping
from pathlib import Path

from jumelage.content import Loaded, Text, front_matter
from jumelage.content.drift import paragraphs
from jumelage.edit.change import Change, RefusedError
from jumelage.edit.slices import Slices, UnwritableError
from jumelage.messages.sentences import Sentence
from jumelage.settings import Settings


def translated(path: str, origin: str, loaded: Loaded, root: Path, settings: Settings) -> Change:
    """
    Return the change that marks the text at `path` (relative to the root) as a translation of its current source.

    `origin` is the language of the source; '' means the one in the text's header, else the only other language with
    the text, else the first required language with it. If nothing needs changing, the change is empty.

    Raises:
        RefusedError: there is no such text, or no text that it could be a translation of.
    """
    text = next((one for one in loaded.texts if one.path == path), None)
    if text is None:
        known = Sentence(
            "Give the path of a text, such as content/nl/partnership/its-id.md; jumelage check shows what is wrong."
        )
        raise RefusedError(Sentence("There is no valid text at '{path}'.", path=path), known)
    owner = (text.kind, text.id, text.member)
    others = {one.lang: one for one in loaded.texts if (one.kind, one.id, one.member) == owner and one is not text}
    source = others.get(origin or _origin(text, others, settings))
    if source is None:
        raise RefusedError(Sentence("There is no text that '{path}' could be a translation of.", path=path))
    value = {"lang": source.lang, "paragraphs": list(paragraphs(source.body))}
    raw = (root / path).read_bytes()
    data = _marked(raw, value)
    return Change({path: data} if data != raw else {}, {}, (path,))


def _origin(text: Text, others: dict[str, Text], settings: Settings) -> str:
    if text.header.translated_from:
        return text.header.translated_from.lang
    if len(others) == 1:
        return next(iter(others))
    return next((code for code in settings.languages.required if code in others), "")


def _marked(raw: bytes, value: Mapping[str, object]) -> bytes:
    """
    Return a file with a new `translated_from` in its header.

    Raises:
        RefusedError: the layout of the header does not allow the insertion.
    """
    text = raw.decode("utf-8-sig")
    mark = raw[: len(raw) - len(text.encode())]
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    split = front_matter.split(plain)
    body = "\n".join(plain.split("\n")[split.line - 1 :])
    try:
        header = Slices(split.header).set("translated_from", value)
    except UnwritableError as error:
        hint = Sentence("Write each field of the header on a line of its own.")
        raise RefusedError(Sentence("Nothing can be added to the header of this text."), hint) from error
    made = f"---\n{header}---\n{body}"
    return mark + made.replace("\n", newline).encode()
