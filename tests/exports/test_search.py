"""The search holds records and texts that may be found, each language apart, and is the same for the same site."""

import re
from pathlib import Path

import pytest

from jumelage.exports.search import SEARCHES, findable
from jumelage.messages.problems import BuildError
from jumelage.targets.build import build
from jumelage.targets.registry import made
from making import files, relisted, workshop
from one_page import PERSON, page, site
from sites import copied, example, readable, settings, store, written


def test_two_searches_of_the_same_site_are_the_same_to_the_byte() -> None:
    built = example()
    first = {path: data for path, data in built.files.items() if "/pagefind/" in path}
    place = workshop(built.site)
    texts = {path: str(data, "utf-8") for path, data in built.files.items() if path.endswith("/index.html")}
    for path, text in texts.items():
        place.use(path.removesuffix("index.html"), text)
    assert first == {path: data for one in SEARCHES.targets(place) for path, data in made(one, place).items()}
    assert {path.split("/")[2] for path in first} == {"nl", "fr", "en"}
    assert {Path(path).name for path in first if path.count("/") == 3 and "/nl/" in path and "_" not in path} == {
        "pagefind-entry.json",
        "pagefind-worker.js",
        "pagefind.js",
        "wasm.nl.pagefind",
    }


def test_only_records_and_texts_that_may_be_found_are_in_it(tmp_path: Path) -> None:
    listed = PERSON.replace("country: MA", "country: MA\n  listed: true").replace("iemand", "iemand-anders")
    texts = {f"{lang}/page/over": "---\ntitle: O\n---\n" for lang in ("nl", "fr")}
    whole = site(tmp_path, persons_at_risk=PERSON + listed, texts=texts)
    reported = [("municipality", "zonnedal"), ("page", "over"), ("person", "iemand-anders")]
    untold = [("person", "iemand"), ("home", "home"), ("theme", "index"), ("search", "search"), ("agenda", "agenda")]
    keys = {one.key[:2] for one in findable(whole, "nl")}
    assert [key for key in [*reported, *untold] if key in keys] == reported


def test_the_name_of_a_person_who_is_not_listed_is_not_found_where_a_text_leads_to_them(tmp_path: Path) -> None:
    listed = PERSON.replace("country: MA", "country: MA\n  listed: true").replace("iemand", "iemand-anders")
    text = "[]({person}iemand) [A]({person}iemand-anders)\n"
    texts = {f"{lang}/person/iemand": text for lang in ("nl", "fr")}
    whole = site(tmp_path, persons_at_risk=PERSON + listed, texts=texts)
    html = str(page(whole, "person", "iemand").articles[0].html)
    assert re.findall("<a [^>]*>", html) == [
        '<a href="/nl/mensen-in-gevaar/iemand/" data-pagefind-ignore="all">',
        '<a href="/nl/mensen-in-gevaar/iemand-anders/">',
    ]


# Persoon Niemand is a draft, and named in links alone, in each form that links have.
FORMS = """\
---
title: Vormen
---
[![Alt Persoon Niemand]({static}pictures/haven.jpg "Persoon Niemand")]({person}NAME "Persoon Niemand")

## Aan [Persoon Niemand]({person}NAME "Persoon Niemand")

[Persoon Niemand]({person}NAME "Persoon Niemand"), [*Persoon* `Niemand`](<{person}NAME> 'Persoon Niemand'), [Persoon
Niemand]({person}NAME (Persoon Niemand)), [Persoon Niemand][r], [Persoon Niemand],
[](&#123;person&#125;NAME "Persoon Niemand") en

- [**Persoon** Niemand]({person}NAME "Persoon Niemand")

| [Persoon Niemand]({person}NAME "Persoon Niemand") |
|---|
| [Persoon Niemand][r] |

> slot

[r]: {person}NAME "Persoon Niemand"
[persoon niemand]: {person}NAME
"""


def test_the_search_does_not_hold_a_name_that_links_alone_tell(tmp_path: Path) -> None:
    root = copied(tmp_path)
    persons = root / "data" / "persons_at_risk.yaml"
    draft = PERSON.replace("iemand", "persoon-niemand").replace("country: MA", "draft: true\n  listed: true")
    persons.write_text(persons.read_text("utf-8") + draft.lstrip(), "utf-8")
    text = FORMS.replace("NAME", "persoon-niemand")
    written(root, {f"content/{lang}/page/vormen.md": text for lang in ("nl", "fr")})
    files = readable(build(root, settings(), store()).files)
    assert files["/nl/vormen/index.html"].count("Persoon") > 10
    fragments = {path: held for path, held in files.items() if path.startswith("/pagefind/") and "Vormen" in held}
    assert len(fragments) == 3
    for held in fragments.values():
        assert "slot" in held
        assert re.findall("(?i)persoon|niemand", held) == []


def test_a_site_in_which_nothing_can_be_found_has_no_search(tmp_path: Path) -> None:
    assert files(SEARCHES, relisted(site(tmp_path), targets=())) == {}


def test_when_pagefind_fails_the_site_is_not_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = site(tmp_path)
    place = workshop(whole)
    for one in whole.targets:
        place.use(one.path, "<html></html>")
    target, *_ = SEARCHES.targets(place)
    monkeypatch.setattr("jumelage.exports.search.get_executable", lambda: tmp_path / "nowhere")
    with pytest.raises(BuildError, match=r"The search index could not be made: .*No such file"):
        made(target, place)
    failing = tmp_path / "failing"
    failing.write_text("#!/bin/sh\necho Broken index >&2\nexit 1\n")
    failing.chmod(0o755)
    monkeypatch.setattr("jumelage.exports.search.get_executable", lambda: failing)
    with pytest.raises(BuildError, match=r"The search index could not be made: Broken index"):
        made(target, place)
