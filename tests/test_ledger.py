"""What was published stays reachable, or is said to be gone; persons at risk are in no list."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from findings import SETTINGS, found, sound_site, wrong
from jumelage.build import publish
from jumelage.ledger import built, ledger_text, read_ledger
from jumelage.problems import BuildError, Code, Problem
from jumelage.shelf import Shelf, cache_folder
from sites import copied, settings, written

OLD = "/nl/partnerschappen/zonnedal-lunara/"


def published(root: Path, base: str = "") -> dict[str, tuple[str, str]]:
    publish(
        root, root / "output", settings(siteurl=f"http://localhost:8000{base}"), shelf=Shelf(cache_folder() / "made")
    )
    return dict(built(root / "output", base))


def lost(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.code is Code.ADDRESS_LOST]


def test_a_ledger_reads_what_it_wrote(tmp_path: Path) -> None:
    ledger = {"/nl/b/": ("page", "b"), "/nl/a/": ("page", "a")}
    assert ledger_text(ledger) == "/nl/a/ page a\n/nl/b/ page b\n"
    path = written(tmp_path, {"ledger.txt": ledger_text(ledger)}) / "ledger.txt"
    assert read_ledger(path) == ledger
    assert read_ledger(tmp_path / "none.txt") == {}


@pytest.mark.parametrize("text", ["/nl/a/\n", "/nl/a/ page a b\n", b"\xff"])
def test_a_file_that_is_no_ledger_is_refused(text: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"^The ledger of addresses cannot be read: ledger\.txt\.$"):
        read_ledger(written(tmp_path, {"ledger.txt": text}) / "ledger.txt")


@pytest.mark.parametrize("base", ["", "/project"])
def test_a_built_site_has_its_pages_redirects_and_files_and_no_person(base: str, tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = root / "data" / "networks.yaml"
    path.write_text(path.read_text("utf-8").replace("- id: licht\n", "- id: licht\n  aliases: [lichtjes]\n"), "utf-8")
    known = published(root, base)
    assert known["/nl/netwerken/lichtjes/"] == known["/nl/netwerken/licht/"] == ("network", "licht")
    assert known["/files/akkoord.pdf"] == ("file", "akkoord.pdf")
    assert known["/"] == ("home", "home")
    assert {name for kind, name in known.values() if kind == "person"} == {"index"}
    assert not [one for one in known if one.startswith("/404") or one.endswith("/2/")]


def test_what_a_person_at_risk_is_shown_with_is_in_no_ledger_and_holds_up_nobodys_withdrawal(tmp_path: Path) -> None:
    root = copied(tmp_path)
    paper = (root / "content" / "files" / "akkoord.pdf").read_bytes()
    # Named after somebody who is not listed; shown to nobody, by a person's text, and by that and another one.
    names = ("persoon-twee.pdf", "persoon-twee-1.pdf", "persoon-twee--brief.pdf", "brief.pdf")
    written(root, {f"content/files/{name}": paper for name in names})
    text = "[A]({static}files/brief.pdf) [B]({static}files/rapport.pdf)\n"
    persons = {f"content/{lang}/person/persoon-twee.md": text for lang in ("nl", "fr")}
    written(root, persons)
    publish(root, root / "output", settings(publish=True, siteurl="https://example.org/a"))
    known = dict(built(root / "output", "/a"))
    assert [path for path in known if path.startswith("/files/")] == ["/files/akkoord.pdf"]
    written(root, {".ledger/addresses.txt": ledger_text(known)})
    for path in (*persons, *(f"content/files/{name}" for name in names)):
        (root / path).unlink()
    assert lost(found(root, settings())) == []


def test_no_address_that_names_a_person_at_risk_is_in_a_ledger(tmp_path: Path) -> None:
    root = copied(tmp_path)
    ids = ("brief-voor-persoon-twee", "personne-deux-libre", "persoon-tweede", "persoon")
    text = "---\ntitle: Brief\ndate: 2026-01-01\n---\nTekst.\n"
    written(root, {f"content/{lang}/news/{name}.md": text for name in ids for lang in ("nl", "fr")})
    publish(root, root / "output", settings(publish=True))
    # Published before the person was entered.
    before = {
        "/nl/nieuws/person-two-free/": ("news", "x"),
        "/nl/a/": ("page", "persoon-twee-1"),
        "/nl/b/": ("page", "b"),
    }
    known = built(root / "output", "", before)
    assert {name for kind, name in known.values() if kind == "news"} >= {"persoon-tweede", "persoon"}
    named = re.compile("persoon-twee[-/]|personne-deux|person-two")
    assert [path for path in known if named.search(path)] == []
    assert ("/nl/a/" in known, "/nl/b/" in known, "/nl/mensen-in-gevaar/" in known) == (False, True, True)


def test_the_second_page_of_the_index_of_persons_is_nobodys(tmp_path: Path) -> None:
    pages = {"/nl/mensen/": ("person", "index"), "/nl/a-2/": ("page", "a-2")}
    index = [{"path": path, "kind": kind, "id": name} for path, (kind, name) in pages.items()]
    paths = ("nl/mensen/index.html", "nl/mensen/2/index.html")
    files = {
        "site-index.json": json.dumps(index),
        "_nginx/redirects.map": "",
        **dict.fromkeys(paths, "<h1>Mensen</h1>"),
    }
    assert {*built(written(tmp_path, files), "")} == {*pages}


def test_a_folder_without_a_site_has_no_addresses(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="holds no built site"):
        built(tmp_path, "")


def test_what_was_published_is_all_there_when_nothing_changes(tmp_path: Path) -> None:
    root = copied(tmp_path)
    written(root, {".ledger/addresses.txt": ledger_text(published(root))})
    assert lost(found(root, settings())) == []


def test_an_alias_or_a_word_that_it_is_gone_mends_a_lost_address(tmp_path: Path) -> None:
    root = sound_site(tmp_path, {".ledger/addresses.txt": f"{OLD} partnership zonnedal-lunara\n"})
    assert found(root) == ()
    data = root / "data" / "partnerships.yaml"
    data.write_text(data.read_text("utf-8").replace("zonnedal-lunara", "anders"), "utf-8")
    for lang in ("nl", "fr", "en"):
        text = root / "content" / lang / "partnership" / "zonnedal-lunara.md"
        text.rename(text.with_name("anders.md"))
    (problem,) = wrong(root)
    assert str(problem.message) == f"This was published and would lead nowhere: {OLD}."
    written(root, {"data/gone.yaml": f"- {OLD}\n"})
    assert found(root) == ()
    (root / "data" / "gone.yaml").unlink()
    data.write_text(data.read_text("utf-8") + "  aliases: [zonnedal-lunara]\n", "utf-8")
    assert found(root) == ()


def test_the_day_alone_makes_no_problem_of_an_address(tmp_path: Path) -> None:
    root = sound_site(tmp_path, {".ledger/addresses.txt": f"{OLD} partnership zonnedal-lunara\n"})
    data = root / "data" / "partnerships.yaml"
    data.write_text(data.read_text("utf-8") + "  publish: {until: 2026-12-01}\n", "utf-8")
    assert lost(found(root)) == []
    later = replace(SETTINGS, today=date(2026, 12, 2))
    assert wrong(root, later) == ()
    (warning,) = lost(found(root, later))
    assert str(warning.message) == f"This was published and is not shown today: {OLD}."


def test_taking_down_a_person_at_risk_is_never_held_up_by_an_address(tmp_path: Path) -> None:
    # Only the person leads to this country: with them its page goes.
    countries = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
    countries += "- {id: TN, slugs: {nl: tunesie, fr: tunisie, en: tunisia}}\n"
    root = sound_site(tmp_path, {"data/countries.yaml": countries})
    persons = root / "data" / "persons_at_risk.yaml"
    persons.write_text(f"{persons.read_text('utf-8')}  country: TN\n  listed: true\n", "utf-8")
    publish(root, root / "output", SETTINGS)
    known = ledger_text(built(root / "output", ""))
    assert "/nl/landen/tunesie/ country TN\n" in known
    written(root, {".ledger/addresses.txt": known, "data/persons_at_risk.yaml": ""})
    assert wrong(root) == ()
    (warning,) = lost(found(root))
    assert "/nl/landen/tunesie/" in str(warning.message)
