"""What holds for every test."""

import os
import signal
import sys
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from jinja2.filters import FILTERS

# What the site of this repository says may change from day to day, without the tests of the code: `scripts/changed.py`
# relies on it. Tests read sites of their own.
TEXTS = tuple(f"{Path(__file__).resolve().parent.parent / name}{os.sep}" for name in ("data", "content"))

# The address and the day that `make test SITEURL=…` may hand on, and what a terminal, a system or a job on GitHub says.
OUTSIDE = ("SITEURL", "TODAY", "OFFLINE", "LANG", "LC_ALL", "LC_MESSAGES", "CI", "NO_COLOR", "TERM")

LONGEST = ("test_incremental.py", "test_killed.py", "test_killed_changes.py")


@pytest.fixture(scope="session", autouse=True)
def _nothing_from_outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the environment says away from the tests, and what they leave behind out of the home folder."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (*OUTSIDE, *(name for name in os.environ if name.startswith("GITHUB_"))):
            patch.delenv(name, raising=False)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        # A shell that starts the tests in the background has them, and all that they start, ignore Ctrl-C.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        yield


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    """
    Compile a template once for all sites that have it: that took a quarter of the time of their builds.

    Compiling looks at the text, the names of filters and the options; a filter that Jinja may evaluate meanwhile, with
    the settings of one site, is compiled each time.
    """
    compiled: dict[Hashable, Any] = {}
    compile_ = Environment.compile

    def once(env: Environment, source: Any, *place: Any, **how: Any) -> Any:
        own = (one for name, one in env.filters.items() if FILTERS.get(name) is not one)
        if not isinstance(source, str) or not all(hasattr(one, "jinja_pass_arg") for one in own):
            return compile_(env, source, *place, **how)
        named = (frozenset(env.filters), frozenset(env.tests), frozenset(env.extensions))
        options = (env.autoescape, env.trim_blocks, env.lstrip_blocks, env.undefined, env.is_async, env.sandboxed)
        key = (type(env), source, place, *how.items(), named, options)
        if key not in compiled:
            compiled[key] = compile_(env, source, *place, **how)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", once)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest, so that no worker is left with one of them at the end."""
    items.sort(key=lambda one: one.path.name not in LONGEST)


def _watch(event: str, given: tuple[object, ...]) -> None:
    """Fail a test that opens a file of the real site."""
    if event == "open" and isinstance(given[0], str | Path) and str(given[0]).startswith(TEXTS):
        raise AssertionError("Tests of the code do not read the site of this repository: a change of texts runs none.")


sys.addaudithook(_watch)
