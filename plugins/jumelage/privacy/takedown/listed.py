"""The pages that a built site lists in its index: which of them must exist, and their files."""

import json
import re
from collections.abc import Mapping

from jumelage.languages import VIEWS
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.privacy.takedown.addresses import INDEX
from jumelage.privacy.takedown.machines import INDEX as LIST

HOMES = frozenset({"home", "not-found", *VIEWS})
# An index, a further page of one, and one as a table; a record's address is longer and does not end in a number.
OVERVIEW = re.compile(
    r"index /[^/]+/[^/]+/|index-(\d+) /[^/]+/[^/]+/\1/|index-table(?:-\d+)? /[^/]+/[^/]+/[^/]+/(?:\d+/)?"
)


def site_index(files: Mapping[str, bytes]) -> list[dict[str, str]]:
    """
    Return the pages that a built site lists, in order: kind, id, language, path and title of each.

    Raises:
        BuildError: the list cannot be read.
    """
    try:
        held = json.loads(files[LIST])
        return [{name: str(one[name] or "") for name in ("kind", "id", "lang", "path", "title")} for one in held]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise BuildError(Sentence("This is not a built site: its {name} cannot be read.", name=LIST[1:])) from error


def is_overview(one: Mapping[str, str]) -> bool:
    """Return whether a page leads to others and must exist: a home page, an index, the agenda."""
    if one["kind"] == "page":
        return False
    return one["kind"] in HOMES or bool(OVERVIEW.fullmatch(f"{one['id']} {one['path']}"))


def file_of(one: Mapping[str, str]) -> str:
    """Return the path of the file of a listed page."""
    return f"{one['path']}{INDEX}"
