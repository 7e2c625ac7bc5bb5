"""The commands that ask the live site, and the web."""

from pathlib import Path

from running import Here
from served import serving
from sites import written


def test_whether_the_site_is_due_is_said_and_told_to_the_next_job(valid: Path, here: Here, tmp_path: Path) -> None:
    assert here("build", root=valid)[0] == 0
    reported = tmp_path / "told"
    with serving(valid / "output") as address:
        found = here("due", root=valid, SITEURL=address, GITHUB_OUTPUT=str(reported))
        assert found == (0, "", "No page changes today.\n")
        assert here("due", "--today", "2026-12-24", root=valid, SITEURL=address)[2].startswith(
            "The live site dates from 2026"
        )
    assert here("due", "--lang", "nl", root=valid, SITEURL="http://127.0.0.1:9")[0] == 0
    assert reported.read_text("utf-8") == "due=false\ndue=true\ndue=true\n"


def test_the_live_site_is_compared_with_what_was_built(valid: Path, here: Here) -> None:
    assert here("live", root=valid)[::2] == (3, f"The folder {valid}/output does not contain a built site.\n")
    assert here("build", root=valid)[0] == 0
    with serving(valid / "output") as address:
        ask = ("live", "--wait", "0", "--output", "built")
        assert here("build", "--output", "built", root=valid)[0] == 0
        assert here(*ask, root=valid, SITEURL=address) == (0, "", f"{address} is the site that was built.\n")
        written(valid / "output", {"nl/index.html": "other", "nl/mensen-in-gevaar/iemand/index.html": "other"})
        written(valid / "built", {"nl/mensen-in-gevaar/iemand/index.html": "iemand"})
        status, _, beside = here(*ask, "--sample", "900", root=valid, SITEURL=address)
        assert (status, beside) == (
            3,
            "The live version of this page differs from the build: /nl/\n"
            "Pages about persons at risk whose live version differs from the build: 1\n",
        )
        written(valid / "output", {"build.json": '{"id": "older"}'})
        status, _, beside = here(*ask, root=valid, SITEURL=address)
        assert (status, beside) == (3, f"{address} is not the site that was built.\n")


def test_links_to_elsewhere_are_told_in_a_report(valid: Path, here: Here, tmp_path: Path) -> None:
    assert here("outside", root=valid)[::2] == (3, f"The folder {valid}/output does not contain a built site.\n")
    assert here("build", root=valid)[0] == 0
    report, summary = tmp_path / "report.md", tmp_path / "summary.md"
    # An address of this machine is not asked, and told all the same.
    written(valid / "output", {"nl/index.html": '<a href="http://127.0.0.1:9/weg">'})
    status, _, beside = here("outside", "--report", report, root=valid, GITHUB_STEP_SUMMARY=str(summary))
    assert (status, beside.endswith("links to other sites; 1 need attention.\n")) == (0, True)
    line = "- `http://127.0.0.1:9/weg` (`refused: 9 is no port of the web`): http://localhost:8000/nl/\n"
    assert line in report.read_text("utf-8")
    assert summary.read_text("utf-8") == report.read_text("utf-8")
    written(valid / "output", {"nl/mensen-in-gevaar/een/index.html": '<a href="http://127.0.0.1:9/vrij-een">'})
    assert here("outside", "--report", report, root=valid, GITHUB_STEP_SUMMARY=str(summary))[0] == 0
    assert "vrij-een" in report.read_text("utf-8")
    assert "vrij-een" not in summary.read_text("utf-8")
    hub = {"GITHUB_API_URL": "http://127.0.0.1:9", "GITHUB_REPOSITORY": "wie/site", "GITHUB_TOKEN": "geheim"}
    status, _, beside = here("outside", "--issue", root=valid, **hub)
    assert (status, "GitHub did not accept the issue: GET issues: " in beside, "geheim" in beside) == (3, True, False)
