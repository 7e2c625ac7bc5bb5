"""No layout of the file of marks keeps anybody on the site, and no mark or comment in it is lost."""

import pytest

from jumelage.content.withdrawn_lines import TOP, line, mark_file
from jumelage.model.withdrawn import Withdrawn
from marking import entry

ONE, TWO, THREE = (entry(name) for name in ("persoon een", "persoon-twee", "personne trois"))
HEAD = "".join(f"{one}\n" for one in TOP)
NAMESAKE = Withdrawn(mark=ONE.mark, words=2, proof=ONE.proof, **{"except": ("/nl/nieuws/x/", "/")})
FIRST, *_, LAST = sorted((ONE, TWO, THREE), key=lambda one: one.mark)


def block(one: Withdrawn) -> str:
    return f"- mark: '{one.mark}'\n  words: {one.words}\n  # Nagekeken.\n  proof: \"{one.proof}\"\n"


def written(*entries: Withdrawn, rest: str = "", top: str = HEAD) -> str:
    return top + "".join(f"{line(one)}\n" for one in sorted(entries, key=lambda one: one.mark)) + rest


def test_an_entry_is_one_line_with_the_pages_of_namesakes() -> None:
    assert line(ONE) == f"- {{mark: {ONE.mark}, words: 2, proof: {ONE.proof}}}"
    assert line(NAMESAKE).endswith(f"proof: {ONE.proof}, except: [/nl/nieuws/x/, /]}}")
    odd = NAMESAKE.model_copy(update={"except_": ("/a,b/", "/c'd#/", "/[e]:/", "/é/")})
    assert mark_file(f"{line(odd)}\n".encode()).lines[0].entry == odd


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", written(TWO), id="empty"),
        pytest.param("\n\n", written(TWO), id="spaces alone"),
        pytest.param(HEAD, written(TWO), id="comments alone"),
        pytest.param("# Kop.\n", written(TWO, top="# Kop.\n"), id="comments of somebody else"),
        pytest.param("[]\n", written(TWO), id="an empty list"),
        pytest.param("{}\n", written(TWO), id="an empty mapping"),
        pytest.param("---\n" + line(ONE), written(ONE, TWO), id="the beginning of a document, no last line end"),
        pytest.param(HEAD + line(ONE) + "\n" + line(ONE) + "\n", written(ONE, TWO), id="an entry twice"),
        pytest.param(HEAD + line(TWO) + "\n", written(TWO), id="an entry that is there"),
        pytest.param(HEAD + block(ONE), HEAD + "", id="in several lines"),
        pytest.param(f"[{line(ONE)[2:]},\n  {line(THREE)[2:]}]\n", written(ONE, TWO, THREE), id="in brackets"),
        pytest.param("  " + line(ONE) + "\n  " + line(THREE) + "\n", written(ONE, TWO, THREE), id="indented"),
        pytest.param(f"\ufeff{HEAD}{line(ONE)}\n".replace("\n", "\r\n"), written(ONE, TWO), id="Windows"),
        pytest.param(f"{line(ONE)}\r{line(THREE)}\r", written(ONE, TWO, THREE), id="an old Mac"),
        pytest.param((HEAD + line(ONE)).encode("utf-16"), written(ONE, TWO), id="UTF-16"),
        pytest.param(b"# caf\xe9\n" + line(ONE).encode(), written(ONE, TWO, top="# café\n"), id="no UTF-8"),
        pytest.param(
            f"{HEAD}<<<<<<< HEAD\n{line(ONE)}\n||||||| 1234\n=======\n{HEAD}{line(THREE)}\n>>>>>>> main\n",
            written(ONE, TWO, THREE),
            id="an unfinished merge",
        ),
        pytest.param(f"{line(ONE)}\n# Tot slot.\n", written(ONE, TWO, rest="# Tot slot.\n"), id="a comment at the end"),
        pytest.param("# Kop.\n[]\n# Slot.\n", written(TWO, top="# Kop.\n", rest="# Slot.\n"), id="around nothing"),
        pytest.param(f"a: b\n{line(ONE)}\n", written(ONE, TWO, rest="a: b\n"), id="what is no entry"),
        pytest.param(f"{line(ONE)}\n- [\n", written(ONE, TWO, rest="- [\n"), id="what is no YAML"),
        pytest.param("nee\n", written(TWO, rest="nee\n"), id="a text"),
        pytest.param("''\n", written(TWO), id="an empty text"),
        pytest.param("# A.\n\n# B\n- x: 1\n", written(TWO, top="# A.\n", rest="# B\n- x: 1\n"), id="commented"),
        pytest.param(f"{line(ONE)}\nnee\n", written(ONE, TWO, rest="nee\n"), id="an entry and what is none"),
        pytest.param(f"- mark: {ONE.mark}\n  words: 2\n", None, id="without a proof"),
        pytest.param("- {}\n", written(TWO, rest="- {}\n"), id="an entry of nothing"),
    ],
)  # fmt: skip
def test_a_mark_is_added_to_any_layout_and_nothing_is_lost(text: str | bytes, expected: str | None) -> None:
    raw = text if isinstance(text, bytes) else text.encode()
    made = mark_file(raw).with_entries([TWO])
    if expected is None:
        expected = written(TWO, rest=text if isinstance(text, str) else "")
    elif expected == HEAD:
        # The comment within an entry stands above it from now on.
        parts = {ONE.mark: f"# Nagekeken.\n{line(ONE)}\n", TWO.mark: f"{line(TWO)}\n"}
        expected = HEAD + "".join(parts[one] for one in sorted(parts))
    assert made == expected
    # What was written once stays as it is.
    assert mark_file(made.encode()).with_entries([]) == made
    assert mark_file(made.replace("\n", "\r\n").encode()).with_entries([TWO]) == made


def test_comments_go_with_their_entry_and_what_follows_it_on_its_line_stays() -> None:
    text = f"# Kop.\n\n# Een naamgenoot.\n{line(NAMESAKE)} # tot 2027\n{line(THREE)}\n"
    made = mark_file(text.encode()).with_entries([TWO])
    assert made.startswith("# Kop.\n")
    assert f"# Een naamgenoot.\n{line(NAMESAKE)} # tot 2027\n" in made
    assert [made.count(one.mark) for one in (ONE, TWO, THREE)] == [1, 1, 1]


def test_pages_in_a_list_of_their_own_lines_are_kept() -> None:
    text = f"{block(ONE)}  except:\n    - /nl/nieuws/x/\n    - '/'\n{block(THREE)}  except:\n  - /fr/\n"
    found = {one.entry.mark: one.entry.except_ for one in mark_file(text.encode()).lines}
    assert found == {ONE.mark: ("/nl/nieuws/x/", "/"), THREE.mark: ("/fr/",)}


def test_a_mark_with_another_proof_is_written_beside_it() -> None:
    wrong = ONE.model_copy(update={"words": 7})
    made = mark_file(f"{line(wrong)}\n".encode()).with_entries([ONE])
    assert made == HEAD + "".join(sorted((f"{line(wrong)}\n", f"{line(ONE)}\n")))


def test_entries_stand_in_the_order_of_their_marks() -> None:
    made = mark_file(b"").with_entries([LAST, ONE, FIRST, TWO, THREE])
    assert made.splitlines()[len(TOP) :] == sorted(made.splitlines()[len(TOP) :])


@pytest.mark.parametrize(
    "flood", ["- {}\n", f"- {{mark: {'ab' * 32}, words: 0, proof: x}}\n", f"- mark: {'ab' * 32}\n"], ids=ascii
)
def test_a_mark_is_added_to_a_flood_of_lines_and_none_of_them_is_lost(flood: str) -> None:
    count = 390_000 * 5 // len(flood)
    text = mark_file((flood * count + f"{line(ONE)}\n").encode()).with_entries([TWO])
    assert text == written(ONE, TWO, rest=flood * count)


def test_entries_as_we_write_them_are_known_however_many_there_are() -> None:
    made = [entry(f"persoon {number}") for number in range(6_000)]
    known = mark_file("".join(f"{line(one)}\n" for one in made).encode())
    assert len(known.lines) == 6_000
    assert known.rest == ()
