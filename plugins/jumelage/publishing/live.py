"""Asks the live site whether it must be built again, and whether it is what was built."""

import hashlib
import json
import random
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from jumelage.messages.sentences import Sentence
from jumelage.settings import Settings

SECONDS = 20  # to wait for an answer
OFTEN = 10  # seconds between two requests
A_WEEK = timedelta(days=7)


class NoAnswerError(Exception):
    """The live site does not answer, or gives an unexpected answer."""


def asked(address: str) -> bytes:
    """
    Return the bytes at an address on the web, bypassing caches.

    Raises:
        NoAnswerError: there is no answer.
    """
    fresh = f"{address}?{time.time_ns()}"
    request = urllib.request.Request(fresh, headers={"User-Agent": "jumelage", "Cache-Control": "no-cache"})  # noqa: S310
    try:
        # SITEURL is http or https: the settings check it.
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            data: bytes = answer.read()
            return data
    except urllib.error.HTTPError as error:
        error.close()
        raise NoAnswerError(str(error.code)) from error
    except (OSError, ValueError) as error:
        raise NoAnswerError(str(error)) from error


def due(settings: Settings) -> tuple[bool, Sentence]:
    """Return whether the site must be built again today although nothing was edited, and why; if in doubt, it must."""
    try:
        answer = json.loads(asked(f"{settings.siteurl}/next-change.json"))
        built, following = date.fromisoformat(answer["built_for"]), answer["next_change"]
        day = date.fromisoformat(following) if following else None
    except (NoAnswerError, ValueError, KeyError, TypeError):
        return True, Sentence("The live site does not say when it changes, so the site is built.")
    if settings.today - built > A_WEEK:
        return True, Sentence("The live site dates from {day}, so the site is built.", day=built.isoformat())
    if day and day <= settings.today:
        return True, Sentence("A page changes on {day}, so the site is built.", day=day.isoformat())
    return False, Sentence("No page changes today.")


def arrived(settings: Settings, output: Path, seconds: float) -> bool:
    """Return whether the live site becomes the build in `output` within some seconds."""
    wanted = json.loads((output / "build.json").read_bytes())["id"]
    end = time.monotonic() + seconds
    while True:
        try:
            if json.loads(asked(f"{settings.siteurl}/build.json"))["id"] == wanted:
                return True
        except (NoAnswerError, ValueError, KeyError, TypeError):
            # Not online yet, or just being replaced.
            pass
        if time.monotonic() + OFTEN > end:
            return False
        time.sleep(OFTEN)


def differing(settings: Settings, output: Path, sample: int, seconds: float) -> tuple[list[str], int]:
    """
    Return the pages of a sample whose live version differs: their paths, and how many are about persons at risk.

    It always contains the home pages; the build's id selects the others, the same ones each time. Pages that differ are
    requested again within some seconds, because caches are not all refreshed at once.
    """
    wrong = dict(_sample(settings, output, sample))
    end = time.monotonic() + seconds
    while wrong := {path: data for path, data in wrong.items() if not _same(f"{settings.siteurl}{path}", data)}:
        if time.monotonic() + OFTEN > end:
            break
        time.sleep(OFTEN)
    indexes = settings.languages.indexes("person")
    persons = [path for path in wrong if any(path.startswith(one) and path != one for one in indexes)]
    return [path for path in wrong if path not in persons], len(persons)


def _sample(settings: Settings, output: Path, sample: int) -> Iterator[tuple[str, bytes]]:
    pages = sorted(f"/{path.relative_to(output).as_posix()}" for path in output.rglob("index.html"))
    paths: Mapping[str, Path] = {one.removesuffix("index.html"): output / one.lstrip("/") for one in pages}
    homes = ["/", *(f"/{lang}/" for lang in settings.languages.codes)]
    mark = json.loads((output / "build.json").read_bytes())["id"]
    others = [path for path in paths if path not in homes]
    chosen = random.Random(mark).sample(others, min(sample, len(others)))  # noqa: S311 - the same pages each time
    yield from ((path, paths[path].read_bytes()) for path in (*homes, *chosen) if path in paths)


def _same(address: str, data: bytes) -> bool:
    try:
        return hashlib.sha256(asked(address)).digest() == hashlib.sha256(data).digest()
    except NoAnswerError:
        return False
