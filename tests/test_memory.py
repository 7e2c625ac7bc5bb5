"""What a server remembers from one look to the next."""

from pathlib import Path

from jumelage.store.memory import Memory, stamp


class Maker:
    """Makes 1, then 2, and so on."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_a_memory_that_does_not_last_makes_everything_anew() -> None:
    make = Maker()
    memory = Memory()
    assert (memory.made("a", make), memory.made("a", make)) == (1, 2)
    assert not memory.has("a")


def test_a_lasting_memory_makes_once_what_is_asked_for_in_every_round() -> None:
    make = Maker()
    memory = Memory(lasting=True)
    for _ in range(3):
        memory.round()
        assert memory.made("a", make) == 1
        assert memory.made("a", make) == 1
    assert make.times == 1


def test_what_was_not_asked_for_in_a_round_is_forgotten() -> None:
    make = Maker()
    memory = Memory(lasting=True)
    memory.made("a", make)
    memory.round()
    assert memory.has("a")
    memory.round()
    assert not memory.has("a")
    assert memory.made("a", make) == 2


def test_a_round_is_the_same_when_the_same_was_asked_for() -> None:
    make = Maker()
    memory = Memory(lasting=True)
    memory.made("a", make)
    memory.round()
    assert not memory.same()
    memory.made("a", make)
    assert memory.same()
    memory.made("b", make)
    assert not memory.same()


def test_a_stamp_changes_with_each_file_that_takes_a_place(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_text("1", encoding="utf-8")
    before = stamp(path)
    assert stamp(path) == before
    other.write_text("2", encoding="utf-8")
    other.replace(path)
    assert stamp(path) != before
