"""One issue on GitHub that says how things stand: opened, brought up to date, closed."""

from typing import Any

from jumelage.repository.github import BOT, GitHub

LONGEST = 60_000  # characters; GitHub takes some more
CUT = "\n\n…\n"


def keep(hub: GitHub, label: str, title: str, body: str) -> str:
    """
    Have one open issue with a label say `body`, none when that is ''; return what was done.

    What somebody else opened stays as it is, whatever its label. A longer text is cut at a line.

    Raises:
        GitHubError: it could not be done.
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
