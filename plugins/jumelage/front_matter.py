"""A Markdown file → its header, its body and the line on which the body starts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """
    The two parts of a Markdown text; lines count from 1.

    `closed` is False when the header is opened and never closed.
    """

    header: str
    body: str
    line: int
    closed: bool = True


def split(text: str) -> FrontMatter:
    r"""
    Split a Markdown text into header and body; a text that does not open with `---` has no header.

    >>> split("---\ntitle: Water\n---\nWet.\n")
    FrontMatter(header='title: Water\n', body='Wet.\n', line=4, closed=True)
    >>> split("Wet.\n")
    FrontMatter(header='', body='Wet.\n', line=1, closed=True)
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter("", text, 1)
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return FrontMatter("\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2)
    return FrontMatter("", "", 1, closed=False)
