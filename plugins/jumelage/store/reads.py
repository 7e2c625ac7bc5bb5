"""Tracks dependencies: each question to the site is recorded for the target or answer being computed."""

import hashlib
import io
import pickle
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

# Plain words: the part of the site that is asked, and the steps within it, such as ("records", "place", "lunara").
Question = tuple[str, ...]
ALL = "*"  # in place of a key: all keys, in order; no id contains it
SIZE = 12  # bytes of the digest of an answer

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_READ: ContextVar[dict[Question, None] | None] = ContextVar("read", default=None)


@contextmanager
def reading() -> Iterator[dict[Question, None]]:
    """Collect the questions asked within a `with`, each once, in order; an outer `reading` does not see them."""
    read: dict[Question, None] = {}
    token = _READ.set(read)
    try:
        yield read
    finally:
        _READ.reset(token)


@contextmanager
def unnoted() -> Iterator[None]:
    """Record no questions within a `with`: for lists that are made anyway in each build and compared as a whole."""
    token = _READ.set(None)
    try:
        yield
    finally:
        _READ.reset(token)


def note(*question: str) -> None:
    """Record a question for the enclosing `reading`, if any."""
    read = _READ.get()
    if read is not None:
        read[question] = None


def note_all(questions: Mapping[Question, None]) -> None:
    """Record several questions at once."""
    read = _READ.get()
    if read is not None:
        read.update(questions)


class Noted(Mapping[Key, Value], Generic[Key, Value]):
    """
    A mapping that records each key it is asked for, including missing ones; iterating over it asks for all keys.

    The question is `part` followed by the steps of the key. With `nested`, its values are mappings that record, too.
    """

    __slots__ = ("_held", "_nested", "_part")

    def __init__(self, held: Mapping[Key, Value], *part: str, nested: bool = False) -> None:
        """Wrap a mapping; nothing is copied."""
        self._held = held
        self._part = part
        self._nested = nested

    def _ask(self, key: object) -> Question:
        # A key is one word, or several in a tuple.
        steps = key if isinstance(key, tuple) else (key,)
        question = (*self._part, *steps)
        read = _READ.get()
        if read is not None:
            read[question] = None
        return question

    def __getitem__(self, key: Key) -> Value:
        question = self._ask(key)
        value = self._held[key]
        return Noted(value, *question) if self._nested else value  # type: ignore[return-value, arg-type]

    def get(self, key: Key, default: Any = None) -> Any:
        """Return the value of a key, or the default if it is missing."""
        self._ask(key)
        return self[key] if key in self._held else default

    def __contains__(self, key: object) -> bool:
        self._ask(key)
        return key in self._held

    def __iter__(self) -> Iterator[Key]:
        self._ask(ALL)
        return iter(self._held)

    def __len__(self) -> int:
        self._ask(ALL)
        return len(self._held)


@dataclass(frozen=True, slots=True)
class Answers:
    """
    Answers computed from a site, each once, with the questions that they depend on.

    `part` is prepended to each question, to distinguish the views of a site.
    """

    part: Question = ()
    kept: dict[Question, Any] = field(default_factory=dict)
    reads: dict[Question, tuple[Question, ...]] = field(default_factory=dict)

    def ask(self, question: Question, make: Callable[[], Value]) -> Value:
        """
        Return the answer to a question, which `make` computes once.

        The caller depends on the answer alone, not on the questions behind it.
        """
        asked = (*self.part, *question)
        note(*asked)
        if asked not in self.kept:
            with reading() as read:
                self.kept[asked] = make()
            self.reads[asked] = tuple(read)
        answer: Value = self.kept[asked]
        return answer


def digest(answer: object) -> str:
    """Return a hexadecimal digest that is the same for equal answers: plain values, records, and their parts."""
    written = io.BytesIO()
    _Plain(written, protocol=5).dump(answer)
    return hashlib.blake2b(written.getbuffer(), digest_size=SIZE).hexdigest()


class _Plain(pickle.Pickler):
    """Serialises the content of a value and nothing else, only to be hashed: it is never loaded."""

    def __init__(self, file: io.BytesIO, protocol: int) -> None:
        super().__init__(file, protocol)
        # Without memo, equal values are written the same whether or not they are the same object.
        self.fast = True

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return dict, (), None, None, iter(value.items())
        if hasattr(type(value), "model_fields"):
            # Without the set of the given fields, whose order differs between runs.
            return str, (type(value).__name__,), value.__dict__
        return NotImplemented
