"""
Hands a stored site to GitHub Pages, and waits as long as needed.

GitHub's own action waits ten minutes at most, whatever its settings, and then cancels the deployment; we never do.
"""

import time

from jumelage.repository.github import GitHub, GitHubError, asked

OFTEN = 10.0  # seconds between two requests
DONE = "succeed"
FAILED = frozenset({"deployment_cancelled", "deployment_content_failed", "deployment_failed", "deployment_lost"})


def proof(address: str, token: str) -> str:
    """
    Return the OIDC token that proves to Pages which workflow of which repository asks; GitHub gives jobs its address.

    Raises:
        GitHubError: there is none: this is not a job on GitHub, or one without the permission.
    """
    if not address:
        raise GitHubError("only a job on GitHub with 'id-token: write' can")
    try:
        return str(asked(address, token)["value"])
    except (KeyError, TypeError) as error:
        raise GitHubError("it gives no proof of who asks") from error


def deployed(hub: GitHub, artifact: int, commit: str, proven: str, seconds: float) -> str:
    """
    Have Pages publish a stored site, and return the result: 'succeed', or the state after `seconds`.

    `proven` is the token from `proof`.

    Raises:
        GitHubError: Pages did not start the deployment.
    """
    end = time.monotonic() + seconds
    said = {"artifact_id": artifact, "pages_build_version": commit, "oidc_token": proven}
    begun = hub.ask("POST", "pages/deployments", said)
    number = begun.get("id") or commit
    state = ""
    while state != DONE and state not in FAILED and time.monotonic() < end:
        time.sleep(OFTEN)
        try:
            state = str(hub.ask("GET", f"pages/deployments/{number}")["status"])
        except (GitHubError, KeyError, TypeError) as error:
            # The deployment goes on whether GitHub answers or not.
            state = str(error)
    return state
