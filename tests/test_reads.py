"""Whatever is read of a site is noted for what is being made, and an answer is worked out once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from markupsafe import Markup

from jumelage.model.work import Network
from jumelage.pages import About, Said, Target
from jumelage.pages.page import Notice
from jumelage.store.reads import Answers, Noted, Question, digest, note, note_all, reading, unnoted

HELD = Noted({"a": 1, "b": 2}, "records", "place")
NESTED = Noted({("news", "a", ""): {"nl": 1, "fr": 2}}, "texts", nested=True)


@pytest.mark.parametrize(
    ("asks", "expected"),
    [
        pytest.param(lambda: HELD["a"], [("records", "place", "a")], id="key"),
        pytest.param(lambda: HELD.get("a"), [("records", "place", "a")], id="get"),
        pytest.param(lambda: HELD.get("c", 3), [("records", "place", "c")], id="what is not there"),
        pytest.param(lambda: "c" in HELD, [("records", "place", "c")], id="whether it is there"),
        pytest.param(lambda: len(HELD), [("records", "place", "*")], id="number"),
        pytest.param(lambda: list(HELD), [("records", "place", "*")], id="keys"),
        pytest.param(
            lambda: list(HELD.values()),
            [("records", "place", "*"), ("records", "place", "a"), ("records", "place", "b")],
            id="values",
        ),
        pytest.param(
            lambda: NESTED["news", "a", ""]["nl"],
            [("texts", "news", "a", ""), ("texts", "news", "a", "", "nl")],
            id="key within a key",
        ),
        pytest.param(lambda: NESTED.get(("news", "b", ""), {}), [("texts", "news", "b", "")], id="no key within"),
        pytest.param(lambda: note("today"), [("today",)], id="question in words"),
        pytest.param(lambda: note_all({("a",): None, ("b",): None}), [("a",), ("b",)], id="several questions"),
    ],
)
def test_each_question_is_noted(asks: Callable[[], object], expected: list[Question]) -> None:
    with reading() as read:
        asks()
    assert list(read) == expected


def test_nothing_is_noted_when_nothing_is_being_made() -> None:
    assert (HELD["a"], HELD.get("c"), len(HELD), list(NESTED)) == (1, None, 2, [("news", "a", "")])
    note("today")
    note_all({("today",): None})
    with reading() as read, unnoted():
        assert HELD["b"] == 2
    assert read == {}


def test_a_missing_key_is_an_error_and_noted_all_the_same() -> None:
    with reading() as read, pytest.raises(KeyError):
        HELD["c"]
    assert list(read) == [("records", "place", "c")]


def test_who_asks_depends_on_an_answer_and_not_on_what_was_read_for_it() -> None:
    answers, made = Answers(("public",)), []

    def make() -> int:
        made.append(HELD["a"])
        return made[-1]

    for _ in range(2):
        with reading() as read:
            assert answers.ask(("count", "place"), make) == 1
        assert list(read) == [("public", "count", "place")]
    assert made == [1]
    assert answers.reads == {("public", "count", "place"): (("records", "place", "a"),)}


def network(**more: Any) -> Network:
    return Network.model_validate({"id": "licht", "name": {"nl": "Licht", "fr": "Lumière"}, **more})


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([network(), network()], id="records"),
        pytest.param([network(aliases=()), network()], id="a value that was given and is the default"),
        pytest.param([Said("a", "nl"), Said("".join(["a"]), "n" + "l")], id="values"),
        pytest.param([("aa", "aa"), ("aa", "a" + "a" * int("1"))], id="one text twice, two texts"),
        pytest.param([Notice("a"), Notice("a")], id="mappings"),
        pytest.param([Target("/a/", "page", About("a", "b")), Target("/a/", "page", About("a", "b"))], id="targets"),
    ],
)
def test_equal_answers_have_one_digest(values: Iterable[object]) -> None:
    assert len({digest(one) for one in values}) == 1


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([network(), network(aliases=["l"]), None], id="records"),
        pytest.param([Said("a", "nl"), Said("a", "fr"), Said("a")], id="values"),
        pytest.param([Notice("a"), Notice("a", {"b": "c"}), Notice("a", {"b": "d"})], id="mappings"),
        pytest.param([{"a": 1, "b": 2}, {"b": 2, "a": 1}], id="order of a mapping"),
        pytest.param([("ab", "c"), ("a", "bc"), ("abc",), "abc", Markup("abc")], id="texts"),
    ],
)
def test_other_answers_have_other_digests(values: list[object]) -> None:
    assert len({digest(one) for one in values}) == len(values)


def test_a_noted_mapping_is_a_mapping() -> None:
    assert isinstance(HELD, Mapping)
    assert dict(HELD) == {"a": 1, "b": 2}
