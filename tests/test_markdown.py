"""Markdown → HTML that is cleaned once more, whatever the tokens hold; `test_prose` has what it becomes."""

from markdown_it.token import Token

from jumelage.markdown import parsed, rendered


def test_what_no_text_needs_is_cleaned_away_even_if_it_was_overlooked() -> None:
    tokens = [
        Token("html_block", "", 0, content="<script>x</script><p onclick=x style=y>a</p><iframe></iframe>"),
        *parsed('[b](javascript:x "t")', html=True),
    ]
    assert rendered(tokens) == '<p>a</p><p><a title="t">b</a></p>\n'


def test_who_only_looks_gets_the_words_that_can_hold_something() -> None:
    (_, plain, _), (_, worth, _) = (parsed(body, html=False) for body in ("*a*", "*a* &amp;"))
    assert [child.content for child in plain.children or []] == ["*a*"]
    assert [child.type for child in worth.children or []][:3] == ["em_open", "text", "em_close"]
