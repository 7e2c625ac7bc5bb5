"""A server of this machine that answers as GitHub does."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BOT = {"user": {"login": "github-actions[bot]"}}


class Hub(BaseHTTPRequestHandler):
    """As much of GitHub as is asked: one repository's issues, Pages and runs, and proofs of who asks."""

    issues: list[dict[str, Any]]
    tokens: set[str]
    # What was handed to Pages, and how it stands at each question.
    deployments: list[dict[str, Any]]
    states: list[str]
    asked: list[str]
    # Runs of workflows, newest first, their jobs and what they stored, and the commits of the branch, newest first.
    runs: list[Any]
    jobs: list[Any]
    artifacts: list[Any]
    commits: list[str]

    def answer(self) -> None:
        self.tokens.add(self.headers["Authorization"])
        length = int(self.headers.get("Content-Length") or 0)
        said = json.loads(self.rfile.read(length)) if length else {}
        path, _, question = self.path.partition("?")
        self.asked.append(f"{self.command} {path}")
        status, reported = self.reported(path.removeprefix("/repos/wie/site/"), question, said)
        data = json.dumps(reported).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def reported(self, path: str, question: str, said: dict[str, Any]) -> tuple[int, Any]:
        if path.startswith("issues"):
            return self.of_issues(path, question, said)
        if path == "/proof":
            return 200, {"value": "bewijs"}
        if path == "pages/deployments":
            if said["oidc_token"] != "bewijs":  # noqa: S105 - it is no password
                return 400, {"message": "Deployment request failed"}
            self.deployments.append(said)
            return 200, {"id": said["pages_build_version"]}
        if path.startswith("pages/deployments/"):
            state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
            return (200, {"status": state}) if state != "busy" else (503, None)
        return self.of_runs(path, question)

    def of_issues(self, path: str, question: str, said: dict[str, Any]) -> tuple[int, Any]:
        if self.command == "GET":
            wanted = dict(part.split("=") for part in question.split("&"))
            return 200, [one for one in self.issues if one["state"] == "open" and wanted["labels"] in one["labels"]]
        if self.command == "POST":
            self.issues.append({"number": len(self.issues) + 1, "state": "open", **BOT, **said})
            return 201, self.issues[-1]
        self.issues[int(path.rpartition("/")[2]) - 1].update(said)
        return 200, {}

    def of_runs(self, path: str, question: str) -> tuple[int, Any]:
        match path.split("/"):
            case ["git", "ref", "heads", "main"]:
                return 200, {"object": {"sha": self.commits[0]}}
            case ["compare", both]:
                known = both.partition("...")[0] in self.commits
                return 200, {"status": "ahead" if known else "diverged", "commits": []}
            case ["actions", "runs"]:
                wanted = dict(part.split("=") for part in question.split("&"))
                ended = [one for one in self.runs if self.fits(one, wanted)]
                first = (int(wanted["page"]) - 1) * int(wanted["per_page"])
                return 200, {"workflow_runs": ended[first : first + int(wanted["per_page"])]}
            case ["actions", "runs", number, *rest]:
                found = [one for one in self.runs if one["id"] == int(number)]
                held = {"jobs": self.jobs, "artifacts": self.artifacts}
                if rest and found:
                    own = [one for one in held[rest[0]] if one.get("run_id", int(number)) == int(number)]
                    return 200, {rest[0]: own}
                if found:
                    return 200, found[0]
        return 404, {"message": "Not Found"}

    @staticmethod
    def fits(run: Any, wanted: dict[str, str]) -> bool:
        return bool((run["head_branch"], run["conclusion"]) == (wanted["branch"], wanted["status"]))

    do_GET = do_POST = do_PATCH = answer  # noqa: N815 - the names are the base class's

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def hosted() -> Iterator[str]:
    """Answer as GitHub does for the time of a `with`, and give the address of its interface."""
    Hub.issues, Hub.tokens, Hub.deployments, Hub.states, Hub.asked = [], set(), [], ["succeed"], []
    Hub.runs, Hub.jobs, Hub.artifacts, Hub.commits = [], [], [], ["a" * 40]
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
