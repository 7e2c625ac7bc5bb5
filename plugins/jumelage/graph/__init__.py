"""Links records and texts to a graph whose references are all resolved and can be followed both ways."""

from jumelage.content import Loaded
from jumelage.content.proses import proses
from jumelage.graph.authority import authority
from jumelage.graph.check import Check
from jumelage.graph.discretion import discretion
from jumelage.graph.graph import Graph, Key, graph
from jumelage.graph.links_in_fields import fields
from jumelage.graph.public import public
from jumelage.graph.taken import taken
from jumelage.graph.unlisted import unlisted
from jumelage.graph.upkeep import Upkeep
from jumelage.messages.problems import Problem
from jumelage.settings import Settings
from jumelage.store.store import Store

__all__ = ["Graph", "Key", "links", "public"]


def links(loaded: Loaded, settings: Settings, store: Store | None = None) -> tuple[Graph, list[Problem]]:
    """
    Return the graph of what is shown today, and all problems: unresolved references first, then other checks.

    Texts that the `store` knows are not parsed again.
    """
    written = proses(loaded.texts, store or Store())
    problems = [problem for one in written for problem in one.problems]
    check = Check(loaded, settings, written)
    for by_id in loaded.records.valid.values():
        for sourced in by_id.values():
            problems += check.record(sourced)
    for one in written:
        problems += check.prose(one)
    problems += taken(loaded)
    problems += Upkeep(loaded, settings, written).warnings()
    problems += discretion(loaded, written)
    problems += unlisted(loaded, written)
    problems += authority(loaded)
    problems += fields(loaded, settings.languages.segments.get("person", {}))
    return graph(loaded, written, settings), problems
