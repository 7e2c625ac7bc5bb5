"""The drill: a person is withdrawn on one computer; what another one publishes afterwards is refused or clean."""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from running import jumelage, outcome
from sites import EXAMPLE, own_theme, small, written

KEY = "een-sleutel-van-meer-dan-32-tekens-lang"
NAMED = (b"persoon een", b"personne un", b"person one", b"persoon-een")
CONF = """\
from jumelage.pelican_settings import *
REPOSITORY = {hub!r}
CONTACT = "a@example.org"
SITEURL = "https://a.example.org"
"""
WHO = ("git", "-c", "user.name=Wie", "-c", "user.email=wie@example.org")
RECORD = """\
- id: persoon-een
  name: {nl: Persoon Een, fr: Personne Un, en: Person One}
  ground: {kind: consent, file: ZD-1}
  adult: true
  adoptions: [{municipality: zonnedal, day: 2026-05-03}]
  status: {value: on-trial, as_of: 2026-05}
  review_by: 2026-12-31
  listed: true
"""
TEXT = """\
---
pictures:
  - file: persoon-een.png
    alt: {nl: Een portret, fr: Un portrait}
    credit: Wie
    licence: CC0-1.0
    people: true
    consent: ZD-1
---
Een brief voor Persoon Een.

![Een portret]({static}pictures/persoon-een.png)
"""
# Kills itself at the n-th time that it is about to change a file.
KILLER = """
import os, runpy, sys
left = int(sys.argv.pop(1))
def watch(event, args):
    global left
    if event in {"os.rename", "os.remove", "os.rmdir", "os.mkdir"} or (
        event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    ):
        left -= 1
        if left == 0:
            os._exit(137)
sys.addaudithook(watch)
runpy.run_module("jumelage", run_name="__main__")
"""


@dataclass
class Computer:
    """A computer with a clone of the site and a cache folder of its own."""

    root: Path
    cache: Path

    def git(self, *words: str) -> str:
        done = subprocess.run((*WHO, *words), cwd=self.root, capture_output=True, encoding="utf-8", check=True)
        return done.stdout.strip()

    def run(self, *words: str, start: tuple[str, ...] = ()) -> tuple[int, str]:
        """Return the exit status of a command, or of what else is started with its words, and all that it printed."""
        own = {"WITHDRAWN_KEY": KEY, "XDG_CACHE_HOME": str(self.cache)}
        run = partial(outcome, *start) if start else jumelage
        status, said, beside = run(*words, root=self.root, **own)
        return status, said + beside

    def share(self) -> None:
        """Bring what is here to the newest `main`."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Correction")
        self.git("push", "--quiet", str(self.root.parent / "hub.git"), "HEAD:main")

    def publish(self, *more: str) -> tuple[int, str]:
        return self.run("build", "--settings", "publishconf.py", *more)

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Give what was made here, with its path: outputs, what is kept beside them, and the cache."""
        made = [path for path in self.root.iterdir() if "output" in path.name or path.name == "changes.json"]
        for top in (*made, self.cache):
            for path in (top, *top.rglob("*")):
                if path.is_file():
                    data = path.read_bytes()
                    yield str(path), gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data

    def remembers(self) -> list[str]:
        """Return the files made here that name the person, or hold anything of their picture."""
        return [
            path
            for path, data in self.kept()
            if any(name in path.encode().lower() or name in data.lower() for name in NAMED)
        ]


@pytest.fixture
def computers(tmp_path: Path) -> tuple[Computer, Computer]:
    """Return two computers with a clone each; the second has published the person several times."""
    hub = tmp_path / "hub.git"
    hub.mkdir()
    subprocess.run(("git", "init", "--quiet", "--bare", "--initial-branch", "main"), cwd=hub, check=True)  # noqa: S607
    root = own_theme(small(tmp_path / "site", persons_at_risk=RECORD))
    conf = CONF.format(hub=str(hub))
    page = "<html><main data-pagefind-body><h1>{{ page.title.text }}</h1>{{ page.path }}</main></html>"
    written(
        root,
        {
            "pelicanconf.py": conf,
            "publishconf.py": f"{conf}PUBLISH = True\n",
            ".gitignore": "/output*\n/.output*\n/.ledger/\n/changes.json\n",
            "theme/pages/record.html": page,
            "content/pictures/persoon-een.png": (EXAMPLE / "content/pictures/put.png").read_bytes(),
            **{f"content/{lang}/page/about.md": "---\ntitle: Over\n---\nTekst.\n" for lang in ("nl", "fr")},
            **{f"content/{lang}/person/persoon-een.md": TEXT for lang in ("nl", "fr")},
        },
    )
    one = Computer(root, tmp_path / "cache-one")
    one.git("init", "--quiet", "--initial-branch", "main")
    one.share()
    other = Computer(tmp_path / "other", tmp_path / "cache-other")
    subprocess.run(("git", "clone", "--quiet", hub, other.root), check=True)  # noqa: S607
    for day in ("2026-11-22", "2026-11-23"):
        assert other.run("marks")[0] == 0
        assert other.publish("--today", day)[0] == 0
    assert other.run("pack")[0] == 0
    assert any("persoon-een" in path for path in other.remembers())
    return one, other


def withdrawn(one: Computer) -> None:
    """Take the person off on one computer, and bring that to the newest `main`."""
    status, said = one.run("withdraw", "person", "persoon-een")
    assert status == 0, said
    one.share()


def nameless(said: str) -> bool:
    return not any(name.decode() in said.casefold() for name in NAMED)


def killed(computer: Computer, step: int, *words: str) -> None:
    """Start a command that is killed when it is about to change a file for the n-th time."""
    assert computer.run(str(step), *words, start=(sys.executable, "-c", KILLER))[0] in {0, 1, 137}


def also_in_soak(first: int, *others: int) -> list[ParameterSet]:
    """Return steps as parameters, of which all but the first are for the slow tests."""
    return [pytest.param(first), *(pytest.param(one, marks=pytest.mark.soak) for one in others)]


@pytest.mark.parametrize("step", also_in_soak(21, 1, 2, 3, 5, 8, 13, 34, 55, 89, 144, 233, 377))
def test_after_a_withdrawal_elsewhere_all_that_is_published_is_refused_or_clean(
    step: int, computers: tuple[Computer, Computer]
) -> None:
    one, other = computers
    hub, brought = one.root.parent / "hub.git", other.root / ".ledger" / "withdrawn.yaml"
    served = (other.root / "output" / "build.json").read_bytes()
    withdrawn(one)
    # Nobody has asked for an hour.
    old = brought.stat().st_mtime - 4000
    os.utime(brought, (old, old))
    status, said = other.publish()
    assert (status, "make marks" in said) == (3, True)
    # Nobody answers.
    hub.rename(hub.with_name("gone.git"))
    assert other.run("marks")[0] == 3
    assert other.publish()[0] == 3
    hub.with_name("gone.git").rename(hub)
    # The clone is old.
    assert other.run("marks")[0] == 0
    status, said = other.publish()
    assert (status, nameless(said)) == (3, True)
    assert (other.root / "output" / "build.json").read_bytes() == served
    status, said = other.run("pack")
    assert (status, nameless(said)) == (3, True)
    # A build is killed, and made up for by the next one.
    other.git("pull", "--quiet")
    killed(other, step, "build", "--settings", "publishconf.py")
    assert other.publish()[0] == 0
    assert [path for path in other.remembers() if "packed" not in path] == []
    assert other.run("pack")[0] == 0
    assert other.remembers() == []
    # The commit is old.
    other.git("checkout", "--quiet", "HEAD^")
    status, said = other.publish()
    assert (status, nameless(said)) == (3, True)
    assert other.remembers() == []


@pytest.mark.parametrize("step", also_in_soak(6, 1, 2, 3, 4, 5, 7, 8, 10, 12, 15, 20, 30, 40))
def test_a_withdrawal_that_is_killed_in_between_is_finished_by_the_next(
    step: int, computers: tuple[Computer, Computer]
) -> None:
    one, other = computers
    killed(one, step, "withdraw", "person", "persoon-een")
    one.run("withdraw", "person", "persoon-een")
    one.share()
    other.git("pull", "--quiet")
    assert other.run("marks")[0] == 0
    assert other.publish()[0] == 0
    assert other.run("pack")[0] == 0
    assert other.remembers() == []
