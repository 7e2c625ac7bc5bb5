"""A site that is built again and again into one output, and each time also from nothing: both must be the same."""

import difflib
import json
import os
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from jumelage.commands.common import LEDGER, knowing
from jumelage.languages import Languages
from jumelage.messages.problems import BuildError, ContentError
from jumelage.output.folders import state_folder
from jumelage.output.publish import CHANGES, publish
from jumelage.rendering.drawings.share_picture import share_picture
from jumelage.serving.preview import Preview
from jumelage.settings import Settings, read_settings
from jumelage.store.store import Store, cache_folder
from jumelage.targets.registry import listed
from jumelage.targets.verdict import verdict
from running import held
from sites import TODAY

SOURCES = ("data", "content", "theme", ".ledger")
PERSONS = tuple(f"{lang}/{Languages().segment('person', lang)}/" for lang in Languages().codes)
SHOWN = 12  # lines of a difference that are shown


@dataclass(slots=True, eq=False)
class Drawing(Store):
    """Keeps nothing but the pictures of this process whose recipe is all that they are drawn from."""

    drawn: dict[bytes, bytes] = field(default_factory=dict)

    def made(self, recipe: bytes, make: Callable[[], bytes]) -> bytes:
        """Draw each picture once."""
        if isinstance(make, partial) and make.func is share_picture and make.args[0].recipe == recipe:
            if recipe not in self.drawn:
                self.drawn[recipe] = make()
            return self.drawn[recipe]
        return Store.made(self, recipe, make)


class DifferError(AssertionError):
    """What was built with what is kept is not what is built from nothing."""


@dataclass(frozen=True)
class Outcome:
    """What a build says: whether the site is built, everything that was found, and how many files it has written."""

    built: bool
    said: list[str]
    written: int = 0


@contextmanager
def caching(folder: Path) -> Iterator[None]:
    """Have `folder` as the user's cache for the time of a `with`."""
    before = os.environ["XDG_CACHE_HOME"]
    os.environ["XDG_CACHE_HOME"] = str(folder)
    try:
        yield
    finally:
        os.environ["XDG_CACHE_HOME"] = before


@dataclass
class Case:
    """
    A site with its output and the store in which its builds keep what they made.

    `store` is the user's cache, `day` the day for which it is built; `kinds` are the edits so far, `seed` is
    where `chance` began; with `served` the editing server and the check are compared, too.
    """

    folder: Path
    root: Path
    seed: int
    store: Path
    day: date = TODAY
    kinds: list[str] = field(default_factory=list)
    compared: int = 0
    served: bool = False
    drawn: dict[bytes, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the first build, and with an editing server that has been started."""
        self.chance = random.Random(self.seed)  # noqa: S311 - the same edits each time
        self.preview = Preview(self.root, self.settings)
        if self.store.exists():
            self.agree()
        else:
            # Nothing is kept: it is a build from nothing.
            self.build(self.output, self.store)
        self.older = self.folder / "older"
        shutil.copytree(self.store, self.older / "store")
        shutil.copytree(self.state, self.older / "state")

    @property
    def output(self) -> Path:
        """Where the site is built with what is kept."""
        return self.root / "output"

    @property
    def state(self) -> Path:
        """What a build keeps beside the output."""
        return state_folder(self.output)

    def settings(self) -> Settings:
        """Return the settings as `jumelage build` reads them."""
        return knowing(read_settings(self.root / "pelicanconf.py", self.day.isoformat()), self.root / LEDGER)

    def build(self, output: Path, store: Path) -> Outcome:
        """Build the site as `jumelage build` does."""
        with caching(store):
            folder = cache_folder() / "made"
            kept = Store(folder) if store == self.store else Drawing(folder, drawn=self.drawn)
            try:
                built, written = publish(self.root, output, self.settings(), store=kept)
            except (BuildError, ContentError) as error:
                return Outcome(False, [str(error)])
        return Outcome(True, [*map(str, built.warnings), *map(str, built.notices)], written)

    @contextmanager
    def cold(self) -> Iterator[tuple[Outcome, Mapping[str, bytes]]]:
        """Build the site from nothing for the time of a `with`; give what was said, and the files."""
        folder = self.folder / "cold"
        outcome = self.build(folder / "output", folder / "store")
        yield outcome, held(folder / "output") if outcome.built else {}
        shutil.rmtree(folder)

    def agree(self, valid: bool | None = None) -> bool:
        """
        Build with what is kept and from nothing, and return whether the site is valid.

        With `valid` it must be so, or must not.

        Raises:
            DifferError: the two are not the same, or what is said of the change is not true.
        """
        before, marked = held(self.output), _id(self.output)
        ours = self.build(self.output, self.store)
        after = held(self.output)
        self.compared += 1
        with self.cold() as (theirs, files):
            self.same("what is said", theirs.said, ours.said)
            self.same("files", files if theirs.built else before, after)
            if theirs.built:
                self._true(before, after, marked, ours.written)
            if self.served:
                self._seen(theirs.built, files)
        if valid is not None:
            self.same("whether the site is valid", [valid, *ours.said], [ours.built, *ours.said])
        return ours.built

    def same(self, what: str, expected: Any, found: Any) -> None:
        """
        Compare what is expected, as from nothing, with what was found.

        Raises:
            DifferError: they differ; it names the step, the last kinds of edit, the seed, and the first difference.
        """
        if expected != found:
            step = f"comparison {self.compared} of seed {self.seed}, after {', '.join(self.kinds[-3:]) or 'no edit'}"
            raise DifferError(f"{what} differ in {step}:\n{_shown(expected, found)}")

    def _true(self, before: Mapping[str, bytes], after: Mapping[str, bytes], marked: str | None, written: int) -> None:
        """Compare `changes.json` with what has changed."""
        reported = json.loads((self.output.parent / CHANGES).read_bytes())
        both = before.keys() & after.keys()
        expected = {
            "added": after.keys() - before.keys(),
            "changed": {path for path in both if before[path] != after[path]},
            "removed": before.keys() - after.keys(),
        }
        sorts = ("pages", "persons", "files")
        found: dict[str, dict[str, list[str]]] = {how: {sort: [] for sort in sorts} for how in expected}
        for how, paths in expected.items():
            for path in sorted(paths):
                person = path.startswith(PERSONS) and path.count("/") > 2
                page = f"/{path}".endswith("/index.html")
                found[how]["files" if not page else "persons" if person else "pages"].append(path)
        self.same(
            "pages of changes.json",
            {how: [f"/{path.removesuffix('index.html')}" for path in found[how]["pages"]] for how in expected},
            {how: [one["path"] for one in reported["pages"][how]] for how in expected},
        )
        counted = {sort: {how: len(found[how][sort]) for how in expected} for sort in ("persons", "files")}
        self.same("counts of changes.json", counted, {sort: reported[sort] for sort in counted})
        self.same("builds of changes.json", [marked, _id(self.output)], [reported["before"], reported["build"]])
        self.same("files written", len(expected["added"] | expected["changed"]), written)

    def _seen(self, valid: bool, files: Mapping[str, bytes]) -> None:
        """Compare what the editing server shows, and what a check finds with what is kept."""
        with caching(self.store):
            if valid:
                self.same("what the server says", True, self.preview.look())
                site = self.preview.shown
                assert site
                paths = [path for path in listed(site.workshop) if path.endswith("/index.html")]
                pages = {path: data for path, data in files.items() if f"/{path}".endswith("/index.html")}
                self.same("pages of the server", pages, {path[1:]: site.answer(path) for path in paths})
            kept = verdict(self.root, self.settings(), Store.of_user())
        self.same("findings", str(verdict(self.root, self.settings(), Store())), str(kept))


def saved(case: Case) -> Callable[[], None]:
    """Keep the sources of a site, and return what puts them back."""
    kept, day = Path(tempfile.mkdtemp(dir=case.folder)), case.day
    there = [name for name in SOURCES if (case.root / name).is_dir()]
    for name in there:
        shutil.copytree(case.root / name, kept / name)
    conf = (case.root / "pelicanconf.py").read_text("utf-8")

    def back() -> None:
        case.day = day
        (case.root / "pelicanconf.py").write_text(conf, "utf-8")
        for name in SOURCES:
            shutil.rmtree(case.root / name, ignore_errors=True)
            if name in there:
                shutil.copytree(kept / name, case.root / name)

    return back


def _id(output: Path) -> str | None:
    try:
        return str(json.loads((output / "build.json").read_bytes())["id"])
    except (OSError, ValueError):
        return None


def _shown(expected: Any, found: Any) -> str:
    if not isinstance(expected, Mapping):
        texts = [json.dumps(one, ensure_ascii=False, indent=1, default=str).splitlines() for one in (expected, found)]
        return _difference(texts[0], texts[1])
    paths = sorted(path for path in {*expected, *found} if expected.get(path) != found.get(path))
    first = paths[0]
    shown = _difference(_text(expected.get(first)), _text(found.get(first)))
    return f"{len(paths)} differ: {', '.join(paths[:SHOWN])}; {first}:\n{shown}"


def _difference(expected: list[str], found: list[str]) -> str:
    lines = difflib.unified_diff(expected, found, "from nothing", "with what is kept", n=0, lineterm="")
    return "\n".join(islice(lines, SHOWN))


def _text(data: Any) -> list[str]:
    if not isinstance(data, bytes):
        return [str(data)]
    # Pages have long lines: a difference is shown by their tags, and by the values that a plain theme prints.
    return re.sub("(>|, )", r"\1\n", data.decode("utf-8", "backslashreplace")).splitlines()
