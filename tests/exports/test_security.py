"""`security.txt` says whom to tell and until when, and is not there when nobody can be told."""

from dataclasses import replace

import pytest

from jumelage.exports.security import security
from jumelage.model.security import Security
from making import relisted
from sites import example

SITE = example().site
END = "Expires: 2027-02-28T23:59:59Z\nPreferred-Languages: nl, fr, en\n"
CANONICAL = "Canonical: https://example.org/.well-known/security.txt\n"


def reported(own: dict[str, object] | None, contact: str = "", repository: str = "") -> str:
    said = None if own is None else Security.model_validate({"expires": "2027-02", **own})
    known = replace(SITE.settings, siteurl="https://example.org", repository=repository, contact=contact)
    return security(relisted(replace(SITE, settings=known), security=said))


@pytest.mark.parametrize(
    ("own", "changed", "expected"),
    [
        pytest.param(
            {"contacts": ["mailto:a@example.org", "/nl/over/"], "policy": "/nl/beleid/"},
            {"contact": "info@example.org"},
            "Contact: mailto:a@example.org\nContact: https://example.org/nl/over/\n"
            f"{END}{CANONICAL}Policy: https://example.org/nl/beleid/\n",
            id="contacts of its own",
        ),
        pytest.param(
            {"policy": "https://example.com/"},
            {"contact": "info@example.org", "repository": "https://github.com/a/b"},
            "Contact: mailto:info@example.org\nContact: https://github.com/a/b/security/advisories/new\n"
            f"{END}{CANONICAL}Policy: https://example.com/\n",
            id="the site's contact and its repository",
        ),
        pytest.param({"contacts": ["/nl/over/"]}, {}, "", id="a page that names no address"),
        pytest.param({}, {"repository": "https://example.net/a"}, "", id="nobody to tell"),
        pytest.param(None, {"contact": "info@example.org"}, "", id="nobody says until when"),
    ],
)
def test_whom_to_tell(own: dict[str, object] | None, changed: dict[str, str], expected: str) -> None:
    assert reported(own, **changed) == expected
