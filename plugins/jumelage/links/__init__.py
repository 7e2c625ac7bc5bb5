"""Records and prose → a graph in which every reference leads somewhere and can be followed both ways."""

from jumelage.links.check import Check
from jumelage.links.graph import Graph, Key, graph
from jumelage.load import Loaded
from jumelage.problems import Problem
from jumelage.prose import proses
from jumelage.settings import Settings

__all__ = ["Graph", "Key", "links"]


def links(loaded: Loaded, settings: Settings) -> tuple[Graph, list[Problem]]:
    """Return the graph of what is shown today, and every reference of the whole site that leads nowhere."""
    written = list(proses(loaded.texts))
    problems = [problem for one in written for problem in one.problems]
    check = Check(loaded, settings, written)
    for by_id in loaded.records.sound.values():
        for sourced in by_id.values():
            problems += check.record(sourced)
    for one in written:
        problems += check.prose(one)
    return graph(loaded, written, settings.today), problems
