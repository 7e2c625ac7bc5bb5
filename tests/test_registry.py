"""Every file of a site is a target of one registry: plain data, built and served alike."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from jumelage.pages import Target
from jumelage.rendering.workshop import Format, Workshop
from jumelage.serving.preview import Preview
from jumelage.source.theme import theme_of
from jumelage.store.store import Store
from jumelage.targets.plan import plan
from jumelage.targets.registry import BY_NAME, FORMATS, made, registry
from running import waited
from sites import EXAMPLE, copied, example, settings

# It holds what all others hold.
LAST = "/build.json"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Return the workshop of the example with a former address, which all formats have something of."""
    root = copied(tmp_path_factory.mktemp("example"))
    data = root / "data" / "municipalities.yaml"
    data.write_text(data.read_text("utf-8").replace("id: zonnedal\n", "id: zonnedal\n  aliases: [zondal]\n"), "utf-8")
    return Workshop.of(plan(root, settings())[0], theme_of(root), Store())


@pytest.fixture(scope="module")
def targets(workshop: Workshop) -> tuple[Target, ...]:
    return tuple(registry(workshop))


def test_a_target_is_plain_data_of_less_than_a_kilobyte(targets: tuple[Target, ...]) -> None:
    assert max(len(pickle.dumps(one)) for one in targets) < 1000
    assert all(pickle.loads(pickle.dumps(one)) == one for one in targets)  # noqa: S301 - our own


def test_to_know_every_target_nothing_is_made(workshop: Workshop) -> None:
    fresh = Workshop.of(replace(workshop.site), theme_of(EXAMPLE), Store())
    assert list(registry(fresh))
    worked_out = [question for site in (fresh.site, fresh.public.site) for question in site.answers.kept]
    assert [one for one in worked_out if {"page", "html"} & {*one}] == []


def test_no_two_targets_are_at_one_path(targets: tuple[Target, ...]) -> None:
    paths = [one.path for one in targets]
    assert sorted(paths) == sorted(set(paths))


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_each_format_has_targets_in_the_example_and_makes_them(kind: Format, workshop: Workshop) -> None:
    found = list(kind.targets(workshop))
    assert found
    assert {one.maker for one in found} == {kind.name}
    for target in found[:3]:
        files = made(target, workshop)
        assert files
        assert all(path.startswith(target.path) for path in files)


def test_formats_have_names_of_their_own() -> None:
    assert len(BY_NAME) == len(FORMATS)


def test_a_page_says_what_its_target_says(workshop: Workshop) -> None:
    for target in workshop.site.targets:
        page = workshop.site.page(target)
        assert (page.path, page.kind, page.id, page.lang) == (target.path, *target.key)


def test_feeds_calendars_and_pictures_are_there_just_where_pages_name_them(workshop: Workshop) -> None:
    pages = workshop.site.pages
    paths = {one.maker: set() for one in registry(workshop)}  # type: dict[str, set[str]]
    for one in registry(workshop):
        paths[one.maker].add(one.path)
    assert paths["feed"] == {page.feed for page in pages if page.feed}
    assert paths["calendar"] == {page.calendar for page in pages if page.calendar}
    named = {f"/share/{page.lang}/{page.picture or 'site'}.png" for page in pages if page.lang}
    assert named <= paths["share picture"]


def test_every_file_that_is_built_is_served_as_it_is_built(tmp_path: Path) -> None:
    preview = Preview(copied(tmp_path), settings)
    assert preview.look()
    assert preview.shown
    # The search takes long and is served as a folder: the tests of the server ask for it.
    built = {path: data for path, data in example().files.items() if path != LAST and not path.startswith("/pagefind/")}
    differing = [path for path, data in built.items() if preview.shown.answer(path) != data]
    assert differing == []


def test_of_a_folder_only_what_it_holds_is_served(workshop: Workshop) -> None:
    folders = [one.path for one in registry(workshop) if one.path.endswith("/")]
    assert folders == ["/pagefind/nl/", "/pagefind/fr/", "/pagefind/en/"]


def test_a_folder_that_is_being_made_is_waited_for(tmp_path: Path) -> None:
    preview = Preview(copied(tmp_path), settings)
    assert preview.look()
    shown, folder = preview.shown, "/pagefind/nl/"
    assert shown
    with ThreadPoolExecutor(1) as pool:
        with shown.making:
            asked = pool.submit(shown.answer, f"{folder}pagefind.js")
            assert not waited(asked.done, 0.3)
            shown.ready.update({folder: b"", f"{folder}pagefind.js": b"made"})
        assert asked.result(10) == b"made"
