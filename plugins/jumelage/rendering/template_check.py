"""Checks the templates of a site's own theme without rendering: unknown names, and text that Jinja silently drops."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from jumelage.messages.nouns import language
from jumelage.messages.problems import Code, Position, Problem, Severity, did_you_mean, listed
from jumelage.messages.sentences import Sentence
from jumelage.rendering.template_macros import macro_problems
from jumelage.rendering.template_trees import Trees, assigned, blocks, literals, outermost
from jumelage.source.data import strings
from jumelage.source.theme import INSTALLED, OWN
from jumelage.source.theme_texts import texts_path

TAGS = (
    *("autoescape", "block", "call", "elif", "else", "endautoescape", "endblock", "endcall", "endfilter", "endfor"),
    *("endif", "endmacro", "endset", "endwith", "extends", "filter", "for", "from", "if", "import", "include"),
    *("macro", "raw", "endraw", "set", "with"),
)
UNKNOWN_TAG = "unknown tag '"
NO_TEMPLATE = "The theme has no template '{name}'."
NO_SCRIPT = "The theme has no script '{name}'."
NO_TEXT = "There is no interface text '{key}'."
ITSELF = "This template extends itself; the one that it replaces is 'installed/{name}'."
Mistake = tuple[int, Sentence, Sentence | None]  # the line, the message and a hint


@dataclass(frozen=True, slots=True)
class Names:
    """What templates can name: other templates, the interface texts by language, the names of scripts."""

    trees: Trees
    texts: Mapping[str, Mapping[str, Any]]
    scripts: Collection[str]

    @property
    def env(self) -> Environment:
        """The environment, with its filters and tests."""
        return self.trees.env


def template_problems(names: Names, pelican: Collection[str] = ()) -> Iterator[Problem]:
    """Yield the problems in a site's own templates; of those that Pelican renders (`pelican`), only the syntax."""
    for name, source in names.trees.own.items():
        for line, message, hint in _syntax(names, name, source, name in pelican):
            yield Problem(Position(f"{OWN}/{name}", line), Code.TEMPLATE, message, hint)
        for line in _outside(names, name):
            message = Sentence("This is outside the blocks of a template that extends another, so it is not shown.")
            place, hint = Position(f"{OWN}/{name}", line), Sentence("Put it into a block.")
            yield Problem(place, Code.TEMPLATE, message, hint, Severity.WARNING)
    yield from macro_problems(names.trees, pelican)
    yield from _unfilled(names, pelican)


def _syntax(names: Names, name: str, source: str, pelican: bool) -> Iterator[Mistake]:
    """Yield what is wrong with a template, beginning with its syntax: without that, nothing else is known."""
    try:
        tree = names.trees.trees[name] = names.env.parse(source, name)
        if not source.strip() and f"{INSTALLED}/{name}" in names.trees.names:
            yield 1, Sentence("This template is empty."), Sentence("Remove it to use the installed one.")
        found = [] if pelican else [*_mistakes(names, name, tree)]
        yield from found
        if not found and not pelican:
            # This finds what is invalid as a whole, such as two blocks of one name.
            names.env.compile(tree, name, raw=True)
    except TemplateSyntaxError as error:
        why = str(error.message)
        tag = why.partition(UNKNOWN_TAG)[2].partition("'")[0]
        if not (tag and pelican):
            message = Sentence("This template is not valid: {why}.", why=why.rstrip("."))
            yield error.lineno, message, did_you_mean(tag, TAGS)
    except RecursionError:
        names.trees.trees[name] = None
        yield 1, Sentence("This template is nested too deeply."), None


def _mistakes(names: Names, name: str, tree: nodes.Template) -> Iterator[Mistake]:
    for node in tree.find_all((*RULES,)):
        yield from RULES[type(node)](names, node)
    yield from _texts(names, tree)
    yield from _dropped(names, name, tree)


def _filter(names: Names, node: Any) -> Iterator[Mistake]:
    if node.name not in names.env.filters:
        message = Sentence("There is no filter '{name}'.", name=node.name)
        yield node.lineno, message, did_you_mean(node.name, names.env.filters)
    for script in literals(node.node) if node.name == "script" else ():
        if script and script not in names.scripts:
            yield node.lineno, Sentence(NO_SCRIPT, name=script), did_you_mean(script, names.scripts)


def _test(names: Names, node: Any) -> Iterator[Mistake]:
    if node.name not in names.env.tests:
        message = Sentence("There is no test '{name}'.", name=node.name)
        yield node.lineno, message, did_you_mean(node.name, names.env.tests)


def _reference(names: Names, node: Any) -> Iterator[Mistake]:
    wanted = literals(node.template)
    missing = [one for one in wanted if one and normpath(one) not in names.trees.names]
    # Of several to include, one is enough.
    several = isinstance(node.template, nodes.List | nodes.Tuple) and len(missing) < len(wanted)
    for one in () if several or getattr(node, "ignore_missing", False) else missing:
        yield node.lineno, *no_template(one, names.trees.names)


def no_template(name: str, known: Collection[str]) -> tuple[Sentence, Sentence | None]:
    """Return the message and the hint for a template that is not among `known`."""
    return Sentence(NO_TEMPLATE, name=name), did_you_mean(name, [one for one in known if one.endswith(".html")])


RULES: Mapping[type[nodes.Node], Callable[[Names, Any], Iterator[Mistake]]] = {
    nodes.Filter: _filter,
    nodes.Test: _test,
    nodes.Extends: _reference,
    nodes.Include: _reference,
    nodes.Import: _reference,
    nodes.FromImport: _reference,
}


def _texts(names: Names, tree: nodes.Template) -> Iterator[Mistake]:
    """Yield each interface text that is asked for by its key, `t.ui.skip` or `text("ui.skip")`, and is missing."""
    own = assigned(tree)
    functions = {"text", "counted"} - own
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in functions and call.args:
            for key in filter(None, literals(call.args[0])):
                yield from _missing(names, call.lineno, key.split("."))
    chains = [*tree.find_all((nodes.Getattr, nodes.Getitem))]
    inner = {id(getattr(one, "node", None)) for one in chains}
    for one in chains if "t" not in own else ():
        root, steps = _chain(one)
        if id(one) not in inner and root == "t" and steps:
            yield from _missing(names, one.lineno, steps)


def _chain(node: Any) -> tuple[str, list[str]]:
    """Return the name with which `t.ui.skip` begins, and the steps after it as far as they are written there."""
    steps: list[str] = []
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        step = node.attr if isinstance(node, nodes.Getattr) else literals(node.arg)[0]
        steps = [step, *steps] if step else []
        node = node.node
    return getattr(node, "name", ""), steps


def _missing(names: Names, line: int, steps: list[str]) -> Iterator[Mistake]:
    without = [code for code, texts in names.texts.items() if _lacks(texts, steps)]
    key = ".".join(steps)
    if without and len(without) == len(names.texts):
        known = {".".join(map(str, trail)) for texts in names.texts.values() for trail, _ in strings(texts)}
        yield line, Sentence(NO_TEXT, key=key), did_you_mean(key, known)
    elif without:
        lacking = "The interface text '{key}' is missing in {languages}."
        files = listed([f"{OWN}/{texts_path(code)}" for code in without], "and")
        languages = listed([language(code) for code in without], "and")
        yield line, Sentence(lacking, key=key, languages=languages), Sentence("Add it to {files}.", files=files)


def _lacks(texts: Any, steps: list[str]) -> bool:
    for step in steps:
        if not isinstance(texts, Mapping) or (step not in texts and hasattr(texts, step)):
            return False
        if step not in texts:
            return True
        texts = texts[step]
    return False


def _dropped(names: Names, name: str, tree: nodes.Template) -> Iterator[Mistake]:
    """Yield the blocks of a template that are in vain, since no template that it extends has them."""
    above = names.trees.ancestors(name)
    if not above:
        return
    if name in above:
        yield 1, Sentence(ITSELF, name=name), None
        return
    known = blocks(above)
    for block in outermost(tree):
        if block.name not in known:
            alone = "No template that this one extends has a block '{name}', so it is not shown."
            others = Sentence("They have {blocks}.", blocks=listed(sorted(known), "and")) if known else None
            yield block.lineno, Sentence(alone, name=block.name), did_you_mean(block.name, known) or others


def _outside(names: Names, name: str) -> Iterator[int]:
    """Yield the lines of a template that extends another where something is outside its blocks."""
    tree, after = names.trees.tree(name), False
    for node in tree.body if tree else ():
        after = after or isinstance(node, nodes.Extends)
        for part in node.nodes if after and isinstance(node, nodes.Output) else ():
            text = part.data if isinstance(part, nodes.TemplateData) else "{{"
            if text.strip():
                yield part.lineno + text[: len(text) - len(text.lstrip())].count("\n")
                break


def _unfilled(names: Names, pelican: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for each block that installed templates fill and a template of the site's own no longer has."""
    filled: dict[tuple[str, str], list[str]] = {}
    pages = sorted(one for one in names.trees.names if one.startswith("pages/") and one not in pelican)
    # One that extends the template that it replaces has all of its blocks.
    own = [one for one in pages if one in names.trees.own]
    changed = [one for one in own if f"{INSTALLED}/{one}" not in (names.trees.ancestors(one) or ())]
    for name in (one for one in pages if changed and one not in names.trees.own):
        above = names.trees.ancestors(name) or {}
        frame = next((one for one in above if one in names.trees.own), None)
        tree = names.trees.tree(name) if frame else None
        for block in outermost(tree) if tree else ():
            if block.name not in blocks(above):
                filled.setdefault((str(frame), block.name), []).append(f"{INSTALLED}/{name}")
    for (frame, block_name), templates in filled.items():
        message = "This template has no block '{name}', so what these have in it is not shown: {paths}."
        said = Sentence(message, name=block_name, paths=", ".join(templates))
        yield Problem(Position(f"{OWN}/{frame}"), Code.TEMPLATE, said, None, Severity.WARNING)
