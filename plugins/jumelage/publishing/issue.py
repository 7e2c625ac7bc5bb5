"""Keeps one issue on GitHub up to date: opens, updates and closes it."""

from typing import Any

from jumelage.repository.github import BOT, GitHub

LONGEST = 60_000  # characters; GitHub's limit is a little higher
CUT = "\n\n…\n"


def keep(hub: GitHub, label: str, title: str, body: str) -> str:
    """
    Keep one open issue with a label and `body`, or none if that is ''; return 'opened', 'updated', 'closed' or ''.

    Issues that somebody else opened are not touched, whatever their label. A text that is too long is cut after a line.

    Raises:
        GitHubError: GitHub does not answer, or refuses.
    """
    there = next((one for one in hub.ask("GET", f"issues?state=open&labels={label}&per_page=100") if _own(one)), None)
    if len(body) > LONGEST:
        body = body[:LONGEST].rpartition("\n")[0] + CUT
    if there and not body:
        hub.ask("PATCH", f"issues/{there['number']}", {"state": "closed", "state_reason": "completed"})
        return "closed"
    if there:
        hub.ask("PATCH", f"issues/{there['number']}", {"title": title, "body": body})
        return "updated"
    if body:
        hub.ask("POST", "issues", {"title": title, "body": body, "labels": [label]})
        return "opened"
    return ""


def _own(issue: dict[str, Any]) -> bool:
    # GitHub lists pull requests as issues, too.
    return issue["user"]["login"] == BOT and "pull_request" not in issue
