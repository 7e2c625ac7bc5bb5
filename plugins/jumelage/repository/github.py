"""The GitHub API for one repository, with a token."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SECONDS = 30
LONGEST = 500  # characters quoted from an answer
# The user who opens issues and commits with the token of a workflow.
BOT = "github-actions[bot]"


class GitHubError(Exception):
    """GitHub refused or failed; the message contains its answer, but never the token."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """The GitHub API: its address, a repository, and the token of a workflow."""

    api: str
    repository: str
    token: str

    @classmethod
    def of_job(cls, environ: Mapping[str, str]) -> "GitHub":
        """Return the API as a job on GitHub finds it in its environment."""
        return cls(*(environ.get(f"GITHUB_{one}", "") for one in ("API_URL", "REPOSITORY", "TOKEN")))

    def ask(self, method: str, path: str, said: Mapping[str, Any] | None = None) -> Any:
        """
        Return GitHub's answer to a request about the repository.

        Raises:
            GitHubError: it does not answer, or refuses.
        """
        return asked(f"{self.api}/repos/{self.repository}/{path}", self.token, method, said)


def asked(address: str, token: str, method: str = "GET", said: Mapping[str, Any] | None = None) -> Any:
    """
    Return the JSON answer of an address of GitHub.

    Raises:
        GitHubError: it does not answer, or refuses.
    """
    name = f"{method} {address.partition('?')[0].rpartition('/')[2]}"
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/vnd.github+json",
        "Content-Type": "application/json",
        "User-Agent": "jumelage",
    }
    data = json.dumps(said).encode() if said else None
    try:
        # A job on GitHub gets the address in its environment; elsewhere it is ''.
        request = urllib.request.Request(address, data, headers, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            raise GitHubError(f"{name}: {error.code}{_why(error)}") from error
    except (OSError, ValueError) as error:
        raise GitHubError(f"{name}: {error}") from error


def _why(error: urllib.error.HTTPError) -> str:
    """Return GitHub's reason for refusing, after a space; '' if it gives none."""
    try:
        return f" {json.loads(error.read())['message']}"[:LONGEST]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
