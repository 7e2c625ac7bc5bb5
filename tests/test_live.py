"""The live site, on a server of this machine, is asked what it is and when it changes."""

import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jumelage.publishing import live
from jumelage.publishing.live import NoAnswerError, arrived, asked, differing, due
from jumelage.settings import Settings
from served import serving
from sites import written

TODAY = date(2026, 11, 22)
PERSON = "nl/mensen-in-gevaar/iemand/index.html"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody waits for a server of this machine.
    monkeypatch.setattr(live, "OFTEN", 0.01)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Settings, Path]]:
    """Serve a site; give its settings and its folder."""
    pages = {f"nl/{name}/index.html": name for name in "abcdefgh"}
    homes = {"index.html": "choose", "nl/index.html": "nl", "fr/index.html": "fr", "en/index.html": "en"}
    output = written(tmp_path / "output", {**pages, **homes, PERSON: "iemand", "build.json": '{"id": "abc"}'})
    with serving(output) as address:
        yield Settings(TODAY, siteurl=address), output


def copied(output: Path) -> Path:
    """Return what was built, beside what is live."""
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    return written(output.parent / "built", files)


@pytest.mark.parametrize(
    ("reported", "needed", "why"),
    [
        pytest.param({"built_for": "2026-11-20", "next_change": "2026-11-22"}, True, "on 2026-11-22", id="today"),
        pytest.param({"built_for": "2026-11-20", "next_change": "2026-11-21"}, True, "on 2026-11-21", id="yesterday"),
        pytest.param({"built_for": "2026-11-20", "next_change": "2026-11-23"}, False, "No page", id="tomorrow"),
        pytest.param({"built_for": "2026-11-22", "next_change": None}, False, "No page", id="never"),
        pytest.param({"built_for": "2026-11-14", "next_change": None}, True, "dates from 2026-11-14", id="an old site"),
        pytest.param({"built_for": "soon", "next_change": None}, True, "does not say", id="no day"),
        pytest.param({"built_for": "2026-11-20"}, True, "does not say", id="half an answer"),
        pytest.param([], True, "does not say", id="another answer"),
        pytest.param("<html>", True, "does not say", id="no answer of ours"),
    ],
)
def test_a_site_is_due_when_its_day_has_come_and_whenever_it_is_not_sure(
    reported: object, needed: bool, why: str, site: tuple[Settings, Path]
) -> None:
    settings, output = site
    written(output, {"next-change.json": reported if reported == "<html>" else json.dumps(reported)})
    found, sentence = due(settings)
    assert (found, why in str(sentence)) == (needed, True)


def test_a_site_that_does_not_answer_is_due() -> None:
    # Port 9 answers nobody.
    assert due(Settings(TODAY, siteurl="http://127.0.0.1:9"))[0]


def test_caches_are_passed_and_what_is_not_there_is_no_answer(site: tuple[Settings, Path]) -> None:
    assert asked(f"{site[0].siteurl}/nl/a/") == b"a"
    with pytest.raises(NoAnswerError, match="404"):
        asked(f"{site[0].siteurl}/nowhere/")


def test_a_build_has_arrived_when_the_live_site_has_its_id(site: tuple[Settings, Path]) -> None:
    settings, output = site
    assert arrived(settings, copied(output), 0)
    for other in ('{"id": "older"}', "no JSON", "{}"):
        written(output, {"build.json": other})
        assert not arrived(settings, output.parent / "built", 0.05)
    assert not arrived(replace(settings, siteurl="http://127.0.0.1:9"), output.parent / "built", 0)


def test_pages_are_compared_by_what_they_hold(site: tuple[Settings, Path]) -> None:
    settings, output = site
    built = copied(output)
    assert differing(settings, built, 100, 0) == ([], 0)
    written(output, {"nl/b/index.html": "other", "fr/index.html": "other", PERSON: "other"})
    shutil.rmtree(output / "nl/c")
    wrong, persons = differing(settings, built, 100, 0)
    assert (sorted(wrong), persons) == (["/fr/", "/nl/b/", "/nl/c/"], 1)


def test_a_sample_holds_the_home_pages_and_is_the_same_each_time(site: tuple[Settings, Path]) -> None:
    settings, output = site
    built = copied(output)
    for path in output.rglob("index.html"):
        path.write_text("other", "utf-8")
    first, persons = differing(settings, built, 3, 0)
    assert len(first) + persons == 4 + 3
    assert {"/", "/nl/", "/fr/", "/en/"} <= set(first)
    assert differing(settings, built, 3, 0) == (first, persons)


def test_a_cache_that_lags_is_asked_again(site: tuple[Settings, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    settings, output = site
    built = copied(output)
    written(output, {"nl/index.html": "older"})
    # While one waits the cache catches up.
    monkeypatch.setattr(time, "sleep", lambda _: written(output, {"nl/index.html": "nl"}))
    assert differing(settings, built, 0, 60) == ([], 0)
