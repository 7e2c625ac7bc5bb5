"""What was published stays reachable, or is said to be gone; persons at risk are in no list."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from findings import SETTINGS, found, valid_site, wrong
from jumelage.messages.problems import BuildError, Code, Problem
from jumelage.output.publish import publish
from jumelage.publishing.ledger import built, ledger_text, read_ledger
from jumelage.targets.plan import plan
from sites import copied, settings, store, written

OLD = "/nl/partnerschappen/zonnedal-lunara/"
PERSONS = "/nl/mensen-in-gevaar/"


def published(root: Path, base: str = "") -> dict[str, tuple[str, str]]:
    publish(root, root / "output", settings(siteurl=f"http://localhost:8000{base}"), store=store())
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


def test_a_file_that_only_pages_of_persons_lead_to_is_not_kept(tmp_path: Path) -> None:
    root = copied(tmp_path)
    written(root, {"content/files/dossier.pdf": (root / "content/files/akkoord.pdf").read_bytes()})
    for lang in ("nl", "fr"):
        person = root / "content" / lang / "person" / "persoon-een.md"
        links = "[a]({static}files/dossier.pdf) [b]({static}files/akkoord.pdf)"
        person.write_text(f"{person.read_text('utf-8')}\n{links}\n", "utf-8")
    known = published(root)
    assert (root / "output" / "files" / "dossier.pdf").is_file()
    assert {path for path in known if path.startswith("/files/")} == {"/files/akkoord.pdf", "/files/rapport.pdf"}


def test_a_folder_without_a_site_has_no_addresses(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="does not contain a built site"):
        built(tmp_path, "")


def test_what_was_published_is_all_there_when_nothing_changes(tmp_path: Path) -> None:
    root = copied(tmp_path)
    written(root, {".ledger/addresses.txt": ledger_text(published(root))})
    assert lost(found(root, settings())) == []


def test_an_alias_or_a_word_that_it_is_gone_mends_a_lost_address(tmp_path: Path) -> None:
    root = valid_site(tmp_path, {".ledger/addresses.txt": f"{OLD} partnership zonnedal-lunara\n"})
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


def led(root: Path) -> dict[str, str]:
    """Return where each former address leads."""
    ledger = root / ".ledger" / "addresses.txt"
    known = replace(SETTINGS, ledger=str(ledger) if ledger.is_file() else "")
    return {one.path: one.target for one in plan(root, known)[0].redirects}


def test_what_was_published_under_an_id_leads_to_the_slug_by_itself(tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    data = root / "data" / "partnerships.yaml"
    data.write_text(data.read_text("utf-8") + "  slug: {nl: samen, fr: ensemble}\n", "utf-8")
    assert led(root) == {}
    written(root, {".ledger/addresses.txt": f"{OLD} partnership zonnedal-lunara\n"})
    assert found(root) == ()
    # Only what was there: nobody knows the French one, and the English one is there.
    assert led(root) == {OLD: "/nl/partnerschappen/samen/"}
    written(root, {"data/gone.yaml": f"- {OLD}\n"})
    assert (found(root), led(root)) == ((), {})


def test_a_former_slug_is_asked_for_as_an_alias_and_leads_on_in_every_language(tmp_path: Path) -> None:
    known = {"/nl/partnerschappen/vriend/": "nl", "/fr/partenariats/ami/": "fr"}
    ledger = "".join(f"{path} partnership zonnedal-lunara\n" for path in known)
    root = valid_site(tmp_path, {".ledger/addresses.txt": ledger})
    data = root / "data" / "partnerships.yaml"
    data.write_text(data.read_text("utf-8") + "  slug: {nl: samen, fr: ensemble}\n", "utf-8")
    (problem,) = wrong(root)
    hint = "Add 'ami' and 'vriend' to the 'aliases' of the partnership 'zonnedal-lunara'."
    assert (str(problem.position), str(problem.hint)) == ("data/partnerships.yaml:1:3", hint)
    data.write_text(data.read_text("utf-8") + "  aliases: [ami, vriend]\n", "utf-8")
    assert found(root) == ()
    targets = ("/nl/partnerschappen/samen/", "/fr/partenariats/ensemble/", "/en/partnerships/zonnedal-lunara/")
    former = {f"{target.rsplit('/', 2)[0]}/{alias}/": target for target in targets for alias in ("ami", "vriend")}
    assert led(root) == former


def test_an_id_that_was_an_address_gives_way_to_what_stands_there_now(tmp_path: Path) -> None:
    texts = {
        f"content/{lang}/page/{name}.md": f"---\ntitle: A\nslug: {slug}\n---\nA.\n"
        for lang in ("nl", "fr", "en")
        for name, slug in (("oud", "nieuw"), ("ander", "oud"))
    }
    root = valid_site(tmp_path, {**texts, ".ledger/addresses.txt": "/fr/oud/ page oud\n/nl/ander/ page ander\n"})
    assert wrong(root) == ()
    assert led(root) == {"/nl/ander/": "/nl/oud/"}


LUNARA = "/nl/plaatsen/lunara/"


def test_the_address_of_a_place_whose_text_went_leads_to_its_country(tmp_path: Path) -> None:
    root = valid_site(tmp_path, {f"content/{lang}/place/lunara.md": "Aan zee.\n" for lang in ("nl", "fr", "en")})
    known = published(root)
    assert known[LUNARA] == ("place", "lunara")
    written(root, {".ledger/addresses.txt": ledger_text(known)})
    for lang in ("nl", "fr", "en"):
        (root / "content" / lang / "place" / "lunara.md").unlink()
    assert lost(found(root)) == []
    assert led(root)[LUNARA] == "/nl/landen/marokko/#plaats--lunara"
    ledger = settings(ledger=str(root / ".ledger" / "addresses.txt"))
    publish(root, root / "output", ledger, store=store())
    # The ledger goes on to say what it was: a redirect to something else is no address of that.
    assert LUNARA not in built(root / "output", "")


def test_an_address_that_leads_to_something_else_is_no_address_of_that(tmp_path: Path) -> None:
    index = '[{"path": "/nl/partnerschappen/a/", "kind": "partnership", "id": "a"}]'
    moved = "/nl/organisaties/x/ /nl/partnerschappen/a/ 301\n/nl/partnerschappen/b/ /nl/partnerschappen/a/ 301\n"
    written(tmp_path, {"site-index.json": index, "_redirects": moved, "build.json": '{"downloads": []}'})
    assert built(tmp_path, "") == dict.fromkeys(
        ("/nl/partnerschappen/a/", "/nl/partnerschappen/b/"), ("partnership", "a")
    )


def test_a_site_of_an_earlier_version_adds_no_files_for_it_does_not_list_them(tmp_path: Path) -> None:
    root = valid_site(tmp_path, {"content/files/a.txt": "Tekst\n"})
    for lang in ("nl", "fr", "en"):
        text = root / "content" / lang / "partnership" / "zonnedal-lunara.md"
        text.write_text(f"{text.read_text('utf-8')}\n[a]({{static}}files/a.txt)\n", "utf-8")
    known = published(root)
    assert known["/files/a.txt"] == ("file", "a.txt")
    written(root, {"output/build.json": '{"id": "0123456789abcdef"}'})
    assert dict(built(root / "output", "")) == {path: key for path, key in known.items() if path != "/files/a.txt"}


def test_a_former_slug_of_what_has_no_page_is_asked_for_as_an_alias(tmp_path: Path) -> None:
    root = valid_site(tmp_path, {".ledger/addresses.txt": "/nl/plaatsen/zeestad/ place lunara\n"})
    (problem,) = wrong(root)
    assert str(problem.hint) == "Add 'zeestad' to the 'aliases' of the place 'lunara'."
    data = root / "data" / "places.yaml"
    data.write_text(data.read_text("utf-8").replace("- id: lunara\n", "- id: lunara\n  aliases: [zeestad]\n"), "utf-8")
    assert wrong(root) == ()
    assert led(root) == {"/nl/plaatsen/zeestad/": "/nl/landen/marokko/#plaats--lunara"}


def test_the_day_alone_makes_no_problem_of_an_address(tmp_path: Path) -> None:
    root = valid_site(tmp_path, {".ledger/addresses.txt": f"{OLD} partnership zonnedal-lunara\n"})
    data = root / "data" / "partnerships.yaml"
    data.write_text(data.read_text("utf-8") + "  publish: {until: 2026-12-01}\n", "utf-8")
    assert lost(found(root)) == []
    later = replace(SETTINGS, today=date(2026, 12, 2))
    assert wrong(root, later) == ()
    (warning,) = lost(found(root, later))
    assert str(warning.message) == f"This was published and is not shown today: {OLD}."


@pytest.mark.parametrize("field", ["draft: true", "publish: {from: 2026-12-01}"])
def test_what_an_editor_hides_again_is_a_lost_address(field: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path, {".ledger/addresses.txt": f"{OLD} partnership zonnedal-lunara\n"})
    data = root / "data" / "partnerships.yaml"
    data.write_text(data.read_text("utf-8") + f"  {field}\n", "utf-8")
    (problem,) = wrong(root)
    assert str(problem.message) == f"This was published and is not shown today: {OLD}."
    assert str(problem.hint).startswith("Publish it again, or add these addresses to data/gone.yaml")
    written(root, {"data/gone.yaml": f"- {OLD}\n"})
    assert wrong(root) == ()


def test_a_language_or_a_segment_that_goes_is_told_once(tmp_path: Path) -> None:
    lost_paths = ["/de/", "/de/orte/", "/de/orte/lunara/", "/nl/oorden/", "/nl/oorden/lunara/"]
    kinds = ("home home", "place index", "place lunara", "place index", "place lunara")
    known = "".join(f"{path} {key}\n" for path, key in zip(lost_paths, kinds, strict=True))
    root = valid_site(tmp_path, {".ledger/addresses.txt": known})
    (problem,) = wrong(root)
    assert str(problem.position) == "pelicanconf.py:1:1"
    assert str(problem.message) == f"This was published and would lead nowhere: {', '.join(lost_paths)}."
    assert str(problem.hint).startswith("Did LANGUAGES or SEGMENTS change in pelicanconf.py?")


@pytest.mark.parametrize(
    "path", [PERSONS + "x/", PERSONS.upper() + "x", "/nl/persons-at-risk/x/", "/nl/mensen%2Din-gevaar/x/feed.xml"]
)
def test_no_address_below_the_persons_at_risk_is_called_gone(path: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path, {"data/gone.yaml": f"- {path}\n- /de/persons-at-risk/\n"})
    (problem,) = wrong(root)
    assert str(problem.position) == "data/gone.yaml:1:3"
    assert str(problem.message) == "Addresses of persons at risk are not listed here."


def test_taking_down_a_person_at_risk_is_never_held_up_by_an_address(tmp_path: Path) -> None:
    # Only the person leads to this country: with them its page goes.
    countries = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
    countries += "- {id: TN, slugs: {nl: tunesie, fr: tunisie, en: tunisia}}\n"
    root = valid_site(tmp_path, {"data/countries.yaml": countries})
    persons = root / "data" / "persons_at_risk.yaml"
    persons.write_text(f"{persons.read_text('utf-8')}  country: TN\n  listed: true\n", "utf-8")
    publish(root, root / "output", SETTINGS, store=store())
    known = ledger_text(built(root / "output", ""))
    assert "/nl/landen/tunesie/ country TN\n" in known
    written(root, {".ledger/addresses.txt": known, "data/persons_at_risk.yaml": ""})
    assert wrong(root) == ()
    (warning,) = lost(found(root))
    assert "/nl/landen/tunesie/" in str(warning.message)
