"""Files that exist once in a site."""

from collections.abc import Callable, Iterator, Mapping

from jumelage.exports.headers import headers
from jumelage.exports.moved import gone_map, redirected, redirects_map
from jumelage.exports.next_change import next_change
from jumelage.exports.robots import robots
from jumelage.exports.security import PATH, security
from jumelage.exports.site_index import site_index
from jumelage.exports.sitemap import sitemap
from jumelage.pages import Site, Target
from jumelage.rendering.workshop import Format, Workshop

MADE: Mapping[str, Callable[[Site], str]] = {
    "/sitemap.xml": sitemap,
    "/robots.txt": robots,
    "/site-index.json": site_index,
    "/next-change.json": next_change,
    "/_redirects": redirected,
    "/_nginx/redirects.map": redirects_map,
    "/_nginx/gone.map": gone_map,
    "/_headers": headers,
    PATH: security,
}


def _files(workshop: Workshop) -> Iterator[Target]:
    yield from (Target(path, "for machines") for path in MADE if path != PATH or security(workshop.site))


def _file(target: Target, workshop: Workshop) -> str:
    return MADE[target.path](workshop.site)


FOR_MACHINES = Format("for machines", _files, _file, persons=True)
