"""One issue on GitHub that says how things stand: opened, brought up to date, closed."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SECONDS = 30


class GitHubError(Exception):
    """GitHub did not do it; the message says what it answered, and never the token."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """GitHub's interface: its address, a repository, and a token that may write issues."""

    api: str
    repository: str
    token: str

    def keep(self, label: str, title: str, body: str) -> str:
        """
        Have one open issue with a label say `body`, none when that is ''; return what was done.

        Raises:
            GitHubError: it could not be done.
        """
        there = self._ask("GET", f"issues?state=open&labels={label}&per_page=1")
        if there and not body:
            self._ask("PATCH", f"issues/{there[0]['number']}", {"state": "closed", "state_reason": "completed"})
            return "closed"
        if there:
            self._ask("PATCH", f"issues/{there[0]['number']}", {"title": title, "body": body})
            return "updated"
        if body:
            self._ask("POST", "issues", {"title": title, "body": body, "labels": [label]})
            return "opened"
        return ""

    def _ask(self, method: str, path: str, said: Mapping[str, Any] | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 - GitHub says itself where it is
            f"{self.api}/repos/{self.repository}/{path}",
            method=method,
            data=json.dumps(said).encode() if said else None,
            headers={
                "Authorization": f"Bearer {self.token}",
                "Accept": "application/vnd.github+json",
                "Content-Type": "application/json",
                "User-Agent": "jumelage",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            error.close()
            raise GitHubError(f"{method} {path.partition('?')[0]}: {error.code}") from error
        except (OSError, ValueError) as error:
            raise GitHubError(f"{method} {path.partition('?')[0]}: {error}") from error
