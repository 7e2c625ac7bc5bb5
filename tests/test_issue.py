"""One issue, on a server that answers as GitHub does, is opened, brought up to date and closed."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from jumelage.issue import GitHub, GitHubError


class Hub(BaseHTTPRequestHandler):
    """As much of GitHub as is asked: the issues of one repository."""

    issues: list[dict[str, Any]]
    tokens: set[str]

    def answer(self) -> None:
        self.tokens.add(self.headers["Authorization"])
        length = int(self.headers.get("Content-Length") or 0)
        said = json.loads(self.rfile.read(length)) if length else {}
        path, _, question = self.path.partition("?")
        status: int = 200
        told: Any = None
        if not path.startswith("/repos/wie/site/issues"):
            status, told = 404, {"message": "Not Found"}
        elif self.command == "GET":
            wanted = dict(part.split("=") for part in question.split("&"))
            told = [one for one in self.issues if one["state"] == "open" and wanted["labels"] in one["labels"]]
        elif self.command == "POST":
            told = {"number": len(self.issues) + 1, "state": "open", **said}
            self.issues.append(told)
            status = 201
        else:
            told = self.issues[int(path.rpartition("/")[2]) - 1]
            told.update(said)
        data = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = answer  # noqa: N815 - the names are the base class's

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[str]:
    Hub.issues, Hub.tokens = [], set()
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_one_issue_follows_how_things_stand(api: str) -> None:
    hub = GitHub(api, "wie/site", "geheim")
    assert hub.keep("links", "Links", "") == ""
    assert hub.keep("links", "Links", "one") == "opened"
    assert hub.keep("links", "Links", "two") == "updated"
    assert [(one["state"], one["body"], one["labels"]) for one in Hub.issues] == [("open", "two", ["links"])]
    assert hub.keep("links", "Links", "") == "closed"
    assert Hub.issues[0]["state"] == "closed"
    assert hub.keep("links", "Links", "three") == "opened"
    assert [one["state"] for one in Hub.issues] == ["closed", "open"]
    assert Hub.tokens == {"Bearer geheim"}


@pytest.mark.parametrize(("name", "why"), [("wie/niemand", "404"), ("", "404")])
def test_what_github_refuses_is_said_without_the_token(name: str, why: str, api: str) -> None:
    with pytest.raises(GitHubError, match=why) as caught:
        GitHub(api, name, "geheim").keep("links", "Links", "one")
    assert "geheim" not in str(caught.value)


def test_a_github_that_is_not_there_is_said() -> None:
    with pytest.raises(GitHubError, match="GET issues: "):
        GitHub("http://127.0.0.1:9", "wie/site", "geheim").keep("links", "Links", "one")
