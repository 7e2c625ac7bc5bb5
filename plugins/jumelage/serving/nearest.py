"""Finds the pages that somebody may have meant who requested a missing one."""

from collections.abc import Iterable
from difflib import get_close_matches

MOST = 5


def nearest(path: str, paths: Iterable[str]) -> list[str]:
    """
    Return up to five of `paths` that are similar to a missing one, best first.

    Paths in the same language come first, and among them those with the same last part.

    >>> nearest("/nl/plaats/lunara/", ["/fr/lieux/lunara/", "/nl/plaatsen/", "/nl/plaatsen/lunara/", "/nl/nieuws/"])
    ['/nl/plaatsen/lunara/', '/nl/plaatsen/', '/fr/lieux/lunara/']
    """
    lang, last = path.strip("/").partition("/")[0], path.rstrip("/").rpartition("/")[2]
    every = sorted(paths)
    own = [one for one in every if one.startswith(f"/{lang}/")] or every
    same = [one for one in own if last and one.rstrip("/").endswith(f"/{last}")]
    near = get_close_matches(path, own, n=MOST, cutoff=0.6)
    ends: dict[str, str] = {}
    for one in own:
        ends.setdefault(one.rstrip("/").rpartition("/")[2], one)
    alike = [ends[end] for end in get_close_matches(last, ends, n=2, cutoff=0.7)]
    elsewhere = [one for one in every if last and one.rstrip("/").endswith(f"/{last}")]
    return list(dict.fromkeys([*same, *near, *alike, *elsewhere]))[:MOST]
