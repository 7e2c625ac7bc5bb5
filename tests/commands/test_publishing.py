"""The commands around publishing: the ledger, the preview of a proposal, packed copies."""

import json
import subprocess
from pathlib import Path

import pytest

from hub import Hub
from hub import hosted as hosted_at
from jumelage.output import staged
from jumelage.publishing import deployment
from marking import marked
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
    assert (status, beside) == (0, "174 addresses, 174 of them new.\n")
    assert here("ledger", ".ledger/addresses.txt", root=root)[2] == "174 addresses, 0 of them new.\n"
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


def test_the_publishing_job_keeps_the_ledger_on_its_branch(tmp_path: Path, valid: Path, here: Here) -> None:
    shared = tmp_path / "wie" / "site"
    shared.mkdir(parents=True)
    subprocess.run(("git", "init", "--quiet", "--bare"), cwd=shared, check=True)  # noqa: S607
    assert here("build", root=valid)[0] == 0
    hosted = {"GITHUB_SERVER_URL": str(tmp_path), "GITHUB_REPOSITORY": "wie/site", "GITHUB_TOKEN": ""}
    assert here("marks", root=valid, **hosted)[0] == 0
    assert here("ledger", ".ledger/addresses.txt", "--push", root=valid, **hosted)[0] == 0
    output = tmp_path / "told"
    assert here("ledger", "--fetch", ".ledger/addresses.txt", root=valid, **hosted)[0] == 0
    assert here("ledger", ".ledger/addresses.txt", "--push", root=valid, GITHUB_OUTPUT=str(output), **hosted)[0] == 0
    head = ("git", "rev-parse", "ledger")
    last = subprocess.run(head, cwd=shared, capture_output=True, encoding="utf-8", check=True).stdout
    assert output.read_text("utf-8") == f"commit={last}"
    show = ("git", "show", "ledger:addresses.txt")
    reported = subprocess.run(show, cwd=shared, capture_output=True, encoding="utf-8", check=True).stdout
    assert "/nl/gemeenten/zonnedal/ municipality zonnedal\n" in reported
    hosted["GITHUB_REPOSITORY"] = "wie/niemand"
    status, _, beside = here("ledger", ".ledger/addresses.txt", "--push", root=valid, **hosted)
    assert (status, "The branch of published addresses cannot be used: " in beside) == (3, True)


def test_a_check_brings_the_published_addresses_and_fails_when_it_cannot(
    tmp_path: Path, valid: Path, here: Here
) -> None:
    shared = tmp_path / "wie" / "site"
    shared.mkdir(parents=True)
    subprocess.run(("git", "init", "--quiet", "--bare"), cwd=shared, check=True)  # noqa: S607
    hosted = {"GITHUB_SERVER_URL": str(tmp_path), "GITHUB_REPOSITORY": "wie/site", "GITHUB_TOKEN": ""}
    bring = ("ledger", ".ledger/addresses.txt", "--fetch")
    assert here(*bring, root=valid, **hosted) == (0, "", "Published addresses: 0.\n")
    assert here("check", root=valid)[0] == 0
    assert here("build", root=valid)[0] == 0
    assert here("marks", root=valid)[0] == 0
    assert here("ledger", "elsewhere/addresses.txt", "--push", root=valid, **hosted)[0] == 0
    assert here(*bring, root=valid, **hosted)[2].startswith("Published addresses: 5")
    assert "/nl/gemeenten/zonnedal/" in (valid / ".ledger" / "addresses.txt").read_text("utf-8")
    hosted["GITHUB_REPOSITORY"] = "wie/niemand"
    assert here(*bring, root=valid, **hosted)[0] == 3
    # On one's own machine the settings say where it is; only the publishing job writes there.
    for name in hosted:
        here.patch.delenv(name)
    assert here(*bring, root=valid)[2].startswith("This is not a job on GitHub, and REPOSITORY")
    written(valid, {"pelicanconf.py": f"REPOSITORY = '{shared}'\n"})
    assert here(*bring, root=valid)[2].startswith("Published addresses: 5")
    assert here("ledger", "elsewhere/addresses.txt", "--push", root=valid)[0] == 3


def test_an_article_whose_address_names_a_person_at_risk_enters_no_ledger(tmp_path: Path, here: Here) -> None:
    root = copied(tmp_path)
    header = "---\ntitle: Brief\ndate: 2026-01-01\nslug: vrijheid-voor-persoon-een\n---\nTekst.\n"
    written(
        root,
        {"content/nl/news/brief.md": header, "content/fr/news/brief.md": header.replace("persoon-een", "personne-un")},
    )
    assert here("build", root=root)[0] == 0
    assert (root / "output/nl/nieuws/vrijheid-voor-persoon-een/index.html").is_file()
    assert here("ledger", ".ledger/addresses.txt", root=root)[0] == 0
    ledger = (root / ".ledger/addresses.txt").read_text("utf-8")
    assert "/nl/nieuws/feest/ news feest\n" in ledger
    assert "vrijheid" not in ledger


def test_what_was_published_before_its_person_was_entered_leaves_the_ledger(tmp_path: Path, here: Here) -> None:
    root = copied(tmp_path)
    assert here("build", root=root)[0] == 0
    before = ("/nl/a/ page persoon-twee-1", "/nl/b/ page b", "/nl/nieuws/person-two-free/ news x")
    written(root, {".ledger/addresses.txt": "".join(f"{line}\n" for line in before)})
    assert here("ledger", ".ledger/addresses.txt", root=root)[0] == 0
    kept = (root / ".ledger/addresses.txt").read_text("utf-8").splitlines()
    assert [line for line in before if line in kept] == ["/nl/b/ page b"]


def test_a_stored_site_is_handed_to_pages(valid: Path, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployment, "OFTEN", 0.001)
    with hosted_at() as api:
        own = {"ACTIONS_ID_TOKEN_REQUEST_URL": f"{api}/proof?v=1", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "eigen"}
        hub = {"GITHUB_API_URL": api, "GITHUB_REPOSITORY": "wie/site", "GITHUB_TOKEN": "geheim"}
        ask = ("deploy", "7", "abc")
        assert here(*ask, root=valid, **hub, **own) == (0, "", "GitHub Pages has published the site.\n")
        Hub.states = ["deployment_failed"]
        said = "GitHub Pages has not published the site: deployment_failed\n"
        assert here(*ask, root=valid, **hub, **own) == (3, "", said)
        hub["GITHUB_REPOSITORY"] = "wie/niemand"
        said = "GitHub Pages did not accept the site: POST deployments: 404 Not Found\n"
        assert here(*ask, root=valid, **hub, **own) == (3, "", said)
    assert here("deploy", "", "abc", root=valid)[0] == 2


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
    assert beside.endswith(" pages, none of them about a person at risk.\n")
    assert not [path for path in held(root / "output") if path.startswith("nl/mensen-in-gevaar/p")]
    reported = json.loads((root / "changes.json").read_bytes())
    assert {one["path"] for one in reported["pages"]["changed"]} >= {"/nl/netwerken/licht/", "/nl/netwerken/"}
    assert {tuple(one["sources"]) for one in reported["pages"]["changed"]} == {("data/networks.yaml",)}
    text = summary.read_text("utf-8")
    assert "### Pagina's die veranderen / Pages qui changent" in text
    assert "| /nl/netwerken/licht/ | gewijzigd / modifié | data/networks.yaml |" in text


def test_a_preview_says_that_nobody_looked_for_who_was_withdrawn(valid: Path, tmp_path: Path, here: Here) -> None:
    written(valid, {"previewconf.py": "PREVIEW = True\n", "data/withdrawn.yaml": marked("persoon nul")})
    summary = tmp_path / "summary.md"
    _, _, beside = here("preview", root=valid, GITHUB_STEP_SUMMARY=str(summary))
    assert "This build was not searched for the persons in data/withdrawn.yaml" in beside
    assert "is niet gezocht naar de personen" in summary.read_text("utf-8")


def test_a_preview_of_what_cannot_be_compared_is_built_all_the_same(valid: Path, tmp_path: Path, here: Here) -> None:
    written(valid, {"previewconf.py": "PREVIEW = True\n"})
    summary = tmp_path / "summary.md"
    assert here("preview", root=valid, GITHUB_STEP_SUMMARY=str(summary))[0] == 0
    assert (valid / "output" / "nl" / "index.html").is_file()
    assert not summary.exists()


def test_packed_copies_stand_in_a_folder_beside_the_output(valid: Path, here: Here) -> None:
    assert here("pack", root=valid)[::2] == (3, f"The folder {valid}/output does not contain a built site.\n")
    assert here("build", root=valid)[0] == 0
    before = held(valid / "output")
    status, _, beside = here("pack", root=valid)
    made = held(valid / "output.packed")
    assert (status, beside) == (0, f"{valid}/output.packed: {len(made)} files, {len(made)} changed.\n")
    assert held(valid / "output") == before
    assert {name for name in made if name not in before} == {name for name in made if name.endswith((".gz", ".br"))}
    assert {"nl/index.html.gz", "nl/index.html.br"} <= {*made}
    assert here("pack", root=valid)[2] == f"{valid}/output.packed: {len(made)} files, 0 changed.\n"


def test_a_site_that_is_just_being_built_is_not_packed(valid: Path, here: Here) -> None:
    assert here("build", root=valid)[0] == 0
    with staged(valid / "output", valid):
        said = f"Another build is writing {valid}/output right now.\n"
        assert here("pack", root=valid) == (3, "", said)
    assert not (valid / "output.packed").exists()
