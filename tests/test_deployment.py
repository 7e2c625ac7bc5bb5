"""A stored site is handed to a server that answers as GitHub Pages does."""

from collections.abc import Iterator

import pytest

from hub import Hub, hosted
from jumelage.publishing import deployment
from jumelage.publishing.deployment import deployed, proof
from jumelage.repository.github import GitHub, GitHubError


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody waits for a server of this machine.
    monkeypatch.setattr(deployment, "OFTEN", 0.001)


@pytest.fixture
def api() -> Iterator[str]:
    with hosted() as address:
        yield address


@pytest.mark.parametrize("end", ["succeed", "deployment_failed", "deployment_cancelled"])
def test_a_deployment_is_waited_for_until_it_has_an_end(end: str, api: str) -> None:
    Hub.states = ["deployment_in_progress", "busy", "syncing_files", "deployment_attempt_error", end, "succeed"]
    assert deployed(GitHub(api, "wie/site", "geheim"), 7, "abc", proof(f"{api}/proof?v=1", "eigen"), 60) == end
    assert Hub.deployments == [{"artifact_id": 7, "pages_build_version": "abc", "oidc_token": "bewijs"}]
    assert len(Hub.asked) == 2 + 5


@pytest.mark.parametrize(("state", "said"), [("updating_pages", "updating_pages"), ("busy", "GET abc: 503")])
def test_one_that_takes_longer_is_told_and_never_stopped(state: str, said: str, api: str) -> None:
    Hub.states = [state]
    assert deployed(GitHub(api, "wie/site", "geheim"), 7, "abc", "bewijs", 0.05) == said
    assert {one.partition(" ")[0] for one in Hub.asked[1:]} == {"GET"}


def test_what_pages_does_not_take_is_said_with_its_reason(api: str) -> None:
    with pytest.raises(GitHubError, match=r"^POST deployments: 400 Deployment request failed$"):
        deployed(GitHub(api, "wie/site", "geheim"), 7, "abc", "another", 60)


def test_a_job_that_may_not_prove_who_it_is_is_told_so(api: str) -> None:
    with pytest.raises(GitHubError, match=r"^it gives no proof of who asks$"):
        proof(f"{api}/repos/wie/site/issues?labels=x", "eigen")
    with pytest.raises(GitHubError, match=r"^only a job on GitHub"):
        proof("", "")
