"""Servers are told what has moved and what is gone."""

from dataclasses import replace

from jumelage.exports.moved import FORMER, GONE, moved
from jumelage.pages import Said
from jumelage.pages.redirects import Redirect
from sites import example

SITE = replace(
    example().site,
    redirects=(Redirect("/nl/a/", "/nl/b/", "nl", "page", "b", Said("B"), 0),),
    gone=("/nl/z/", "/nl/y/"),
)


def test_what_has_moved_and_what_is_gone_is_written_for_each_server() -> None:
    assert dict(moved(SITE)) == {
        "/_redirects": f"{FORMER}/nl/a/ /nl/b/ 301\n",
        "/_nginx/redirects.map": f'{FORMER}"/nl/a/" "/nl/b/";\n',
        "/_nginx/gone.map": f'{GONE}"/nl/y/" 1;\n"/nl/z/" 1;\n',
    }


def test_a_quotation_mark_in_an_address_does_not_end_it() -> None:
    assert dict(moved(replace(SITE, gone=('/nl/"y"/',))))["/_nginx/gone.map"] == f'{GONE}"/nl/\\"y\\"/" 1;\n'


def test_capitals_alone_make_no_second_address() -> None:
    assert dict(moved(replace(SITE, gone=("/nl/y/", "/nl/Y/"))))["/_nginx/gone.map"] == f'{GONE}"/nl/y/" 1;\n'


def test_addresses_hold_the_path_of_a_project_page() -> None:
    site = replace(SITE, settings=replace(SITE.settings, siteurl="https://example.org/project"))
    assert dict(moved(site))["/_redirects"] == f"{FORMER}/project/nl/a/ /project/nl/b/ 301\n"
    assert dict(moved(site))["/_nginx/gone.map"].startswith(f'{GONE}"/project/nl/y/" 1;\n')
