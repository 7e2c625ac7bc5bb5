"""Finds what changed since an earlier build: the questions that it asked are answered again and compared."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

from jinja2 import TemplateNotFound

from jumelage.graph.view import answered, whence
from jumelage.rendering.workshop import PUBLIC, Workshop
from jumelage.source.theme import INSTALLED
from jumelage.store.reads import ALL, Question, digest
from jumelage.store.store import software
from jumelage.targets.traces import Trace, Traces

LOOK = ("theme/*.css", "theme/*.js")


class Answering:
    """Answers questions about the site as it is now, and compares the answers with those of an earlier build."""

    def __init__(self, workshop: Workshop, before: Traces) -> None:
        """Take the current site and the traces of the earlier build (empty if there was none)."""
        self.workshop = workshop
        self.before = before
        self.digests: dict[Question, str] = {}
        self.known: dict[Question, bool] = {}

    def same(self, question: Question) -> bool:
        """Return whether the answer to a question is the same as in the earlier build."""
        if question not in self.known:
            self.known[question] = self._same(question)
        return self.known[question]

    def _same(self, question: Question) -> bool:
        reads = self.before.reads.get(question)
        if reads is not None and all(map(self.same, reads)):
            # All its inputs are the same, so the answer need not be computed.
            self.digests.setdefault(question, self.before.answers[question])
            return True
        if reads is not None and not self._can_answer(question):
            return False
        return self.digest(question) == self.before.answers.get(question)

    def _can_answer(self, question: Question) -> bool:
        """
        Return whether an answer can be computed here after its inputs changed.

        Only a page can, and it may come out the same; how to compute others is known only where they are asked for.
        """
        workshop, (name, *steps) = self._asked(question)
        return name == "page" and steps[0] in workshop.site.by_path

    def digest(self, question: Question) -> str:
        """Return the digest of the answer to a question."""
        if question not in self.digests:
            self.digests[question] = digest(self._answer(question))
        return self.digests[question]

    def reads(self, question: Question) -> tuple[Question, ...] | None:
        """Return the questions an answer depends on, in this build or the earlier one; None if it is not computed."""
        for seen in (self.workshop, self.workshop.public):
            if question in seen.site.answers.reads:
                return seen.site.answers.reads[question]
        return self.before.reads.get(question) if self.known.get(question) else None

    def traces(self, made: Mapping[str, Trace], reused: Mapping[str, Trace]) -> Traces:
        """Return the traces of this build: of the targets `made` now and of those `reused`."""
        targets = {**made, **reused}
        found = dict.fromkeys(chain.from_iterable(one.reads for one in targets.values()))
        reads: dict[Question, tuple[Question, ...]] = {}
        for question in (known := [*found]):  # which grows
            inner = self.reads(question)
            if inner is not None:
                reads[question] = inner
                more = [one for one in inner if one not in found]
                found |= dict.fromkeys(more)
                known += more
        files = {one: tuple(dict.fromkeys(self.files(one))) for one in found if one not in reads}
        return Traces(targets, {one: self.digest(one) for one in found}, reads, files)

    def files(self, question: Question) -> Iterator[str]:
        """Yield patterns for the names of the source files that an answer comes from."""
        workshop, asked = self._asked(question)
        match asked:
            case ("template", name):
                yield f"theme/{name.removeprefix(f'{INSTALLED}/')}"
            case ("strings", lang, *_):
                yield f"theme/strings/{lang}.yaml"
            case ("menu", lang):
                yield from (f"theme/strings/{lang}.yaml", "data/*", "content/*/page/*")
            case ("style" | "look" | "script" | "seal", *_):
                yield from LOOK
            case ("settings",):
                yield "*conf.py"
            case ("visible", code):
                yield from whence(workshop.site.graph, ("named_by", "country", code))
                yield from whence(workshop.site.graph, ("records", "country", code))
            case ("today" | "software" | "path" | "listed", *_):
                return
            case _:
                yield from whence(workshop.site.graph, asked)

    def _asked(self, question: Question) -> tuple[Workshop, Question]:
        """Return the view of the site that a question addresses, and the question without that prefix."""
        return (self.workshop.public, question[1:]) if question[0] == PUBLIC else (self.workshop, question)

    def _answer(self, question: Question) -> object:
        workshop, asked = self._asked(question)
        site = workshop.site
        if question in site.answers.kept:
            return site.answers.kept[question]
        part, *steps = asked
        if part == "page":
            return site.page(site.by_path[steps[0]])
        return ANSWERS[part](workshop, *steps) if part in ANSWERS else answered(site.graph, asked)


def _strings(workshop: Workshop, lang: str, *group: str) -> object:
    words = workshop.site.wordings.get(lang)
    return words and (words.source, _within(words.strings, *group))


def _template(workshop: Workshop, name: str) -> object:
    try:
        return workshop.env.loader and workshop.env.loader.get_source(workshop.env, name)[0]
    except TemplateNotFound:
        return None


def _filtered(name: str) -> Callable[[Workshop, str], object]:
    def answer(workshop: Workshop, value: str) -> object:
        try:
            return str(workshop.env.filters[name](None, value))
        except LookupError:
            return None

    return answer


def _look(workshop: Workshop, path: str) -> object:
    asset = workshop.look.get(path)
    return asset and hashlib.sha256(asset.data).digest()


def _within(held: Mapping[str, Any], *key: str) -> object:
    return tuple(held) if key == (ALL,) else held.get(key[0])


# Answers from other parts than pages and graph, by the first word of the question.
ANSWERS: Mapping[str, Callable[..., object]] = {
    "strings": _strings,
    "menu": lambda workshop, *key: _within(workshop.site.menus, *key),
    "path": lambda workshop, *key: _within(workshop.site.by_path, *key),
    "listed": lambda workshop, *key: _within(workshop.site.listed, *key),
    "visible": lambda workshop, code: code in next(iter(workshop.site.tellers.values())).visible,
    "template": _template,
    "style": lambda workshop: workshop.style,
    "script": _filtered("script"),
    "seal": _filtered("seal"),
    "look": _look,
    # The omitted settings only concern this run of the command, or have their own question.
    "settings": lambda workshop: replace(workshop.site.settings, today=date.min, offline=False, ledger=""),
    "today": lambda workshop: workshop.site.settings.today,
    "software": lambda _workshop: software(),
}
