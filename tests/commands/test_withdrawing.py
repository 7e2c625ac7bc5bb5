"""`jumelage withdraw`, from the record to what is published, as one starts it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jumelage.messages.problems import BuildError
from jumelage.output.publish import publish
from jumelage.privacy.remains import mark
from jumelage.store.store import Store, cache_folder
from marking import marked
from running import Here, held, jumelage
from sites import copied, plain, settings, written

KEY = "een-sleutel-van-meer-dan-32-tekens-lang"
NAMES = ("Persoon Een", "Personne Un", "Person One", "persoon-een")


CONF = "from jumelage.pelican_settings import *\nPUBLISH = True\nCONTACT = 'a@example.org'\n"
CONF += "SITEURL = 'https://solidair.example.org'\n"
LINKS = ["content/fr/news/feest.md:7", "content/nl/news/feest.md:7"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WITHDRAWN_KEY", KEY)
    # The example knows its repository; the marks of its newest main are there.
    return written(copied(tmp_path), {"publishconf.py": CONF, ".ledger/withdrawn.yaml": ""})


def mended(root: Path) -> Path:
    """Remove by hand the links to the person in the news, as the command asks for."""
    for place in LINKS:
        path = root / place.partition(":")[0]
        path.write_text(path.read_text("utf-8").replace("({person}persoon-een)", "({person}persoon-vier)"), "utf-8")
    return root


def test_a_person_is_withdrawn_without_being_named(root: Path, here: Here) -> None:
    spare = written(mended(root) / ".output.jumelage" / "spare", {"nl/index.html": "Persoon Een"})
    status, said, beside = here("withdraw", "person", "persoon-een", root=root)
    assert (status, said) == (0, "")
    assert "The person has been removed. Files changed or removed: 4.\n" in beside
    for asked in ("git filter-repo", "GitHub Support", "artifacts", "Google", "Bing", "web archives", "feed readers"):
        assert asked in beside
    assert [name for name in NAMES if name.casefold() in beside.casefold()] == []
    assert not spare.exists()
    assert not any(b"Persoon Een" in text or "persoon-een" in path for path, text in held(root / "data").items())
    assert here("check", root=root)[0] == 0


def test_nothing_that_was_made_before_a_withdrawal_is_kept(root: Path, here: Here, tmp_path: Path) -> None:
    written(tmp_path / "cache", {"jumelage/made/0123": "a text that names somebody"})
    assert here("withdraw", "person", "persoon-een", root=mended(root), XDG_CACHE_HOME=str(tmp_path / "cache"))[0] == 0
    assert not (tmp_path / "cache/jumelage/made").exists()


def test_what_is_published_afterwards_holds_no_trace(root: Path, here: Here) -> None:
    conf = ("build", "--settings", "publishconf.py")
    assert here(*conf, root=root)[0] == 0
    before = held(root / "output")
    assert here("withdraw", "person", "persoon-een", root=mended(root))[0] == 0
    status, said, _ = here("withdraw", "--search", "output", root=root)
    # The output of before is still there; the places of persons' pages and pictures are told by their folders.
    assert status == 1
    assert "/nl/gemeenten/zonnedal/index.html\n" in said
    assert [name for name in NAMES if name.casefold() in said.casefold()] == []
    assert here(*conf, root=root)[0] == 0
    assert here("withdraw", "--search", "output", root=root) == (0, "", "No withdrawn person is named there.\n")
    after = held(root / "output")
    assert [path for path, text in after.items() if b"Persoon Een" in text or "persoon-een" in path] == []
    assert not any(mark("persoon een", KEY.encode()).encode() in text for text in after.values())
    # What was published before, put back.
    for path, text in before.items():
        if path not in after and "persoon-een" in path:
            written(root / "output", {path: text})
    assert here("withdraw", "--search", "output", root=root)[0] == 1


def test_a_person_who_was_withdrawn_cannot_be_published_again(root: Path, here: Here) -> None:
    plain(root)
    entered = held(root / "data")["persons_at_risk.yaml"]
    here("withdraw", "person", "persoon-een", root=mended(root))
    published, store = settings(publish=True), Store(cache_folder() / "made")
    publish(root, root / "output", published, store=store)
    before = held(root / "output")
    text = "---\ntitle: Brief\ndate: 2026-01-01\n---\nVoor **PERSOON** een.\n"
    written(root, {"content/nl/news/brief.md": text, "content/fr/news/brief.md": text.replace("een", "deux")})
    with pytest.raises(BuildError) as caught:
        publish(root, root / "output", published, store=store)
    reported = "A withdrawn person is still named in: /nl/nieuws/brief/index.html, "
    assert str(caught.value).startswith(reported)
    assert "persoon" not in str(caught.value).casefold().replace("a person who", "")
    assert held(root / "output") == before
    # Elsewhere nobody has the key.
    here.patch.delenv("WITHDRAWN_KEY")
    assert "was not searched" in here("build", "--output", str(root / "elsewhere"), root=root)[2]
    assert here("build", "--settings", "publishconf.py", root=root)[::2] == (
        3,
        "The secret key is missing: WITHDRAWN_KEY is not set.\n",
    )
    written(root, {"data/persons_at_risk.yaml": entered})
    assert jumelage("build", "--settings", "publishconf.py", root=root, WITHDRAWN_KEY=KEY)[0] == 3


def test_places_that_still_name_the_person_are_told(root: Path, here: Here) -> None:
    written(root, {"content/nl/news/brief.md": "---\ntitle: A\n---\n\n[x]({person}persoon-een)\n"})
    status, said, beside = here("withdraw", "person", "persoon-een", "--lang", "nl", root=root)
    assert (status, said.splitlines()) == (1, [LINKS[0], "content/nl/news/brief.md:5", LINKS[1]])
    assert "op deze plaatsen" in beside


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[2Jb.txt", "a\u2028b.txt", "a\udcff.txt"])
def test_a_place_is_one_line_that_commands_nothing(name: str, root: Path, here: Here) -> None:
    folder = written(root / "old", {name: "persoon-een"})
    written(root, {f"content/files/{name}": "persoon-een"})
    status, said, _ = here("withdraw", "person", "persoon-een", root=root)
    assert (status, len(said.splitlines()), said.isascii() or "\ufffd" in said) == (1, 3, True)
    status, said, _ = here("withdraw", "--search", folder, root=root)
    assert (status, len(said.splitlines()), "\x1b" in said) == (1, 1, False)


PLANS: Mapping[str, Mapping[str, Any]] = {
    "half a letter in a path": {"steps": [{"path": "data/\ud800.yaml", "before": "", "after": ""}]},
    "half a letter in a note": {"command": "withdraw", "discreet": True, "notes": ["\ud800"]},
    "half a letter in a place": {"shown": ["\ud800"]},
    "no marks": {"steps": [{"path": "data/withdrawn.yaml", "before": "", "after": ""}], "command": "rename"},
    "a program for git": {"steps": [{"path": "content/.git/config", "before": "", "after": "0" * 64}]},
    "a long name": {"steps": [{"path": f"data/{'a' * 5000}.yaml", "before": "", "after": "0" * 64}]},
    "many steps": {"steps": [{"path": f"data/{n}", "before": 1, "after": 2} for n in range(20_000)]},
    "lists in lists": {"notes": [[[[]]]]},
}


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_of_somebody_else_holds_no_withdrawal_up(name: str, root: Path, here: Here) -> None:
    plain = {"command": "new", "order": "", "shown": [], "notes": [], "discreet": False, "steps": [], **PLANS[name]}
    written(mended(root), {".change/plan.json": json.dumps(plain)})
    marks = written(root, {"data/withdrawn.yaml": marked("iemand anders")}) / "data/withdrawn.yaml"
    status, _, beside = here("translated", "content/nl/news/feest.md", root=root)
    assert (status, "there is no record of how to finish it" in beside) == (1, True)
    assert here("withdraw", "person", "persoon-een", root=root)[0] == 0
    assert marked("iemand anders") in marks.read_text("utf-8")
    assert not (root / ".change").exists()


def test_other_problems_do_not_keep_a_person_on_the_site(root: Path, here: Here) -> None:
    written(root, {"data/themes.yaml": "- id: [\n", "data/places.yaml": "- {id: x}\n"})
    assert here("withdraw", "person", "persoon-een", root=root)[:2] == (1, "".join(f"{one}\n" for one in LINKS))
    assert not list((root / "content").glob("*/person/persoon-een.md"))


@pytest.mark.parametrize(
    ("arguments", "key", "status", "beside"),
    [
        (("person",), KEY, 2, "Write 'jumelage withdraw person ID' or"),
        ((), KEY, 2, "Write 'jumelage withdraw person ID' or"),
        (("person", "persoon-een", "--search", "data"), KEY, 2, "Write 'jumelage withdraw person ID' or"),
        (("place", "lunara"), KEY, 2, "invalid choice: 'place'"),
        (("person", "persoon-een"), "", 1, "WITHDRAWN_KEY is not set.\n    Set the key that"),
        (("person", "persoon-een"), "x" * 31, 1, "needs 32 characters or more.\n    Set the key that"),
        (("person", "persoon-nul"), KEY, 1, "There is no such record.\n"),
        (("--search", "nowhere"), KEY, 1, "There is no folder nowhere.\n"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changes(
    arguments: tuple[str, ...], key: str, status: int, beside: str, root: Path, here: Here
) -> None:
    before = held(root)
    found = here("withdraw", *arguments, root=root, WITHDRAWN_KEY=key)
    assert found[:2] == (status, "")
    assert beside in found[2]
    assert "persoon" not in found[2]
    assert held(root) == before


def test_to_search_a_folder_takes_the_key_once_somebody_was_withdrawn(root: Path, here: Here) -> None:
    # Going back to an earlier build must be possible for who never needed a key.
    none = "No withdrawn person is named there.\n"
    assert here("withdraw", "--search", "data", root=root, WITHDRAWN_KEY="") == (0, "", none)
    here("withdraw", "person", "persoon-een", root=root, WITHDRAWN_KEY=KEY)
    status, said, beside = here("withdraw", "--search", "data", root=root, WITHDRAWN_KEY="")
    assert (status, said) == (1, "")
    assert "WITHDRAWN_KEY is not set.\n    In the environment, set the key that" in beside


def test_another_key_than_before_is_refused(root: Path, here: Here) -> None:
    here("withdraw", "person", "persoon-een", root=root)
    before = held(root)
    for arguments in (("person", "persoon-twee"), ("--search", "data")):
        for key, why in (("x" * 32, "is not the key with which"), ("", "WITHDRAWN_KEY is not set.\n")):
            status, _, beside = here("withdraw", *arguments, root=root, WITHDRAWN_KEY=key)
            assert (status, why in beside) == (1, True)
    assert held(root) == before


def test_without_a_mark_it_is_said_loudly(root: Path, here: Here) -> None:
    _, _, beside = here("withdraw", "person", "persoon-een", "--no-mark", root=root, WITHDRAWN_KEY="")
    assert not (root / "content/nl/person/persoon-een.md").exists()
    assert "NO MARK WAS KEPT" in beside
    assert not (root / "data/withdrawn.yaml").exists()


def test_what_could_not_be_searched_is_said(root: Path, here: Here) -> None:
    written(root, {"data/persons_at_risk.yaml": "- {id: een, name: Een}\n", "stored/a.pdf": b"%PDF-1.4 \0"})
    assert "searches can only look for its id" in here("withdraw", "person", "een", root=root)[2]
    status, said, beside = here("withdraw", "--search", "stored", root=root)
    assert (status, said) == (0, "")
    assert "check yourself whether they name a withdrawn person: /a.pdf." in beside
