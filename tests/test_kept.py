"""Whatever is damaged of what is kept between builds: the next build gives the same bytes as one without anything."""

import json
import os
import random
from pathlib import Path

import pytest

from jumelage.output import staged, write
from jumelage.output.folders import state_folder
from jumelage.output.publish import publish
from jumelage.store.store import Store, cache_folder, sealed, unsealed
from running import held
from sites import copied, settings, written

pytestmark = pytest.mark.no_cover

FILES = {"/nl/index.html": b"<p>nl</p>", "/404.html": b"404", "/site-index.json": b"[]\n"}


def damaged(folder: Path) -> int:
    """Damage each file of a cache, each in another way; return how many there were."""
    paths = sorted(folder.iterdir())
    bytes_of = {path: path.read_bytes() for path in paths}
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    for number, path in enumerate(paths):
        held, other = bytes_of[path], bytes_of[chance.choice([one for one in paths if one != path])]
        at = chance.randrange(len(held))
        ways = (
            b"",
            held[:-1],
            held[: len(held) // 2],
            held[32:],
            held[:32],
            other,
            held[:at] + bytes([held[at] ^ 1]) + held[at + 1 :],
            chance.randbytes(len(held)),
            held + b"\0",
        )
        path.write_bytes(ways[number % len(ways)])
    return len(paths)


def test_a_build_with_a_damaged_cache_gives_the_bytes_of_a_cold_one(tmp_path: Path) -> None:
    root = copied(tmp_path)
    output, store = root / "output", Store(tmp_path / "made")
    publish(root, root / "cold", settings(), store=Store(cache_folder() / "made"))
    publish(root, output, settings(), store=store)
    assert held(output) == held(root / "cold")
    kept = held(tmp_path / "made")
    assert damaged(tmp_path / "made") > 50
    assert held(tmp_path / "made") != kept
    # What is fresh is in the output and need not be made: another output needs all that is kept.
    for name in ("output", "other"):
        publish(root, root / name, settings(), store=store)
        assert held(root / name) == held(root / "cold")
    # What was damaged was replaced.
    assert held(tmp_path / "made") == kept


MANIFESTS = {
    "empty": lambda *_: b"",
    "cut": lambda held, _: held[:-3],
    "of an earlier version": lambda held, _: held[32:],
    "no JSON": lambda *_: b"[" * 100_000,
    "with other digests": lambda held, _: held[:32] + held[32:].replace(b'"/', b'"/x/'),
    "of another tree": lambda _, other: other,
}


@pytest.mark.parametrize("damage", MANIFESTS.values(), ids=[*MANIFESTS])
def test_a_damaged_manifest_has_the_files_read(damage: object, tmp_path: Path) -> None:
    output = tmp_path / "output"
    for text in (b"1", b"2"):
        write(output, {**FILES, "/a": text}, tmp_path)
    paths = [state_folder(output) / f"{tree.stat().st_ino}.json" for tree in (output, state_folder(output) / "spare")]
    was = [path.read_bytes() for path in paths]
    for path, own, other in zip(paths, was, reversed(was), strict=True):
        path.write_bytes(damage(own, other))  # type: ignore[operator]
    (output / "404.html").write_bytes(b"by hand")
    assert write(output, {**FILES, "/a": b"2"}, tmp_path) == 1
    assert write(output, {**FILES, "/a": b"3"}, tmp_path) == 1
    assert held(output) == {path[1:]: data for path, data in {**FILES, "/a": b"3"}.items()}


def test_a_manifest_that_somebody_wrote_with_its_hash_is_not_that_of_another_folder(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    path = state_folder(output) / f"{output.stat().st_ino}.json"
    reported = json.loads(unsealed(path, path.name) or b"")
    path.write_bytes(sealed(json.dumps(reported).encode(), "1.json"))
    with staged(output, tmp_path) as stage:
        assert stage.sources == {}


@pytest.mark.parametrize("tree", ["output", ".output.jumelage/spare"])
def test_other_bytes_of_the_same_size_and_time_are_found(tree: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    for text in (b"1", b"2"):
        write(output, {**FILES, "/a": text}, tmp_path)
    path = tmp_path / tree / "404.html"
    before = path.stat()
    path.write_bytes(b"505")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    for text in (b"2", b"3"):
        write(output, {**FILES, "/a": text}, tmp_path)
        assert held(output) == {name[1:]: data for name, data in {**FILES, "/a": text}.items()}


def test_what_a_killed_build_left_half_written_goes(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    written(state_folder(output), {"half-written": "a", "before/a": "b"})
    assert write(output, FILES, tmp_path) == 0
    assert {path.name for path in state_folder(output).iterdir()} == {"lock", f"{output.stat().st_ino}.json"}
