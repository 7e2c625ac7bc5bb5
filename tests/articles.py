"""A site with articles of Pelican's own beside our pages, built as Pelican builds it."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pelican.settings import read_settings

from jumelage.messages.problems import ContentError
from jumelage.output.publish import publish
from jumelage.pelican_run.guests import Guests
from jumelage.pelican_run.preparing import prepare
from jumelage.settings import from_mapping
from jumelage.targets.build import Built, build
from pelican import Pelican  # type: ignore[attr-defined]
from sites import small, store, written

DAY = "2026-11-22"
SETTINGS = """
PATH = "content"
PLUGINS = []
SITENAME = "Zonnedal"
TIMEZONE = "Europe/Brussels"
DEFAULT_LANG = "nl"
ARTICLE_PATHS = ["blog"]
LANGUAGES = ("nl", "fr")
"""
FIRST = """\
---
Title: Eerst & vooral
Date: 2026-11-01
Slug: eerst
Summary: Waarover *het* gaat.
---

Een [gemeente]({municipality}zonnedal#_main), [een ander]({filename}second.rst) en [een blad](/blad.txt).
"""
SECOND = """\
Deuxième
########

:date: 2026-11-02
:lang: fr
:slug: deuxieme

Voir `le premier <{filename}first.md>`_.
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"/>'
PERSON = """\
- id: wie-schrijft
  name: {nl: Wie Schrijft, fr: Wie Schrijft}
  summary: {nl: Schrijft., fr: Écrit.}
  ground: {kind: consent, file: AB-1}
  adult: true
  adoptions: [{municipality: zonnedal, day: 2025-12-10}]
  status: {value: detained, as_of: 2026-10}
  review_by: 2027-03
"""


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what Pelican logs of warnings away, which it shows each once for a whole process."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def with_articles(folder: Path) -> Path:
    """Return a small site with two articles in `content/blog`, a drawing and a file."""
    texts = {"content/blog/first.md": FIRST, "content/blog/second.rst": SECOND, "content/images/a.svg": DRAWING}
    site = small(folder, municipalities="- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}}\n")
    settings = SETTINGS + 'STATIC_PATHS = ["images", "blad.txt"]\n'
    return written(site, {"pelicanconf.py": settings, "content/blad.txt": "", **texts})


def asking(root: Path, settings: str) -> Path:
    """Add settings to those of a site; return it."""
    return written(root, {"pelicanconf.py": f"{(root / 'pelicanconf.py').read_text('utf-8')}\n{settings}\n"})


def article(slug: str, body: str = "Tekst.", header: str = "", day: str = "2026-11-01") -> str:
    """Return an article in Markdown whose text begins on line 6, or one lower for each line of `header`."""
    return f"Title: Over {slug}\nDate: {day}\nSlug: {slug}\nLang: nl\n{header}\n{body}\n"


def ran(root: Path) -> Built:
    """Return the site as a run of Pelican builds it on `DAY`."""
    pelican = Pelican(read_settings(str(root / "pelicanconf.py")))
    prepare(pelican)
    return build(root, from_mapping(pelican.settings, DAY), store(), Guests(pelican, pelican.run, root))


def published(root: Path, output: Path) -> dict[str, Any]:
    """Write the site as a run of Pelican does, and return what `changes.json` says."""
    pelican = Pelican(read_settings(str(root / "pelicanconf.py")))
    prepare(pelican)
    guests = Guests(pelican, pelican.run, root)
    publish(root, output, from_mapping(pelican.settings, DAY), store=store(), others=guests)
    reported: dict[str, Any] = json.loads(output.with_name("changes.json").read_bytes())
    return reported


def wrong(root: Path) -> list[str]:
    """Return what is wrong with a site, without hints."""
    with pytest.raises(ContentError) as caught:
        ran(root)
    return [str(problem).split("\n")[0] for problem in caught.value.problems]
