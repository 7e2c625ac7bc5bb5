"""Checks macros against the templates that import them: whether they exist, and take the arguments they are given."""

from collections.abc import Collection, Iterator

from jinja2 import nodes

from jumelage.messages.problems import Code, Position, Problem, did_you_mean
from jumelage.messages.sentences import Sentence
from jumelage.rendering.template_trees import Trees, assigned, literals
from jumelage.source.theme import INSTALLED, OWN


def macro_problems(trees: Trees, pelican: Collection[str]) -> Iterator[Problem]:
    """
    Yield a problem for each macro that does not exist, and for each argument that a macro does not take.

    It is in the template that uses the macro or, if that is installed, in the site's own that replaces the component.
    """
    relied: dict[tuple[str, str, str], dict[str, None]] = {}
    for name, tree in _users(trees, pelican):
        for node in tree.find_all(nodes.FromImport):
            file = literals(node.template)[0] or ""
            used = trees.tree(file)
            if not used or used.find(nodes.Extends) or not {name, file} & trees.own.keys():
                continue
            for macro, argument, line in _lacking(tree, node, used):
                if name in trees.own:
                    yield _wrong(file, used, macro, argument, Position(f"{OWN}/{name}", line))
                else:
                    relied.setdefault((file, macro, argument), {})[f"{INSTALLED}/{name}"] = None
    for (file, macro, argument), users in relied.items():
        lacking = "This template has no macro '{macro}', which these import: {paths}."
        if argument:
            lacking = "The macro '{macro}' has no argument '{name}', which these give it: {paths}."
        said = Sentence(lacking, macro=macro, name=argument, paths=", ".join(users))
        yield Problem(Position(f"{OWN}/{file}"), Code.TEMPLATE, said)


def _users(trees: Trees, pelican: Collection[str]) -> Iterator[tuple[str, nodes.Template]]:
    """Yield the site's own templates and, if some replace components, those of the theme that may import them."""
    replaced = any(name.startswith("components/") for name in trees.own)
    others = [one for one in trees.names if one.endswith(".html") and not one.startswith(f"{INSTALLED}/")]
    for name in sorted(others if replaced else trees.own):
        if name not in pelican and (tree := trees.tree(name)):
            yield name, tree


def _lacking(tree: nodes.Template, node: nodes.FromImport, used: nodes.Template) -> Iterator[tuple[str, str, int]]:
    """Yield each macro that is imported in vain, and each argument given to one in vain, with the line."""
    macros = {macro.name: macro for macro in used.find_all(nodes.Macro)}
    known = assigned(used)
    for one in node.names:
        name, alias = (one, one) if isinstance(one, str) else one
        if name not in known:
            yield name, "", node.lineno
        elif name in macros:
            taken = _taken(macros[name])
            yield from ((name, given, line) for given, line in _given(tree, alias) if not {given, "kwargs"} & taken)


def _taken(macro: nodes.Macro) -> set[str]:
    """Return the arguments that a macro takes; with `kwargs` in it, it takes any."""
    return {one.name for one in macro.find_all(nodes.Name) if one.ctx == "param" or one.name == "kwargs"}


def _given(tree: nodes.Template, macro: str) -> Iterator[tuple[str, int]]:
    """Yield the arguments by name that a template gives to a macro, with the line."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == macro:
            yield from ((one.key, call.lineno) for one in call.kwargs)


def _wrong(file: str, used: nodes.Template, macro: str, argument: str, place: Position) -> Problem:
    if not argument:
        message = Sentence("The template '{file}' has no macro '{name}'.", file=file, name=macro)
        return Problem(place, Code.TEMPLATE, message, did_you_mean(macro, assigned(used)))
    taken = {name for one in used.find_all(nodes.Macro) if one.name == macro for name in _taken(one)}
    message = Sentence("The macro '{macro}' has no argument '{name}'.", macro=macro, name=argument)
    return Problem(place, Code.TEMPLATE, message, did_you_mean(argument, taken))
