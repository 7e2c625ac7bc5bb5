"""One issue, on a server that answers as GitHub does, is opened, brought up to date and closed."""

from collections.abc import Iterator

import pytest

from hub import BOT, Hub, hosted
from jumelage.publishing.issue import LONGEST, keep
from jumelage.repository.github import GitHub

SOMEBODY = {"user": {"login": "iemand"}}


@pytest.fixture
def hub() -> Iterator[GitHub]:
    with hosted() as api:
        yield GitHub(api, "wie/site", "geheim")


def test_one_issue_follows_how_things_stand(hub: GitHub) -> None:
    assert keep(hub, "links", "Links", "") == ""
    assert keep(hub, "links", "Links", "one") == "opened"
    assert keep(hub, "links", "Links", "two") == "updated"
    assert [(one["state"], one["body"], one["labels"]) for one in Hub.issues] == [("open", "two", ["links"])]
    assert keep(hub, "links", "Links", "") == "closed"
    assert Hub.issues[0]["state"] == "closed"
    assert keep(hub, "links", "Links", "three") == "opened"
    assert [one["state"] for one in Hub.issues] == ["closed", "open"]
    assert Hub.tokens == {"Bearer geheim"}


@pytest.mark.parametrize("whose", [SOMEBODY, {**BOT, "pull_request": {}}], ids=["somebody's", "a pull request"])
def test_what_others_opened_with_the_same_label_stays_as_it_is(whose: dict[str, object], hub: GitHub) -> None:
    other = {"number": 1, "state": "open", "labels": ["links"], "body": "theirs", **whose}
    Hub.issues.append(dict(other))
    assert keep(hub, "links", "Links", "") == ""
    assert keep(hub, "links", "Links", "ours") == "opened"
    assert keep(hub, "links", "Links", "anew") == "updated"
    assert (Hub.issues[0], Hub.issues[1]["body"]) == (other, "anew")


def test_what_is_too_long_for_github_is_cut_at_a_line(hub: GitHub) -> None:
    line = "- a link that leads nowhere\n"
    keep(hub, "links", "Links", line * LONGEST)
    body = Hub.issues[0]["body"]
    assert LONGEST - 100 < len(body) < 65_536
    assert set(body.splitlines(keepends=True)) == {line, "\n", "…\n"}
