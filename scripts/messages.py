"""Brings the catalogues in `plugins/jumelage/messages/catalogue/` up to date with the code; `make messages` runs it."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from pydantic import BaseModel

from jumelage.kinds import KINDS
from jumelage.messages.sentences import CATALOGUES
from jumelage.model import RECORDS
from jumelage.model.texts import Header, NewsHeader, PageHeader

CODE = CATALOGUES.parent.parent
# The one script that speaks to editors.
CHANGED = Path(__file__).with_name("changed.py")


def sentences() -> dict[str, list[str]]:
    """Return the English of everything that is said to editors, in order, with the files in which it stands."""
    found: dict[str, set[str]] = {}
    for path in (*sorted(CODE.rglob("*.py")), CHANGED):
        name = path.relative_to(CODE).as_posix() if path.is_relative_to(CODE) else f"scripts/{path.name}"
        for text in _written(ast.parse(path.read_text("utf-8"))):
            found.setdefault(text, set()).add(name)
    for kind in KINDS.values():
        for text in (kind.noun, kind.none, kind.definite):
            found.setdefault(text, set()).add("kinds.py")
    for model in (*RECORDS.values(), Header, PageHeader, NewsHeader):
        for text in _described(model):
            found.setdefault(text, set()).add(f"{model.__module__.removeprefix('jumelage.').replace('.', '/')}.py")
    return {text: sorted(found[text]) for text in sorted(found)}


def _written(tree: ast.AST) -> Iterator[str]:
    names: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    names.setdefault(target.id, []).append(node.value.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Sentence" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)
            elif isinstance(first, ast.Name):
                yield from names.get(first.id, ())


def _described(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> Iterator[str]:
    for field in model.model_fields.values():
        if field.description:
            yield field.description
        for inner in _models(field.annotation):
            if inner not in seen:
                yield from _described(inner, seen | {inner})


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)


def updated(path: Path, found: dict[str, list[str]]) -> Catalog:
    """Return a catalogue with exactly the sentences of the code: known ones as they are said, new ones empty."""
    with path.open("rb") as file:
        known = read_po(file, locale=path.stem)
    # Without a fixed day the file would change each time it is written.
    day = datetime(2026, 11, 23, tzinfo=UTC)
    made = Catalog(
        path.stem,
        project="Jumelage",
        version="1",
        last_translator="Jumelage",
        language_team=path.stem,
        msgid_bugs_address="none",
        creation_date=day,
        revision_date=day,
        fuzzy=False,
        header_comment="#",
    )
    for text, files in found.items():
        old = known.get(text)
        made.add(text, old.string if old else "", locations=[(name, None) for name in files])
    return made


def main() -> None:
    """Write each catalogue anew."""
    found = sentences()
    for path in sorted(CATALOGUES.glob("*.po")):
        made = updated(path, found)
        with path.open("wb") as file:
            write_po(file, made, width=120, omit_header=False, sort_output=True, include_lineno=False)
        empty = sum(1 for one in made if one.id and not one.string)
        print(f"{path.name}: {len(found)} sentences, {empty} to translate")


if __name__ == "__main__":
    main()
