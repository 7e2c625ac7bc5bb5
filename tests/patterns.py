"""Every regular expression of the code, found in its source: where it is written, and by which calls it is used."""

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from sites import ROOT

PACKAGE = ROOT / "plugins" / "jumelage"
# Code that is run, beside the package.
OTHERS = ("scripts", "fuzz", "benchmarks", "scaffold", "pelicanconf.py", "previewconf.py", "publishconf.py")
FLAGS = {"split": 3, "sub": 4, "subn": 4}  # the place of the flags, where it is not the third
METHODS = {"search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn"}
# In JavaScript: /…/ where a value may stand, or a call; in HTML the attribute.
LITERAL = re.compile(r"(?:[(,=:!&|?]|\breturn\b)\s*(/(?![/*\s])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)")
INLINE = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)
MADE = re.compile(r"\bRegExp\(|<input\b[^<>]*\bpattern=")
Pattern = re.Pattern[str] | re.Pattern[bytes]


@dataclass(slots=True)
class Module:
    """A file of code: its name (the package's relative to the package), its text and what Python reads in it."""

    name: str
    text: str
    tree: ast.Module = field(init=False)

    def __post_init__(self) -> None:
        """Parse the text."""
        self.tree = ast.parse(self.text)

    @property
    def dotted(self) -> str:
        """Return the name under which the package's own modules are imported."""
        return "jumelage." + self.name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")

    def source(self, node: ast.expr) -> str:
        """Return how an expression is written, on one line."""
        return " ".join(line.strip() for line in (ast.get_source_segment(self.text, node) or "").splitlines())


@dataclass(slots=True)
class Found:
    """
    A pattern: `key` is its module and its name, or how it is written where it has none.

    `how` holds the methods by which it is used, as far as the source tells; `parts` are the expressions of the pattern
    and its flags.
    """

    key: str
    module: Module
    parts: tuple[ast.expr, ...]
    how: set[str] = field(default_factory=set)

    def pattern(self, given: Mapping[str, object]) -> Pattern:
        """Return the pattern itself; `given` holds the local values that its source names."""
        ours = (PACKAGE / self.module.name).is_file()
        names = vars(importlib.import_module(self.module.dotted)) if ours else {"re": re}
        made, *flags = (
            eval(compile(ast.Expression(one), "<pattern>", "eval"), {**names, **given})  # noqa: S307 - our own source
            for one in self.parts
        )
        return made if isinstance(made, re.Pattern) else re.compile(made, *flags)


@cache
def modules() -> tuple[Module, ...]:
    """Return every file of code."""
    return tuple(_modules())


def _modules() -> Iterator[Module]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield Module(path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8"))
    for base in (ROOT / other for other in OTHERS):
        for path in sorted(base.rglob("*.py")) if base.is_dir() else [base]:
            yield Module(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))


@cache
def patterns() -> Mapping[str, Found]:
    """Return every pattern that is given to `re`, by its key."""
    homes = {one.dotted: one for one in modules()}
    imported = {one.name: _imported(one, homes) for one in modules()}
    found: dict[str, Found] = {}
    for module in modules():
        names = _named(module.tree)
        for call in (one for one in ast.walk(module.tree) if isinstance(one, ast.Call) and _of_re(one.func)):
            first = call.args[0]
            home, source = imported[module.name].get(module.source(first), (module, module.source(first)))
            compiled = isinstance(call.func, ast.Attribute) and call.func.attr == "compile"
            key = f"{home.name} {names.get(call, source)}"
            flags = call.args[1:] if compiled else _flags(call)
            one = found.setdefault(key, Found(key, home, (first, *flags)))
            one.how |= {call.func.attr} - {"compile"} if isinstance(call.func, ast.Attribute) else set()
        for word in (one for one in ast.walk(module.tree) if isinstance(one, ast.keyword) and one.arg == "pattern"):
            # Those of a model: pydantic compiles them with an engine that never goes back, an editing program does not.
            key = f"{module.name} pattern={module.source(word.value)}"
            found.setdefault(key, Found(key, module, (word.value,), {"search"}))
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
                home, name = imported[module.name].get(node.value.id, (module, node.value.id))
                if f"{home.name} {name}" in found:
                    found[f"{home.name} {name}"].how.add(node.attr)
    return found


def hidden() -> list[str]:
    """Return where `re` is used in a way that `patterns` does not see."""
    places = []
    for module in modules():
        called = {id(one.func) for one in ast.walk(module.tree) if isinstance(one, ast.Call) and one.args}
        for node in ast.walk(module.tree):
            names = node.names if isinstance(node, ast.Import | ast.ImportFrom) else ()
            other = any(one.name in {"re", "regex", "re2"} and (one.asname or one.name != "re") for one in names)
            from_re = isinstance(node, ast.ImportFrom) and node.module in {"re", "regex", "re2"}
            if other or from_re or (isinstance(node, ast.Attribute) and _of_re(node) and id(node) not in called):
                places.append(f"{module.name}:{getattr(node, 'lineno', 1)}")
    return places


def _of_re(node: ast.expr) -> bool:
    """Return whether an expression is one of the functions of `re` that take a pattern."""
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "re"
        and node.attr in METHODS | {"compile"}
    )


def _flags(call: ast.Call) -> list[ast.expr]:
    """Return the flags that are given to a function of `re`, by their name or behind what else it is given."""
    place = FLAGS.get(call.func.attr, 2) if isinstance(call.func, ast.Attribute) else 2
    return [*call.args[place : place + 1], *(one.value for one in call.keywords if one.arg == "flags")]


def _named(tree: ast.Module) -> dict[ast.expr, str]:
    """Return the names of compiled patterns."""
    found: dict[ast.expr, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = node.value
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "compile":
                found[value] = node.targets[0].id
    return found


def _imported(module: Module, homes: Mapping[str, Module]) -> dict[str, tuple[Module, str]]:
    """Return the names that a module has from others of ours: in which they are at home, and what they are there."""
    return {
        alias.asname or alias.name: (homes[node.module], alias.name)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module in homes
        for alias in node.names
    }


def scripts() -> list[str]:
    """Return every pattern of JavaScript, in scripts and templates, with its file."""
    paths = [*(ROOT / "theme").rglob("*.js"), *(ROOT / "theme").rglob("*.html"), *PACKAGE.rglob("*.js")]
    return [
        f"{path.relative_to(ROOT).as_posix()} {found}"
        for path in sorted(paths)
        for text in [path.read_text("utf-8")]
        for script in (INLINE.findall(text) if path.suffix == ".html" else [text])
        for found in [*LITERAL.findall(script), *MADE.findall(text)]
    ]
