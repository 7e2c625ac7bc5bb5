"""The commands around publishing: the ledger, the preview of a proposal, packed copies."""

import json
import subprocess
from pathlib import Path

from jumelage.write import staged
from running import Here, held
from sites import copied, written

WHO = ("git", "-c", "user.name=Wie", "-c", "user.email=wie@example.org")


def commit(root: Path, message: str) -> None:
    for words in (("init", "--quiet"), ("add", "data", "content", "pelicanconf.py"), ("commit", "-qm", message)):
        subprocess.run((*WHO, *words), cwd=root, check=True)


def test_what_was_built_enters_the_ledger_and_then_the_check_knows_it(tmp_path: Path, here: Here) -> None:
    root = copied(tmp_path)
    assert here("build", root=root)[0] == 0
    status, _, beside = here("ledger", ".ledger/addresses.txt", root=root)
    assert (status, beside) == (0, "186 addresses, 186 of them new.\n")
    assert here("ledger", ".ledger/addresses.txt", root=root)[2] == "186 addresses, 0 of them new.\n"
    themes = root / "data" / "themes.yaml"
    themes.write_text(themes.read_text("utf-8").replace("- id: muziek", "- id: klank"), "utf-8")
    other = root / "data"
    for path in other.glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("muziek]", "klank]").replace("[muziek", "[klank"), "utf-8")
    status, found, _ = here("check", root=root)
    assert status == 1
    assert "data/themes.yaml:1:1: This was published and would lead nowhere: /en/themes/muziek/" in found
    assert here("check", "--ledger", "nowhere.txt", root=root)[0] == 0
    assert here("build", root=root)[0] == 1


def test_the_publishing_job_keeps_the_ledger_on_its_branch(tmp_path: Path, sound: Path, here: Here) -> None:
    shared = tmp_path / "wie" / "site"
    shared.mkdir(parents=True)
    subprocess.run(("git", "init", "--quiet", "--bare"), cwd=shared, check=True)  # noqa: S607
    assert here("build", root=sound)[0] == 0
    hosted = {"GITHUB_SERVER_URL": str(tmp_path), "GITHUB_REPOSITORY": "wie/site", "GITHUB_TOKEN": ""}
    assert here("ledger", ".ledger/addresses.txt", "--push", root=sound, **hosted)[0] == 0
    show = ("git", "show", "ledger:addresses.txt")
    told = subprocess.run(show, cwd=shared, capture_output=True, text=True, check=True).stdout
    assert "/nl/gemeenten/zonnedal/ municipality zonnedal\n" in told
    hosted["GITHUB_REPOSITORY"] = "wie/niemand"
    status, _, beside = here("ledger", ".ledger/addresses.txt", "--push", root=sound, **hosted)
    assert (status, "The ledger of addresses could not be kept: " in beside) == (3, True)


def test_a_preview_lists_what_a_proposal_changes_and_holds_no_person(tmp_path: Path, here: Here) -> None:
    root = copied(tmp_path)
    conf = (root / "pelicanconf.py").read_text("utf-8")
    written(root, {"previewconf.py": f"{conf}\nPREVIEW = True\n"})
    commit(root, "Eerst")
    networks = root / "data" / "networks.yaml"
    networks.write_text(networks.read_text("utf-8").replace("nl: Steden", "nl: Oude steden"), "utf-8")
    commit(root, "Voorstel")
    summary = tmp_path / "summary.md"
    status, found, beside = here("preview", root=root, GITHUB_STEP_SUMMARY=str(summary))
    assert (status, found) == (0, "")
    assert beside.endswith(" pages, none of them on a person at risk.\n")
    assert not [path for path in held(root / "output") if path.startswith("nl/mensen-in-gevaar/p")]
    told = json.loads((root / "changes.json").read_bytes())
    assert {one["path"] for one in told["pages"]["changed"]} >= {"/nl/netwerken/licht/", "/nl/netwerken/"}
    assert {tuple(one["sources"]) for one in told["pages"]["changed"]} == {("data/networks.yaml",)}
    text = summary.read_text("utf-8")
    assert "### Pagina's die veranderen / Pages qui changent" in text
    assert "| /nl/netwerken/licht/ | gewijzigd / modifié | data/networks.yaml |" in text


def test_a_preview_says_that_nobody_looked_for_who_was_withdrawn(sound: Path, tmp_path: Path, here: Here) -> None:
    marks = f"- mark: {'0' * 64}\n  words: 2\n"
    written(sound, {"previewconf.py": "PREVIEW = True\n", "data/withdrawn.yaml": marks})
    summary = tmp_path / "summary.md"
    _, _, beside = here("preview", root=sound, GITHUB_STEP_SUMMARY=str(summary))
    assert "This build was not searched for the persons in data/withdrawn.yaml" in beside
    assert "is niet gezocht naar de personen" in summary.read_text("utf-8")


def test_a_preview_of_what_cannot_be_compared_is_built_all_the_same(sound: Path, tmp_path: Path, here: Here) -> None:
    written(sound, {"previewconf.py": "PREVIEW = True\n"})
    summary = tmp_path / "summary.md"
    assert here("preview", root=sound, GITHUB_STEP_SUMMARY=str(summary))[0] == 0
    assert (sound / "output" / "nl" / "index.html").is_file()
    assert summary.read_text("utf-8") == ""


def test_packed_copies_stand_in_a_folder_beside_the_output(sound: Path, here: Here) -> None:
    assert here("pack", root=sound)[::2] == (3, f"The folder {sound}/output holds no built site.\n")
    assert here("build", root=sound)[0] == 0
    before = held(sound / "output")
    status, _, beside = here("pack", root=sound)
    made = held(sound / "output.packed")
    assert (status, beside) == (0, f"{sound}/output.packed: {len(made)} files, {len(made)} changed.\n")
    assert held(sound / "output") == before
    assert {name for name in made if name not in before} == {name for name in made if name.endswith((".gz", ".br"))}
    assert {"nl/index.html.gz", "nl/index.html.br"} <= {*made}
    assert here("pack", root=sound)[2] == f"{sound}/output.packed: {len(made)} files, 0 changed.\n"


def test_a_site_that_is_just_being_built_is_not_packed(sound: Path, here: Here) -> None:
    assert here("build", root=sound)[0] == 0
    with staged(sound / "output", sound):
        said = f"Another build is writing {sound}/output at this moment.\n"
        assert here("pack", root=sound) == (3, "", said)
    assert not (sound / "output.packed").exists()
