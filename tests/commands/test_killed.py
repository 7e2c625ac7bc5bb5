"""Whatever ends a build, and whoever reads meanwhile: the output is the whole old site or the whole new one."""

import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from jumelage.targets.build import build
from running import JUMELAGE, PELICAN, environment, held, jumelage, running, waited
from sites import EXAMPLE, ONE_LANGUAGE, quick, settings, store, written

PAGES = 30
# A page that takes a second or two.
SLOW = "<html>{% for one in range(30000000) %}{% endfor %}"
# Reads the whole site again and again, by its paths as a server does; what it finds is checked afterwards.
READER = """
import hashlib, json, pathlib, sys, time
output, stop, log = map(pathlib.Path, sys.argv[1:])
def seal(): return json.loads((output / "build.json").read_bytes())["id"]
with log.open("w") as told:
    while not stop.exists():
        first, seen = seal(), {}
        for name in sorted(json.loads((output / "site-index.json").read_bytes()), key=lambda one: one["path"]):
            path = name["path"] + "index.html"
            try:
                seen[path] = hashlib.sha256((output / path.lstrip("/")).read_bytes()).hexdigest()
            except FileNotFoundError:
                seen[path] = "missing"
        print(json.dumps([first, seal(), seen]), file=told, flush=True)
        time.sleep(0.05)
"""


def site(folder: Path) -> Path:
    """Return a site with a look of its own, of which every page changes with `versioned`."""
    root = quick(folder)
    written(root, {f"content/nl/page/p{n}.md": f"---\ntitle: P{n}\n---\nTekst {n}.\n" for n in range(PAGES)})
    conf = (EXAMPLE / "pelicanconf.py").read_text("utf-8") + (root / "pelicanconf.py").read_text("utf-8")
    begun = "\nfrom pathlib import Path\n(Path(__file__).parent / 'begun').touch()\n"
    return written(root, {"pelicanconf.py": conf + begun})


def versioned(root: Path, number: int) -> Mapping[str, bytes]:
    """Give every page another text, and return what the site is to hold."""
    templates = root / "theme" / "pages"
    written(templates, {"text.html": f"<html>{{{{ page.path }}}} {'version ' * 400}{number}</html>"})
    files = build(root, settings(languages=ONE_LANGUAGE), store()).files
    return {path.lstrip("/"): data for path, data in files.items()}


@contextmanager
def read_meanwhile(root: Path) -> Iterator[list[tuple[str, str, dict[str, str]]]]:
    """Have another process read the output for the time of a `with`; what it saw is there afterwards."""
    seen: list[tuple[str, str, dict[str, str]]] = []
    stop, log = root.parent / "stop", root.parent / "seen.jsonl"
    with running(sys.executable, "-c", READER, root / "output", stop, log, root=root) as reader:
        yield seen
        stop.touch()
        assert reader.wait(30) == 0
    seen += [tuple(json.loads(line)) for line in log.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("kills", [6, pytest.param(100, marks=pytest.mark.soak)])
def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one_whole(kills: int, tmp_path: Path) -> None:
    root, chance = site(tmp_path / "site"), random.Random(kills)  # noqa: S311 - the same moments each time
    assert jumelage("build", root=root)[0] == 0
    served = versioned(root, 0)
    # The second build takes as long as any: what lasts is made by then.
    begun = time.monotonic()
    assert jumelage("build", root=root)[0] == 0
    lasts = time.monotonic() - begun
    known = {json.loads(served["build.json"])["id"]: served}
    outcomes = []
    with read_meanwhile(root) as seen:
        for number in range(1, kills + 1):
            new = versioned(root, number)
            known[json.loads(new["build.json"])["id"]] = new
            command = (*JUMELAGE, "build") if number % 2 else PELICAN
            with running(*command, root=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                # Most of the time goes by before anything is written: half of the kills come near the end.
                time.sleep(lasts * chance.choice((chance.uniform(0, 1.2), chance.uniform(0.6, 1.1))))
                process.kill()
            after = held(root / "output")
            assert after in (served, new)
            outcomes.append((process.returncode, after == new))
            served = after
    assert all(status == 0 or not done or status == -9 for status, done in outcomes)
    assert any(status == -9 for status, _ in outcomes)
    whole = [(first, pages) for first, last, pages in seen if first == last]
    assert len(whole) > kills
    for mark, pages in whole:
        assert pages == {path: digest(known[mark][path.lstrip("/")]) for path in pages}
    assert jumelage("build", root=root)[0] == 0
    assert held(root / "output") == new


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_of_two_builds_at_once_one_is_refused_and_the_site_is_whole(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    expected = versioned(root, 1)
    with (
        running(*JUMELAGE, "build", root=root, stderr=subprocess.PIPE) as one,
        running(*JUMELAGE, "build", root=root, stderr=subprocess.PIPE) as other,
    ):
        said = [process.communicate(timeout=60)[1].decode() for process in (one, other)]
    assert sorted([one.returncode, other.returncode]) == [0, 3]
    assert any("Another build is writing" in text for text in said)
    assert held(root / "output") == expected


@pytest.mark.parametrize("delay", [0, 0.4])
def test_an_output_that_is_deleted_while_a_build_is_at_work_is_whole_afterwards(delay: float, tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    versioned(root, 1)
    assert jumelage("build", root=root)[0] == 0
    (root / "begun").unlink()
    written(root, {"theme/pages/choose.html": "<html>"})
    expected = versioned(root, 2)
    written(root, {"theme/pages/choose.html": SLOW})
    with running(*JUMELAGE, "build", root=root, stderr=subprocess.PIPE) as process:
        assert waited((root / "begun").exists)
        time.sleep(delay)
        shutil.rmtree(root / "output")
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert held(root / "output") == expected


def test_a_template_that_fails_leaves_the_old_site(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    before = versioned(root, 1)
    assert jumelage("build", root=root)[0] == 0
    written(root, {"theme/pages/text.html": "{{ nothing }}"})
    status, _, said = jumelage("build", root=root)
    assert (status, "text.html:1: 'nothing' is undefined" in said) == (3, True)
    assert held(root / "output") == before


def test_pelican_that_is_told_to_delete_the_output_first_does_not(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    before = versioned(root, 1)
    assert jumelage("build", root=root)[0] == 0
    written(root, {"theme/pages/text.html": "{{ nothing }}"})
    done = subprocess.run([*PELICAN, "-d"], cwd=root, env=environment(), capture_output=True, check=False)
    assert done.returncode == 3
    assert held(root / "output") == before
