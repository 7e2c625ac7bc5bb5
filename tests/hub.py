"""A server of this machine that answers as GitHub does."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BOT = {"user": {"login": "github-actions[bot]"}}


class Hub(BaseHTTPRequestHandler):
    """As much of GitHub as is asked: the issues of one repository, its Pages, and proofs of who asks."""

    issues: list[dict[str, Any]]
    tokens: set[str]
    # What was handed to Pages, and how it stands at each question.
    deployments: list[dict[str, Any]]
    states: list[str]
    asked: list[str]

    def answer(self) -> None:
        self.tokens.add(self.headers["Authorization"])
        length = int(self.headers.get("Content-Length") or 0)
        said = json.loads(self.rfile.read(length)) if length else {}
        path, _, question = self.path.partition("?")
        self.asked.append(f"{self.command} {path}")
        status, told = self.told(path.removeprefix("/repos/wie/site/"), question, said)
        data = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def told(self, path: str, question: str, said: dict[str, Any]) -> tuple[int, Any]:
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
        return 404, {"message": "Not Found"}

    def of_issues(self, path: str, question: str, said: dict[str, Any]) -> tuple[int, Any]:
        if self.command == "GET":
            wanted = dict(part.split("=") for part in question.split("&"))
            return 200, [one for one in self.issues if one["state"] == "open" and wanted["labels"] in one["labels"]]
        if self.command == "POST":
            self.issues.append({"number": len(self.issues) + 1, "state": "open", **BOT, **said})
            return 201, self.issues[-1]
        self.issues[int(path.rpartition("/")[2]) - 1].update(said)
        return 200, {}

    do_GET = do_POST = do_PATCH = answer  # noqa: N815 - the names are the base class's

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def hosted() -> Iterator[str]:
    """Answer as GitHub does for the time of a `with`, and give the address of its interface."""
    Hub.issues, Hub.tokens, Hub.deployments, Hub.states, Hub.asked = [], set(), [], ["succeed"], []
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
