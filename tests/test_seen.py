"""Whether readers see anything of a text."""

import pytest

from jumelage.source.seen import says, seen


@pytest.mark.parametrize("text", ["a", "é", "1", "…", "→", "*", "٣", "字", "\u200da", "☀\ufe0f"])
def test_a_text_with_a_sign_that_is_drawn_is_seen(text: str) -> None:
    assert seen(text)


@pytest.mark.parametrize("text", ["", " \t\n", "\u00a0\u2003\u3000", "\u00ad\u200b\u200d\u2060\ufeff", "\ufe0f\u0301",
                                  "\u2800\u3164\u115f\u1160\uffa0"])  # fmt: skip
def test_a_text_without_one_is_not(text: str) -> None:
    assert not seen(text)
    assert not says(text)


@pytest.mark.parametrize(("text", "said"), [("a", True), ("2", True), ("☀", True), ("…", False), ("*-`\\", False)])
def test_a_text_says_something_with_letters_digits_and_symbols(text: str, said: bool) -> None:
    assert says(text) is said
