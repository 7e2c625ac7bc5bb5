"""Servers are told what has moved and what is gone."""

from dataclasses import replace
from pathlib import Path

import pytest

from jumelage.exports.moved import FORMER, GONE, followed, moved
from jumelage.pages import Said
from jumelage.pages.redirects import Redirect
from jumelage.targets.build import exported
from jumelage.targets.plan import plan
from sites import copied, example, settings

SITE = replace(
    example().site,
    redirects=(Redirect("/nl/a/", "/nl/b/", "nl", "page", "b", Said("B"), ("id",)),),
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


def test_letters_with_accents_that_differ_in_capitals_are_two_addresses_to_nginx() -> None:
    assert dict(moved(replace(SITE, gone=("/nl/é/", "/nl/É/"))))["/_nginx/gone.map"].count(" 1;\n") == 2


@pytest.mark.parametrize(
    "path", ["", "~^/", "default", "nl/y/", "/nl/a\nb/", "/nl/a\0b/", "/nl/" + "a" * 4000, "/nl/" + '"' * 2000]
)
def test_what_nginx_could_not_read_or_nobody_can_ask_for_is_left_out(path: str) -> None:
    moves = (Redirect(path, "/nl/b/", "nl", "page", "b", Said("B"), ("id",)),)
    made = dict(moved(replace(SITE, gone=(path, "/nl/y/"), redirects=moves)))
    assert made["/_nginx/gone.map"] == f'{GONE}"/nl/y/" 1;\n'
    assert made["/_nginx/redirects.map"] == FORMER


def test_a_target_holds_nothing_that_a_server_takes_for_something_else() -> None:
    moves = (Redirect("/nl/a/", '/nl/$host/*:x/"é"/', "nl", "page", "b", Said("B"), ("id",)),)
    made = dict(moved(replace(SITE, redirects=moves)))
    target = "/nl/%24host/%2A%3Ax/%22%C3%A9%22/"
    assert made["/_nginx/redirects.map"] == f'{FORMER}"/nl/a/" "{target}";\n'
    assert made["/_redirects"] == f"{FORMER}/nl/a/ {target} 301\n"


def test_half_a_character_is_no_reason_to_fail() -> None:
    made = dict(moved(replace(SITE, gone=("/nl/\ud800/",), redirects=())))
    assert made["/_nginx/gone.map"].encode() == f'{GONE}"/nl/?/" 1;\n'.encode()


def test_addresses_hold_the_path_of_a_project_page() -> None:
    site = replace(SITE, settings=replace(SITE.settings, siteurl="https://example.org/project"))
    assert dict(moved(site))["/_redirects"] == f"{FORMER}/project/nl/a/ /project/nl/b/ 301\n"
    assert dict(moved(site))["/_nginx/gone.map"].startswith(f'{GONE}"/project/nl/y/" 1;\n')


def test_who_subscribed_at_a_former_address_is_served_there(tmp_path: Path) -> None:
    files = {"/nl/b/feed.xml": b"feed", "/nl/b/list.json": b"list", "/nl/c/feed.xml": b"other"}
    assert dict(followed(SITE, files)) == {"/nl/a/feed.xml": b"feed"}
    root = copied(tmp_path)
    data = root / "data" / "municipalities.yaml"
    data.write_text(data.read_text("utf-8").replace("id: zonnedal\n", "id: zonnedal\n  aliases: [zondal]\n"), "utf-8")
    made = exported(plan(root, settings())[0])
    for name in ("feed.xml", "calendar.ics"):
        assert made[f"/nl/gemeenten/zondal/{name}"] == made[f"/nl/gemeenten/zonnedal/{name}"]
