"""Warns of what a site's own templates write and browsers then refuse, because of the policy of every page."""

from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, TemplateSyntaxError

from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.source.theme import OWN

# The policy is in `components/policy/policy.html` and, for servers, in `exports/headers.py`.
REFUSED = "Browsers ignore {what} here: the security policy of the pages forbids it."
IN_A_STYLE = Sentence("Give the element a class, and put the rule into a style of the theme.")
IN_A_SCRIPT = Sentence(
    "Put the code into a script beside the template, and load it: {tag}.",
    tag='<script type="module" src="{{ \'own.js\'|script }}"></script>',
)
AS_A_LINK = Sentence("Link to it instead.")
ON_THE_SITE = Sentence("Put the file into {folder}, or link to it instead.", folder="theme/static/")
ELEMENTS = {"style": IN_A_STYLE} | dict.fromkeys(("iframe", "frame", "object", "embed", "base"), AS_A_LINK)
# What a browser loads by itself, by element.
LOADED = {
    **dict.fromkeys(("img", "source", "video", "audio", "track", "input", "script"), ("src", "srcset", "poster")),
    **dict.fromkeys(("image", "use", "link"), ("href", "xlink:href")),
}
RELATIONS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"})
DATA = ("json", "template", "text/plain")  # in the type of a script that is not run
ELSEWHERE = ("http:", "https:", "//", "data:")
Refused = tuple[str, Sentence]  # what the browser ignores, as it is written, and what to do


def refused(env: Environment, name: str, source: str) -> Iterator[Problem]:
    """Yield a warning for each part of a template that no browser executes or loads; `name` is its name."""
    try:
        reader = _Reader(_markup(env, source))
    except TemplateSyntaxError:
        return
    for line, what, hint in reader.found:
        message = Sentence(REFUSED, what=what)
        yield Problem(Position(f"{OWN}/{name}", line), Code.BLOCKED, message, hint, Severity.WARNING)


def _markup(env: Environment, source: str) -> str:
    """Return the markup of a template on its own lines, with letters for what a page fills in and spaces for tags."""
    parts: list[str] = []
    line, fill = 1, " "
    for number, kind, value in env.lex(source):
        parts.append("\n" * (number - line))
        if kind == "variable_begin":
            fill = "x"
        shown = value if kind == "data" else "\n".join(fill * len(one) for one in value.split("\n"))
        if kind == "variable_end":
            fill = " "
        parts.append(shown)
        line = max(line, number) + shown.count("\n")
    return "".join(parts)


class _Reader(HTMLParser):
    """Finds what the policy forbids: the line, what it is, and a hint."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str, Sentence]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        given = {name: value or "" for name, value in attrs}
        if tag in ELEMENTS:
            self.found.append((self.getpos()[0], f"<{tag}>", ELEMENTS[tag]))
        if tag == "script" and "src" not in given and not any(kind in given.get("type", "") for kind in DATA):
            self.found.append((self.getpos()[0], f"<{tag}>", IN_A_SCRIPT))
        for name in given:
            if hint := _forbidden(tag, name, given):
                before = written[: written.lower().find(f"{name}=") + 1]
                self.found.append((self.getpos()[0] + before.count("\n"), f"{name}=…", hint))


def _forbidden(tag: str, name: str, given: dict[str, str]) -> Sentence | None:
    """Return what to do about an attribute that the policy forbids, None if it does not."""
    value = given[name].strip().lower()
    if name == "style":
        return IN_A_STYLE
    if name.startswith("on") or (value.startswith("javascript:") and name.endswith(("href", "src", "action"))):
        return IN_A_SCRIPT
    if tag == "form" and name == "action":
        return AS_A_LINK
    if tag == "link" and not RELATIONS.intersection(given.get("rel", "").lower().split()):
        return None
    loads = name in LOADED.get(tag, ()) and value.startswith(ELSEWHERE)
    return ON_THE_SITE if loads else None
