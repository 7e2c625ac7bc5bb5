"""JSON Schemas of the kinds of record, for completion and checking in editors such as VS Code."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from jumelage.forms.json_schema import DRAFT, Schema, mapping
from jumelage.forms.known import Known, known
from jumelage.forms.reference import reference
from jumelage.forms.snippets import snippet
from jumelage.messages.nouns import a
from jumelage.messages.sentences import Sentence, catalogue
from jumelage.model import RECORDS
from jumelage.model.base import Record
from jumelage.model.texts import HEADERS, Header

__all__ = ["SCHEMAS", "Known", "known", "reference", "save", "schemas"]

# The models of headers, by the name of their schema.
SCHEMAS: Mapping[str, type[Header]] = MappingProxyType(
    {"header": Header, **{f"header-{kind}": model for kind, model in HEADERS.items()}}
)
BEGIN = Sentence("Starts a record with the fields that it needs.")


def schemas(site: Known) -> dict[str, Schema]:
    """Return the schema of the data files of each kind of record and of each kind of header, by file name."""
    made = {f"{kind}.json": _list(kind, model, site) for kind, model in RECORDS.items()}
    return made | {f"{name}.json": {"$schema": DRAFT, **mapping(model, site)} for name, model in SCHEMAS.items()}


def _list(kind: str, model: type[Record], site: Known) -> Schema:
    label = a(kind).said(catalogue(site.editors[0]))
    return {
        "$schema": DRAFT,
        "title": site.kind(kind),
        "type": "array",
        "items": mapping(model, site),
        "defaultSnippets": [{"label": label, "description": site.said(BEGIN), "body": snippet(model, site)}],
    }


def save(folder: Path, made: Mapping[str, Schema]) -> int:
    """Write schemas into a folder and return how many files changed; unchanged files are not touched."""
    folder.mkdir(exist_ok=True)
    texts = {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}
    return sum(_changed(folder / name, text.encode()) for name, text in texts.items())


def _changed(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    # Atomically, so that an editor never reads half a file.
    partial = path.with_suffix(".part")
    partial.write_bytes(data)
    partial.replace(path)
    return True
