"""
Every field of every kind of record is shown on a page, or its declaration says why it is not.

A record is made in which every field has a value, then one field at a time gets another: the body of its page must
change, and hold the other value where that is a text. What a record's own page does not show may be on another: then
the same is tried with the records of the example and all of its pages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest
from lxml import html
from pydantic import BaseModel

from jumelage.content import load
from jumelage.forms.fields import Field, Form, fields
from jumelage.graph import Graph, links
from jumelage.model import RECORDS
from jumelage.model.base import Record
from jumelage.model.people import GroundKind, Situation
from jumelage.model.references import Reference
from jumelage.model.shown import Hidden
from jumelage.model.values import Day
from jumelage.model.work import State
from jumelage.pages import outline
from jumelage.pages.record import record_page
from jumelage.pages.teller import Teller
from jumelage.rendering.render import environment, render_page
from jumelage.source.theme import theme_of
from jumelage.targets.plan import wordings
from sites import EXAMPLE, settings

LANG = "nl"
# The first and the other value of a field, by its form …
VALUES: Mapping[Form, tuple[Any, Any]] = {
    Form.ID: ("alles", "anders"),
    Form.LINE: ("Eerste", "Andere"),
    Form.NOTE: ("Eerste", "Andere"),
    Form.TEXT: ({LANG: "Eerste"}, {LANG: "Andere"}),
    Form.ADDRESS: ("https://eerste.example.org/", "https://andere.example.org/"),
    Form.ADDRESSES: ({LANG: "https://eerste.example.org/"}, {LANG: "https://andere.example.org/"}),
    Form.SLUGS: ({LANG: "alles-nl"}, {LANG: "anders-nl"}),
    Form.PHONE: ("+32 2 000 00 01", "+32 2 000 00 02"),
    Form.TAG: ("fr", "ar"),
    Form.WHOLE: (3, 4),
    Form.DEGREES: (34.0, 35.5),
    Form.YES: (False, True),
    Form.DAY: (Day.read("2015-03-04"), Day.read("2014-05-06")),
    Form.CODE: ("14030", "15150"),
    Form.COUNTRY: ("FJ", "FI"),
}
# … and of those that mean something else among the rest of the record, by the end of their path.
MEANT: Mapping[str, tuple[Any, Any]] = {
    "actions.until": (Day.read("2030"), Day.read("2031")),
    "documents.file": ("akkoord.pdf", "rapport.pdf"),
    "pictures.file": ("haven.jpg", "markt.jpg"),
    "videos.file": ("reis.mp4", "tocht.mp4"),
    "videos.poster": ("haven.jpg", "markt.jpg"),
    "editions.year": (2015, 2014),
    "ground.kind": (GroundKind.PUBLIC_CAMPAIGN, GroundKind.CONSENT),
    "native.dir": ("ltr", "rtl"),
    "person.status.value": (Situation.DETAINED, Situation.MISSING),
    "review_by": (Day.read("2030"), Day.read("2020")),
    "status.value": (State.ENDED, State.PLANNED),
    "size": ("4.41 MB", "5.52 MB"),
}
# Fields in whose place another one is shown: the second record is without them.
RATHER = frozenset({"documents.file", "organisation.place", "project.partnership", "since"})
LITERAL = {Form.LINE, Form.NOTE, Form.TEXT, Form.ADDRESS, Form.ADDRESSES, Form.PHONE, Form.CODE}


@dataclass(frozen=True)
class Leaf:
    """A field that holds no others, by its path from the kind on."""

    path: str
    field: Field
    hidden: str


def leaves(model: type[BaseModel], before: str) -> Iterator[Leaf]:
    """Give every field of a model and of its parts that something may be written into."""
    for info, field in zip(model.model_fields.values(), fields(model), strict=True):
        path = f"{before}.{field.name}"
        hidden = next((one.why for one in info.metadata if isinstance(one, Hidden)), "")
        if field.form is Form.PART and not hidden:
            yield from leaves(field.part, path)
        elif field.form is not Form.NEVER:
            yield Leaf(path, field, hidden)


@cache
def example() -> Graph:
    known = settings()
    found = links(load(EXAMPLE, known.languages), known)[0]
    film = found.assets["video/reis.mp4"]
    return replace(found, assets={**found.assets, "video/tocht.mp4": replace(film, path="/video/tocht.mp4")})


@cache
def rendering() -> tuple[Any, Any]:
    graph, known = example(), settings()
    site = outline(graph, known, wordings(EXAMPLE, known.languages.codes))
    return environment(theme_of(EXAMPLE), known), site


def value(leaf_path: str, field: Field, other: bool) -> Any:
    meant = next((MEANT[end] for end in MEANT if f".{leaf_path}".endswith(f".{end}")), None)
    if meant:
        return meant[other]
    if field.form is Form.CHOICE:
        return [*field.choices][other]
    if field.form is Form.REFERENCE:
        names = [*example().records[field.kinds[0]], "nowhere"]
        return next(one for one in Reference.__subclasses__() if one.kinds == field.kinds)(names[other])
    return VALUES[field.form][other]


def made(model: type[BaseModel], before: str, changed: str, without: frozenset[str]) -> Any:
    """Return a record or a part with a value in every field, but those `without`; the field `changed` has another."""
    values: dict[str, Any] = {}
    for field in fields(model):
        path = f"{before}.{field.name}"
        if field.form is Form.NEVER or any(f".{path}".endswith(f".{end}") for end in without):
            continue
        if field.form is Form.PART:
            one = made(field.part, path, changed, without)
        else:
            one = value(path, field, path == changed)
        values[field.name] = (one,) if field.many else one
    return model.model_construct(**values)


def body(text: str) -> str:
    return str(html.tostring(html.document_fromstring(text).find("body"), encoding="unicode"))


def page(kind: str, changed: str, without: frozenset[str]) -> str:
    """Return the body of the page of a full record, one field of which is changed."""
    record: Record = made(RECORDS[kind], kind, changed, without)
    graph, (env, site) = example(), rendering()
    key = (kind, record.id)
    records = {**graph.records, kind: {**graph.records[kind], record.id: record}}
    sources = {**graph.sources, key: next(one for where, one in graph.sources.items() if where[0] == kind)}
    placed = replace(graph, records=records, sources=sources)
    visible = frozenset(records["country"])
    teller = Teller(LANG, placed, settings(), site.wordings[LANG], visible)
    return body(render_page(record_page(record, teller), env, site, "/style.css"))


@cache
def unchanged(kind: str, without: frozenset[str]) -> str:
    return page(kind, "", without)


def on_its_page(leaf: Leaf) -> bool:
    kind = leaf.path.partition(".")[0]
    for without in (frozenset[str](), RATHER):
        after = page(kind, leaf.path, without)
        if after != unchanged(kind, without):
            other = value(leaf.path, leaf.field, other=True)
            said = other.get(LANG) if isinstance(other, dict) else other
            return leaf.field.form not in LITERAL or f".{leaf.path}".endswith(tuple(MEANT)) or str(said) in after
    return False


def altered(one: Any, steps: list[str], leaf: Leaf) -> Any:
    """Return a record of the example with another value in a field, where it has one."""
    if not steps:
        return value(leaf.path, leaf.field, other=True)
    if isinstance(one, tuple):
        return tuple(altered(part, steps, leaf) for part in one)
    held = getattr(one, steps[0], None)
    return one if held is None else one.model_copy(update={steps[0]: altered(held, steps[1:], leaf)})


def pages(leaf: Leaf | None = None) -> list[str]:
    """Return the bodies of all pages of the example in a language, with a field changed wherever it is used."""
    graph, (env, _), known = example(), rendering(), settings()
    if leaf:
        kind, *steps = leaf.path.split(".")
        changed = {name: altered(one, steps, leaf) for name, one in graph.records[kind].items()}
        graph = replace(graph, records={**graph.records, kind: changed})
    site = outline(graph, known, wordings(EXAMPLE, known.languages.codes))
    targets = [one for one in site.targets if one.lang == LANG]
    return [body(render_page(site.page(one), env, site, "/style.css")) for one in targets]


@cache
def pages_as_they_are() -> list[str]:
    return pages()


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_is_shown_unless_its_declaration_says_why_not(kind: str) -> None:
    left = [leaf for leaf in leaves(RECORDS[kind], kind) if not leaf.hidden and not on_its_page(leaf)]
    assert [leaf.path for leaf in left if pages(leaf) == pages_as_they_are()] == []


@pytest.mark.parametrize("kind", RECORDS)
def test_what_is_declared_hidden_is_not_on_the_page_and_has_a_reason(kind: str) -> None:
    hidden = [leaf for leaf in leaves(RECORDS[kind], kind) if leaf.hidden]
    assert [leaf.path for leaf in hidden if on_its_page(leaf) or not leaf.hidden.endswith(".")] == []
