"""What is asked of GitHub, on a server that answers as it does."""

import pytest

from hub import Hub, hosted
from jumelage.repository.github import GitHub, GitHubError


@pytest.mark.parametrize(
    ("name", "why"), [("wie/niemand", "GET issues: 404 Not Found"), ("", "GET issues: 404 Not Found")]
)
def test_what_github_refuses_is_said_without_the_token(name: str, why: str) -> None:
    with hosted() as api, pytest.raises(GitHubError) as caught:
        GitHub(api, name, "geheim").ask("GET", "issues?state=open")
    assert str(caught.value) == why
    assert Hub.tokens == {"Bearer geheim"}


@pytest.mark.parametrize("api", ["http://127.0.0.1:9", ""], ids=["nobody answers", "not on GitHub"])
def test_a_github_that_is_not_there_is_said(api: str) -> None:
    with pytest.raises(GitHubError, match=r"^GET issues: "):
        GitHub(api, "wie/site", "geheim").ask("GET", "issues?state=open")


def test_a_job_on_github_says_which_repository_it_is_about() -> None:
    known = {"GITHUB_API_URL": "https://api.example.org", "GITHUB_REPOSITORY": "wie/site", "GITHUB_TOKEN": "geheim"}
    assert GitHub.of_job(known) == GitHub("https://api.example.org", "wie/site", "geheim")
    assert GitHub.of_job({}) == GitHub("", "", "")
