"""A person who is withdrawn goes from record, texts and files, whatever else is wrong; only marks are kept."""

from pathlib import Path

import pytest

from edited import PARTNERSHIPS, PLACES, apply, differing, held
from jumelage.content.withdrawn import withdrawn
from jumelage.edit import RefusedError, left, withdrawal
from jumelage.privacy.remains import mark
from sites import written

KEY = b"0123456789abcdef0123456789abcdef"
FILE = "data/persons_at_risk.yaml"
ONE = "- id: een\n  name: {nl: Persoon Een, fr: 'Pérsonne Un'}\n  status:\n    value: detained\n    as_of: 2026\n"
TWO = "- id: 'twee'\n  name:\n    nl: Persoon Twee (dichter)\n"
THREE = "-\n  id: drie\n  name: Drie\n"
TEXTS = {f"content/{lang}/person/een.md": "Over haar.\n" for lang in ("nl", "fr")}


def take(root: Path, who: str, key: bytes | None = KEY) -> dict[str, str]:
    """Withdraw a person and return the files that changed, without the marks."""
    before = held(root)
    apply(withdrawal(who, root, key).change, root)
    found = differing(before, root)
    found.pop("data/withdrawn.yaml", "")
    return found


def marks(root: Path) -> dict[str, int]:
    found, problems = withdrawn(root)
    assert problems == ()
    return {one.mark: one.words for one in found}


@pytest.mark.parametrize(
    ("text", "who", "rest"),
    [
        pytest.param(ONE + TWO + THREE, "een", TWO + THREE, id="the first"),
        pytest.param(ONE + TWO + THREE, "twee", ONE + THREE, id="one between"),
        pytest.param(ONE + TWO + THREE, "drie", ONE + TWO, id="the last"),
        pytest.param(ONE, "een", "[]\n", id="the only one"),
        pytest.param(ONE + "\n" + TWO + ONE, "een", TWO, id="an id that is used twice, a line between"),
        pytest.param(f"\ufeff# A.\n{ONE}".replace("\n", "\r\n"), "een", "\ufeff# A.\r\n", id="Windows"),
        pytest.param((ONE + TWO)[:-1], "twee", ONE, id="without a last line end"),
        pytest.param("[{id: een, name: A B}, {id: twee}, ]\n", "een", "[{id: twee}, ]\n", id="on one line"),
        pytest.param("[{id: een}, {id: twee, name: A B}]\n", "twee", "[{id: een}]\n", id="the last on one line"),
        pytest.param(ONE + "- id: vier\n  name: [\n" + TWO, "een", "- id: vier\n  name: [\n" + TWO, id="unsound YAML"),
        pytest.param((ONE + "- x: [\n").replace("\n", "\r\n"), "een", "- x: [\r\n", id="unsound YAML of Windows"),
        pytest.param("- x: [\n" + ONE + TWO + ONE, "een", "- x: [\n" + TWO, id="unsound YAML, used twice"),
        pytest.param("- id: een # A\n  name: A B\n- x: [\n", "een", "- x: [\n", id="unsound YAML, a comment"),
        pytest.param("- {id: een, name: A B}\n- x: [\n", "een", "- x: [\n", id="unsound YAML, in braces"),
        pytest.param("# A.\n" + TWO + "- x: [\n" + ONE, "een", "# A.\n" + TWO + "- x: [\n", id="unsound before"),
    ],
)  # fmt: skip
def test_a_record_goes_and_no_other_line_moves(text: str, who: str, rest: str, root: Path) -> None:
    (root / FILE).write_bytes(text.encode())
    assert take(root, who) == {FILE: rest}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "cp1252"])
def test_a_record_goes_from_a_file_in_another_encoding(encoding: str, root: Path) -> None:
    before = "\ufeff" if encoding == "utf-16-be" else ""
    (root / FILE).write_bytes((before + ONE + TWO).encode(encoding))
    apply(withdrawal("een", root, KEY).change, root)
    assert (root / FILE).read_bytes() == (before + TWO).encode(encoding)
    assert mark("personne un", KEY) in marks(root)


def test_a_name_in_no_encoding_at_all_is_taken_out_without_a_mark(root: Path) -> None:
    (root / FILE).write_bytes(ONE.encode().replace(b"Persoon", b"\x81\xff") + TWO.encode())
    with pytest.raises(RefusedError, match=r"^The name in the record cannot be read\.$"):
        withdrawal("een", root, KEY)
    apply(withdrawal("een", root, None).change, root)
    assert (root / FILE).read_bytes() == TWO.encode()


def test_the_names_in_each_language_are_kept_as_marks_alone(root: Path) -> None:
    written(root, {FILE: ONE + TWO + THREE})
    take(root, "een")
    # A whole name without spaces is looked for, too: so it stands in addresses.
    expected = {"een": 1, "persoon een": 2, "personne un": 2, "persooneen": 1, "personneun": 1}
    assert marks(root) == {mark(name, KEY): words for name, words in expected.items()}
    take(root, "twee")
    take(root, "drie")
    more = {"twee": 1, "persoon twee": 2, "persoon twee dichter": 3, "persoontwee": 1, "drie": 1}
    assert marks(root) == {mark(name, KEY): words for name, words in (expected | more).items()}
    text = (root / "data/withdrawn.yaml").read_text("utf-8")
    assert [line[:6] for line in text.splitlines()[:3]] == ["# nl: ", "# fr: ", "# en: "]
    assert not [word for word in ("een", "persoon", "twee", "drie") if word in text.split("\n", 3)[3].casefold()]


def test_texts_and_what_is_named_after_the_person_go_in_every_language(root: Path) -> None:
    written(root, {FILE: ONE, **TEXTS, "content/nl/person/een.md.bak": "", "content/nl/person/twee.md": ""})
    named = (
        "content/pictures/een.jpg",
        "content/pictures/een--2.jpg",
        "content/pictures/een-3.jpg",
        "content/files/een.pdf",
        "content/video/een.nl.vtt",
    )
    written(root, {**dict.fromkeys(named, "x"), "content/files/een-huis.pdf": "x"})
    gone = {FILE, *TEXTS, "content/nl/person/een.md.bak", *named}
    assert {path for path, text in take(root, "een").items() if text == "gone" or path == FILE} == gone


def test_what_only_the_persons_texts_show_goes(root: Path) -> None:
    own = "---\npictures:\n  - file: poort.jpg\n---\n![x]({static}pictures/brief%20a.jpg) [y]({static}files/b.pdf)\n"
    shared = "  documents: [{title: T, lang: nl, file: b.pdf}]\n"
    files = ("content/pictures/poort.jpg", "content/pictures/brief a.jpg", "content/files/b.pdf", "content/files/c.pdf")
    written(root, {"content/nl/person/een.md": own, **dict.fromkeys(files, "x")})
    written(root, {"data/partnerships.yaml": PARTNERSHIPS + shared})
    assert {*take(root, "een")} == {"content/nl/person/een.md", *files[:2]}


@pytest.mark.parametrize(
    "other",
    [
        {"data/themes.yaml": "- id: een\n"},
        {"data/themes.yaml": "- {id: 'een', x: 1}\n"},
        {"content/nl/page/een.md": ""},
    ],
)
def test_what_may_be_named_after_something_else_stays(other: dict[str, str], root: Path) -> None:
    written(root, {FILE: ONE, "content/files/een.pdf": "x", **other})
    assert {*take(root, "een")} == {FILE}


def test_what_may_be_named_after_another_person_stays(root: Path) -> None:
    other = TWO.replace("twee", "een-2")
    written(root, {FILE: ONE + other, "content/files/een-2.pdf": "x", "content/files/een.pdf": ""})
    assert take(root, "een") == {FILE: other, "content/files/een.pdf": "gone"}


def test_nothing_of_nobody_is_refused_without_a_name(root: Path) -> None:
    written(root, {FILE: ONE})
    before = held(root)
    with pytest.raises(RefusedError, match=r"^There is no such record\.$") as caught:
        withdrawal("eeen", root, KEY)
    assert caught.value.hint is None
    assert held(root) == before


def test_a_record_that_cannot_be_read_goes_without_a_mark(root: Path) -> None:
    written(root, {FILE: "- id: een\n  name: [\n" + TWO})
    with pytest.raises(RefusedError, match=r"^The name in the record cannot be read\.$"):
        withdrawal("een", root, KEY)
    assert take(root, "een", None) == {FILE: TWO}
    assert not (root / "data/withdrawn.yaml").exists()


@pytest.mark.parametrize(
    ("path", "place"), [(FILE, FILE), ("data/persons_at_risk/een.yaml", "data/persons_at_risk")], ids=["file", "folder"]
)
def test_an_unfinished_merge_is_finished_first(path: str, place: str, root: Path) -> None:
    half = "- id: een\n  name:\n<<<<<<< HEAD\n    nl: Persoon Een\n=======\n    nl: Een\n>>>>>>> main\n"
    written(root, {path: half + TWO})
    with pytest.raises(RefusedError) as refused:
        withdrawal("een", root, KEY)
    assert str(refused.value.hint) == f"First finish merging {place}, as 'jumelage check' explains."


def test_a_file_that_holds_no_list_is_left_alone(root: Path) -> None:
    written(root, {FILE: "[\n", **TEXTS})
    assert {*take(root, "een")} == {*TEXTS}
    written(root, {FILE: "a: b\n", **TEXTS})
    assert {*take(root, "een")} == {*TEXTS}


def test_every_place_that_still_names_the_person_is_told_and_nobody_is_named(root: Path) -> None:
    written(
        root,
        {
            FILE: ONE,
            "data/persons_at_risk/meer.yaml": ONE,
            "data/places.yaml": PLACES + "  note: Zie Persoon\n    EEN.\n",
            "content/nl/news/brief.md": "---\ntitle: Brief\n---\nVoor [haar]({person}een).\n\nPersoon\nEen is vrij.\n",
            "data/themes.yaml": '- id: x\n  name: {nl: "P\\u00e9rsonne\\u0020Un", fr: Persoon&nbsp;Een}\n',
            "content/nl/page/zoek.md": "A\n[b](https://a.example/?q=Persoon%20Een)\n",
            "content/nl/news/persoon-een.md": "Persoon Een\n",
            "content/nl/page/over.md": "Eender, persoon Eens, gemeen.\n",
            "content/nl/page/deel.md": "Per<b>soon</b> Een\n",
            "content/files/brief.csv": "a\nb\nPersoon;Een\n",
            "content/files/scan.docx": b"PK\x03\x04\0Persoon Een\0",
        },
    )
    taken = withdrawal("een", root, KEY)
    apply(taken.change, root)
    assert left("een", taken.names, root) == [
        "data/places.yaml:12",
        "data/themes.yaml:2",
        "content/files/brief.csv:3",
        "content/files/scan.docx",
        "content/nl/news/brief.md:4",
        "content/nl/news/brief.md:6",
        "content/nl/news/",
        "content/nl/page/deel.md",
        "content/nl/page/zoek.md:2",
    ]


def test_a_file_that_cannot_be_read_keeps_nobody_on_the_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(root, {FILE: ONE, "content/nl/news/a.md": "Persoon Een"})
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.md":
            raise PermissionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    taken = withdrawal("een", root, KEY)
    apply(taken.change, root)
    assert (root / FILE).read_text("utf-8") == "[]\n"
    assert left("een", taken.names, root) == ["content/nl/news"]


def test_the_marks_are_written_first_and_the_texts_go_last(root: Path) -> None:
    written(root, {FILE: ONE, "content/pictures/een.png": "", "content/files/z.pdf": "", **TEXTS})
    written(root, {"content/nl/person/een.md": "[z]({static}files/z.pdf)"})
    change = withdrawal("een", root, KEY).change
    assert [*change.written] == ["data/withdrawn.yaml", FILE]
    assert change.removed == ("content/files/z.pdf", "content/pictures/een.png", *sorted(TEXTS))
