"""
A stored site is handed to GitHub Pages, which is given its time.

GitHub's own action gives it ten minutes, whatever it is asked for, and then has it stop halfway. Nothing here does.
"""

import time

from jumelage.repository.github import GitHub, GitHubError, asked

OFTEN = 10.0  # seconds between two questions
DONE = "succeed"
FAILED = frozenset({"deployment_cancelled", "deployment_content_failed", "deployment_failed", "deployment_lost"})


def proof(address: str, token: str) -> str:
    """
    Return what proves to Pages which workflow of which repository asks; GitHub says where a job gets it.

    Raises:
        GitHubError: it is not given: this is no job on GitHub, or one that may not ask for it.
    """
    if not address:
        raise GitHubError("only a job on GitHub with 'id-token: write' can")
    try:
        return str(asked(address, token)["value"])
    except (KeyError, TypeError) as error:
        raise GitHubError("it gives no proof of who asks") from error


def deployed(hub: GitHub, artifact: int, commit: str, told: str, seconds: float) -> str:
    """
    Have Pages publish a stored site, and return how that ended: 'succeed', or the state it is in after so many seconds.

    `told` is the proof of who asks.

    Raises:
        GitHubError: Pages did not begin with it.
    """
    end = time.monotonic() + seconds
    said = {"artifact_id": artifact, "pages_build_version": commit, "oidc_token": told}
    begun = hub.ask("POST", "pages/deployments", said)
    number = begun.get("id") or commit
    state = ""
    while state != DONE and state not in FAILED and time.monotonic() < end:
        time.sleep(OFTEN)
        try:
            state = str(hub.ask("GET", f"pages/deployments/{number}")["status"])
        except (GitHubError, KeyError, TypeError) as error:
            # It goes on whether it answers or not.
            state = str(error)
    return state
