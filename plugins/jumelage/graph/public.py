"""The graph without persons at risk, for data that others keep copies of."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from jumelage.graph.graph import PERSON, Graph, Key


def public(graph: Graph) -> Graph:
    """
    Return a graph without persons at risk and references to them.

    Copies kept by feed readers, calendars and users of our data can be neither corrected nor withdrawn. A link to a
    person in a text becomes plain text, which may still name one: code that exports texts must check for names.
    """
    return replace(
        graph,
        records={kind: {} if kind == PERSON else by_id for kind, by_id in graph.records.items()},
        names=_edges(graph.names),
        named_by=_edges(graph.named_by),
        mentions=_edges(graph.mentions),
        mentioned_by=_edges(graph.mentioned_by),
        texts={key: texts for key, texts in graph.texts.items() if key[0] != PERSON},
        sources={key: source for key, source in graph.sources.items() if key[0] != PERSON},
    )


def _edges(edges: Mapping[Key, Iterable[Key]]) -> dict[Key, tuple[Key, ...]]:
    return {
        one: tuple(other for other in others if other[0] != PERSON) for one, others in edges.items() if one[0] != PERSON
    }
