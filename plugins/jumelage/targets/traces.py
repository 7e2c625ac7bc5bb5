"""Records what each file of a site was made from, so that the next build makes only what may differ."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from jumelage.graph.view import PARTS
from jumelage.pages import About, Target
from jumelage.store.reads import ALL, Question

FORM = 1  # version of the format that `plain` returns; others are ignored
PERSON = "person"
ALWAYS: tuple[Question, ...] = (("settings",), ("software",))


@dataclass(frozen=True, slots=True)
class Trace:
    """The questions that were asked to make a target, and the SHA-256 of its files by path."""

    maker: str
    about: About
    reads: tuple[Question, ...]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Traces:
    """
    The traces of a build, by path of the target.

    By question, `answers` contains the digest of the answer, `reads` the questions asked in turn if the answer is
    computed, and `files` patterns for the names of the source files if it is not.
    """

    targets: Mapping[str, Trace] = field(default_factory=dict)
    answers: Mapping[Question, str] = field(default_factory=dict)
    reads: Mapping[Question, tuple[Question, ...]] = field(default_factory=dict)
    files: Mapping[Question, tuple[str, ...]] = field(default_factory=dict)

    def differing(self, path: str, other: "Traces") -> Iterator[str]:
        """Yield patterns for the source files that cause a target to differ from that in `other`, or to be new."""
        known = self.targets.get(path)
        seen: dict[Question, None] = dict.fromkeys(known.reads if known else ())
        for one in (found := [*seen]):  # which grows
            if self.answers[one] != other.answers.get(one):
                yield from self.files.get(one, ())
                more = [read for read in self.reads.get(one, ()) if read not in seen]
                seen |= dict.fromkeys(more)
                found += more


def trace(target: Target, reads: Iterable[Question], files: Mapping[str, bytes]) -> Trace:
    """Return the trace of a target that was just made; every target also depends on the settings and the software."""
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    return Trace(target.maker, target.key, (*reads, *ALWAYS), digests)


def downloads(found: Traces) -> Iterator[str]:
    """
    Yield the paths of the files that pages asked for to link them, whether there are such files or not.

    A file that only pages of persons at risk lead to may reveal by its name who they are: it is not among them.
    """
    for path, one in found.targets.items():
        if one.about.kind != PERSON or one.about.id == "index":
            read = found.reads.get(("page", path.removesuffix("index.html")), ())
            yield from (f"/{asked[1]}" for asked in read if asked[0] == "assets" and asked[1].startswith("files/"))


def plain(found: Traces) -> dict[str, Any]:
    """
    Return traces as plain data: each question and pattern is listed once, and referred to by its index from 0.

    Ids of persons at risk are masked: a question about one who is not shown must not reveal who that is.
    """
    questions = {one: number for number, one in enumerate(found.answers)}
    patterns = {one: number for number, one in enumerate(dict.fromkeys(chain.from_iterable(found.files.values())))}
    return {
        "form": FORM,
        "patterns": [*patterns],
        "questions": [
            [
                _masked(one),
                answer,
                [patterns[name] for name in found.files.get(one, ())],
                [questions[read] for read in found.reads[one]] if one in found.reads else None,
            ]
            for one, answer in found.answers.items()
        ],
        "targets": {
            path: [one.maker, one.about, [questions[read] for read in one.reads], one.files]
            for path, one in found.targets.items()
        },
    }


def unplain(held: Mapping[str, Any], persons: Iterable[str]) -> Traces:
    """
    Return the traces from the data that `plain` returned; none if it has another version.

    `persons` are the ids of the persons at risk in the site now, whose masks are replaced by their ids.
    """
    if held.get("form") != FORM:
        return Traces()
    known = {_mask(name): name for name in persons}
    questions: list[Question] = [tuple(known.get(step, step) for step in one[0]) for one in held["questions"]]
    patterns = held["patterns"]
    answers = {question: one[1] for question, one in zip(questions, held["questions"], strict=True)}
    rows = [(question, *one[2:]) for question, one in zip(questions, held["questions"], strict=True)]
    return Traces(
        {
            path: Trace(maker, About(*about), tuple(questions[number] for number in reads), files)
            for path, (maker, about, reads, files) in held["targets"].items()
        },
        answers,
        {one: tuple(questions[number] for number in reads) for one, _, reads in rows if reads is not None},
        {one: tuple(patterns[number] for number in files) for one, files, _ in rows if files},
    )


def _masked(question: Question) -> list[str]:
    """Return the steps of a question, with the id of a person at risk masked."""
    steps = [*question]
    at = steps.index(PERSON) + 1 if PERSON in steps else 0
    if at and at < len(steps) and steps[at] != ALL and PARTS.intersection(steps[:2]):
        steps[at] = _mask(steps[at])
    return steps


def _mask(name: str) -> str:
    return "#" + hashlib.sha256(name.encode()).hexdigest()[:16]
