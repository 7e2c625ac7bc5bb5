"""The parsed templates of a theme, and what can be known of them without rendering."""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from jumelage.messages.problems import BuildError


class Trees:
    """The templates of a theme by name, parsed when needed."""

    def __init__(self, env: Environment, own: Mapping[str, str]) -> None:
        """Take the site's own templates by name."""
        self.env, self.own = env, own
        self.names = {*env.list_templates()}
        self.trees: dict[str, nodes.Template | None] = {}

    def tree(self, name: str) -> nodes.Template | None:
        """Return a parsed template, None if it is missing or invalid."""
        if name not in self.trees:
            self.trees[name] = self._parsed(name) if name in self.names else None
        return self.trees[name]

    def _parsed(self, name: str) -> nodes.Template | None:
        loader, source = self.env.loader, self.own.get(name)
        try:
            if source is None and loader:
                source = loader.get_source(self.env, name)[0]
            return self.env.parse(source or "", name)
        except (TemplateSyntaxError, RecursionError, BuildError):
            return None

    def ancestors(self, name: str) -> dict[str, nodes.Template] | None:
        """Return the templates that one extends, nearest first; None if they cannot be known."""
        found: dict[str, nodes.Template] = {}
        wanted = self._extended(name)
        for one in wanted:  # which grows
            tree = self.tree(one) if one else None
            if not one or not tree:
                return None
            found[one] = tree
            wanted += [other for other in self._extended(one) if other not in wanted]
        return found

    def _extended(self, name: str) -> list[str | None]:
        tree = self.tree(name)
        return [one for node in tree.find_all(nodes.Extends) for one in literals(node.template)] if tree else []


def literals(expression: Any) -> list[str | None]:
    """Return the texts that an expression can be, None in place of one that is known only when a page is rendered."""
    match expression:
        case nodes.Const(value=str() as text):
            return [text]
        case nodes.CondExpr(expr1=first, expr2=second):
            return [*literals(first), *literals(second)]
        case nodes.List(items=items) | nodes.Tuple(items=items):
            return [one for item in items for one in literals(item)]
        case _:
            return [None]


def assigned(tree: nodes.Template) -> set[str]:
    """Return the names that a template gives to anything: macros, what it imports, variables."""
    found = {one.name for one in tree.find_all(nodes.Name) if one.ctx != "load"}
    found |= {one.name for one in tree.find_all(nodes.Macro)} | {one.target for one in tree.find_all(nodes.Import)}
    imported = (one for node in tree.find_all(nodes.FromImport) for one in node.names)
    return found | {one if isinstance(one, str) else one[1] for one in imported}


def blocks(trees: Mapping[str, nodes.Template]) -> set[str]:
    """Return the names of all blocks in templates."""
    return {block.name for tree in trees.values() for block in tree.find_all(nodes.Block)}


def outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    """Yield the blocks that are in no other block."""
    for one in node.iter_child_nodes():
        if isinstance(one, nodes.Block):
            yield one
        else:
            yield from outermost(one)
