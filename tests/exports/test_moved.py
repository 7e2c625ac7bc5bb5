"""Servers are told what has moved and what is gone."""

from dataclasses import replace
from pathlib import Path

import pytest

from jumelage.exports.atom import FEEDS
from jumelage.exports.calendar import CALENDARS
from jumelage.exports.moved import FOLLOWED, FORMER, GONE, gone_map, redirected, redirects_map
from jumelage.pages import Said
from jumelage.pages.redirects import Redirect
from jumelage.targets.plan import plan
from making import files, relisted
from sites import copied, example, settings

SITE = relisted(
    example().site,
    redirects=(Redirect("/nl/a/", "/nl/b/", "nl", "page", "b", Said("B"), ("id",)),),
    gone=("/nl/z/", "/nl/y/"),
)


def test_what_has_moved_and_what_is_gone_is_written_for_each_server() -> None:
    assert redirected(SITE) == f"{FORMER}/nl/a/ /nl/b/ 301\n"
    assert redirects_map(SITE) == f'{FORMER}"/nl/a/" "/nl/b/";\n'
    assert gone_map(SITE) == f'{GONE}"/nl/y/" 1;\n"/nl/z/" 1;\n'


def test_a_quotation_mark_in_an_address_does_not_end_it() -> None:
    assert gone_map(relisted(SITE, gone=('/nl/"y"/',))) == f'{GONE}"/nl/\\"y\\"/" 1;\n'


def test_capitals_alone_make_no_second_address() -> None:
    assert gone_map(relisted(SITE, gone=("/nl/y/", "/nl/Y/"))) == f'{GONE}"/nl/y/" 1;\n'


def test_letters_with_accents_that_differ_in_capitals_are_two_addresses_to_nginx() -> None:
    assert gone_map(relisted(SITE, gone=("/nl/é/", "/nl/É/"))).count(" 1;\n") == 2


@pytest.mark.parametrize(
    "path", ["", "~^/", "default", "nl/y/", "/nl/a\nb/", "/nl/a\0b/", "/nl/" + "a" * 4000, "/nl/" + '"' * 2000]
)
def test_what_nginx_could_not_read_or_nobody_can_ask_for_is_left_out(path: str) -> None:
    moves = (Redirect(path, "/nl/b/", "nl", "page", "b", Said("B"), ("id",)),)
    site = relisted(SITE, gone=(path, "/nl/y/"), redirects=moves)
    assert gone_map(site) == f'{GONE}"/nl/y/" 1;\n'
    assert redirects_map(site) == FORMER


def test_a_target_holds_nothing_that_a_server_takes_for_something_else() -> None:
    moves = (Redirect("/nl/a/", '/nl/$host/*:x/"é"/', "nl", "page", "b", Said("B"), ("id",)),)
    site = relisted(SITE, redirects=moves)
    target = "/nl/%24host/%2A%3Ax/%22%C3%A9%22/"
    assert redirects_map(site) == f'{FORMER}"/nl/a/" "{target}";\n'
    assert redirected(site) == f"{FORMER}/nl/a/ {target} 301\n"


def test_half_a_character_is_no_reason_to_fail() -> None:
    site = relisted(SITE, gone=("/nl/\ud800/",), redirects=())
    assert gone_map(site).encode() == f'{GONE}"/nl/?/" 1;\n'.encode()


def test_addresses_hold_the_path_of_a_project_page() -> None:
    site = replace(SITE, settings=replace(SITE.settings, siteurl="https://example.org/project"))
    assert redirected(site) == f"{FORMER}/project/nl/a/ /project/nl/b/ 301\n"
    assert gone_map(site).startswith(f'{GONE}"/project/nl/y/" 1;\n')


def test_who_subscribed_at_a_former_address_is_served_there(tmp_path: Path) -> None:
    root = copied(tmp_path)
    data = root / "data" / "municipalities.yaml"
    data.write_text(data.read_text("utf-8").replace("id: zonnedal\n", "id: zonnedal\n  aliases: [zondal]\n"), "utf-8")
    site = plan(root, settings())[0]
    followed, made = files(FOLLOWED, site), files(FEEDS, site) | files(CALENDARS, site)
    folders = {"nl": "gemeenten", "fr": "communes", "en": "municipalities"}
    names = ("feed.xml", "calendar.ics")
    assert {*followed} == {f"/{lang}/{folder}/zondal/{name}" for lang, folder in folders.items() for name in names}
    for name in names:
        assert followed[f"/nl/gemeenten/zondal/{name}"] == made[f"/nl/gemeenten/zonnedal/{name}"]
