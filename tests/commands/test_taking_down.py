"""`jumelage takedown`: the last good site without who was withdrawn, from a main branch that cannot be published."""

import json
import random
import re
import shutil
import time
from collections.abc import Mapping
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from lxml import html
from pypdf import PdfWriter

from jumelage.__main__ import main
from jumelage.output.publish import publish
from jumelage.store.store import cache_folder
from running import DAY, JUMELAGE, Here, environment, held, running
from sites import EXAMPLE, copied, settings, store, written

KEY = "een-sleutel-van-meer-dan-32-tekens-lang"
NAMED = ("persoon een", "personne un", "person one", "persoon-een")
SITEURL = "https://solidair.example.org"
NEWS = "---\ntitle: {}\ndate: 2026-11-10\n---\n{}\n"
PICTURES = """\
  pictures:
    - file: portret.jpg
      alt: {nl: Persoon Een op een plein, fr: Personne Un sur une place, en: Person One on a square}
      credit: Gemeente Zonnedal
      licence: CC BY 4.0
      people: true
      consent: Z-2024-8
    - file: haven.jpg
      alt: {nl: Een haven, fr: Un port, en: A harbour}
      credit: Gemeente Zonnedal
      licence: CC BY 4.0
      people: false
"""
DOCUMENTS = """\
  documents:
    - title: Onze brief
      file: brief.pdf
      lang: nl
"""


def paper(title: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/Title": title})
    with (cache_folder() / "paper.pdf").open("w+b") as file:
        writer.write(file)
        file.seek(0)
        return file.read()


def everywhere(folder: Path) -> Path:
    """Return the example with a person named in each way that a page can name one."""
    root = copied(folder)
    cache_folder().mkdir(parents=True, exist_ok=True)
    picture = (root / "content/pictures/markt.jpg").read_bytes()
    files: dict[str, str | bytes] = {
        # On the home page and in feeds and lists by its title, in an address, in running text only.
        "content/nl/news/brief.md": NEWS.format("Brief voor Persoon Een", "Een brief."),
        "content/fr/news/brief.md": NEWS.format("Lettre à Personne Un", "Une lettre."),
        "content/nl/news/vrij.md": NEWS.replace("date", "slug: vrijheid-voor-persoon-een\ndate").format(
            "Vrij", "Vrij!"
        ),
        "content/fr/news/vrij.md": NEWS.replace("date", "slug: libre\ndate").format("Libre", "Libre !"),
        "content/nl/country/AQ.md": "Over een land.\n\nHier schreef **Persoon** Een.\n",
        "content/fr/country/AQ.md": "D'un pays.\n",
        "content/nl/news/plein.md": NEWS.format("Op het plein", "![Een mens]({static}pictures/plein.jpg) Persoon Een"),
        "content/fr/news/plein.md": NEWS.format("Sur la place", "![Un homme]({static}pictures/plein.jpg) Personne Un"),
        "content/pictures/portret.jpg": picture,
        "content/pictures/plein.jpg": picture,
        "content/files/brief.pdf": paper("Brief van Persoon Een"),
        # As `jumelage marks` brings it: nobody was withdrawn elsewhere.
        ".ledger/withdrawn.yaml": "",
        "publishconf.py": (EXAMPLE / "pelicanconf.py").read_text("utf-8") + "PUBLISH = True\n",
    }
    added = {
        "municipalities.yaml": ("- id: val-de-lune\n", PICTURES),
        "partnerships.yaml": ("- id: zonnedal-wadi-zaytun\n", DOCUMENTS),
    }
    for name, (before, more) in added.items():
        text = (root / "data" / name).read_text("utf-8")
        files[f"data/{name}"] = text.replace(before, before + more)
    events = (root / "data/events.yaml").read_text("utf-8")
    files["data/events.yaml"] = events.replace("nl: Brood", "nl: Brood voor Persoon Een")
    return written(root, files)


def command(*arguments: str, root: Path) -> int:
    """Run a command within this process, on a machine that has time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WITHDRAWN_KEY", KEY)
        patch.setenv("TODAY", DAY)
        return main([*arguments, "--root", str(root)])


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site that was published, from which a person was withdrawn since, while much else was broken."""
    root = everywhere(tmp_path_factory.mktemp("taking"))
    publish(root, root / "output", settings(publish=True), store=store())
    written(
        root, {"data/themes.yaml": "- id: [\n", "content/nl/page/about.md": "---\ntitle: [\n", "data/places.yaml": "x"}
    )
    # The command ends with the places that are to be edited by hand.
    assert command("withdraw", "person", "persoon-een", root=root) == 1
    assert command("check", root=root) == 1
    return root


@pytest.fixture(scope="module")
def taken(good: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the same when the command has taken the person down, and what it said."""
    root = Path(shutil.copytree(good, tmp_path_factory.mktemp("taken") / "site"))
    with redirect_stderr(StringIO()) as beside:
        assert command("takedown", root=root) == 0
    return root, beside.getvalue()


@pytest.fixture
def root(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WITHDRAWN_KEY", KEY)
    return Path(shutil.copytree(good, tmp_path / "site"))


@pytest.fixture
def light(root: Path) -> Path:
    """Return the same without what takes long to search and to make again."""
    for folder in ("pagefind", "share"):
        shutil.rmtree(root / "output" / folder)
    return root


def named(files: Mapping[str, bytes]) -> list[str]:
    """Return where one can read the person, in a text or in an address, without what is packed."""
    found = []
    for path, data in files.items():
        said = re.sub(r"<[^>]*>|\s+", " ", data.decode("utf-8", "ignore"))
        said = f"{path} {data.decode('utf-8', 'ignore')} {re.sub(' +', ' ', said)}".casefold()
        found += [path for one in NAMED if one in said]
    return found


def documents(files: Mapping[str, bytes]) -> dict[str, html.HtmlElement]:
    return {path: html.fromstring(data) for path, data in files.items() if path.endswith(".html")}


def broken(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return every address of the site on a page that leads to no file, or to no place in it."""
    pages, found = documents(files), []
    for path, one in pages.items():
        written_ = [str(href) for href in one.xpath("//@href | //@src | //@poster")]
        written_ += [part.split()[0] for many in one.xpath("//@srcset") for part in str(many).split(",")]
        for href in written_:
            where, anchor = urldefrag(href.removeprefix(SITEURL))
            target = unquote(where).lstrip("/") if where else path
            file = f"{target}index.html" if not target or target.endswith("/") else target
            if ":" in href.removeprefix(SITEURL):
                continue
            # The land of a map is a drawing with one element.
            there = ["land"] if file.endswith(".svg") else pages[file].xpath("//@id") if file in pages else []
            if file not in files or (anchor and anchor not in there):
                found.append((path, href))
    return found


def test_from_a_broken_main_the_last_good_site_goes_on_without_the_person(
    good: Path, taken: tuple[Path, str], here: Here
) -> None:
    root, beside = taken
    before = held(good / "output")
    # So that every way of being named is really there.
    for path in ("nl/index.html", "nl/gemeenten/val-de-lune/index.html", "nl/landen/antarctica/index.html"):
        assert path in named(before)
    assert b'"name":"Zonnefeest: Brood voor Persoon Een"' in before["nl/evenementen/zonnefeest/index.html"]
    for path in ("nl/agenda/calendar.ics", "nl/feed.xml", "nl/nieuws/list.json", "site-index.json", "sitemap.xml"):
        assert path in named(before)
    assert beside.startswith("Files removed: ")
    assert [name for name in NAMED if name in beside.casefold()] == []
    after = held(root / "output")
    assert named(after) == []
    search = here("withdraw", "--search", "output", root=root, WITHDRAWN_KEY=KEY)
    assert search == (0, "", "No withdrawn person is named there.\n")
    # No copy of what was published before.
    assert not list((root / ".output.jumelage").glob("spare/**/*.html"))
    assert broken(after) == broken(before) == []
    gone = {path for path in before if path not in after and not path.startswith("pagefind/")}
    assert {
        "nl/mensen-in-gevaar/persoon-een/index.html",
        "fr/personnes-en-danger/persoon-een/index.html",
        "nl/nieuws/brief/index.html",
        "nl/nieuws/vrijheid-voor-persoon-een/index.html",
        "nl/landen/antarctica/index.html",
        "files/brief.pdf",
        # They show who it is, and only what is gone led to them.
        "pictures/portret.jpg",
        "pictures/plein.jpg",
    } <= gone
    assert not [path for path in after if path.startswith(("pictures/portret", "pictures/plein"))]
    # What does not name anybody, and what must be there.
    assert {"nl/index.html", "nl/mensen-in-gevaar/index.html", "fr/actualites/libre/index.html", "404.html"} <= {*after}
    assert {"nl/gemeenten/val-de-lune/index.html", "nl/evenementen/zonnefeest/index.html", "nl/feed.xml"} <= {*after}
    assert "nl/partnerschappen/zonnedal-wadi-zaytun/index.html" in after
    assert "pictures/haven.jpg" in after
    assert {path for path in after if path not in before and not path.startswith("pagefind/")} == set()


def test_what_is_left_is_whole(good: Path, taken: tuple[Path, str]) -> None:
    before, after = held(good / "output"), held(taken[0] / "output")
    for path, one in documents(after).items():
        assert len(one.xpath("//title")) == len(one.xpath("//h1")) == len(one.xpath("//main")) == 1, path
        assert not one.xpath("//main//ul[not(*)] | //li[not(normalize-space()) and not(.//*[@href])]"), path
        opened, closed = (len(re.findall(tag, after[path].decode())) for tag in (r"<li[ >]", r"</li>"))
        assert opened == closed, path
    for path, data in after.items():
        if path.endswith(".xml"):
            ET.fromstring(data)  # noqa: S314 - it was made here
        elif path.endswith(".json"):
            json.loads(data)
        elif path.endswith(".ics"):
            assert Calendar.from_ical(data).name == "VCALENDAR"
    index = json.loads(after["site-index.json"])
    pages = {f"{one['path']}index.html".lstrip("/") for one in index}
    assert pages <= {*after}
    assert {path for one in index for path in one["alternates"].values()} <= {one["path"] for one in index}
    for entry in json.loads(after["nl/nieuws/list.json"])["entries"]:
        assert f"{entry['path']}index.html".lstrip("/") in after
    assert after["next-change.json"] == before["next-change.json"]
    then, now = json.loads(before["build.json"]), json.loads(after["build.json"])
    assert then["id"] != now["id"]
    assert [path for path in then["downloads"] if path != "/files/brief.pdf"] == now["downloads"]
    assert "/files/brief.pdf" in then["downloads"]
    # The search of each language was made again, and finds what remains.
    fragments = {path for path in after if "/fragment/nl_" in path}
    assert 0 < len(fragments) < len([path for path in before if "/fragment/nl_" in path])


def test_a_site_below_a_path_is_taken_down_as_well(tmp_path: Path, here: Here) -> None:
    root = everywhere(tmp_path)
    publish(root, root / "output", settings(publish=True, siteurl="https://a.example.org/b/c"), store=store())
    for folder in ("pagefind", "share"):
        shutil.rmtree(root / "output" / folder)
    assert here("withdraw", "person", "persoon-een", root=root, WITHDRAWN_KEY=KEY)[0] == 1
    assert here("takedown", root=root)[0] == 0
    after = held(root / "output")
    assert named(after) == []
    gone = {"pictures/plein.jpg", "nl/nieuws/brief/index.html", "files/brief.pdf"}
    assert gone.isdisjoint(after)
    assert "nl/gemeenten/val-de-lune/index.html" in after
    linked = {str(href) for one in documents(after).values() for href in one.xpath("//a/@href")}
    own = {href.removeprefix("/b/c/").partition("#")[0] for href in linked if href.startswith("/b/c/")}
    assert len(own) > 100
    assert [href for href in own if not {href, f"{href}index.html"} & {*after}] == []


def test_to_take_down_twice_changes_nothing_more(taken: tuple[Path, str], here: Here) -> None:
    before = held(taken[0] / "output")
    status, _, beside = here("takedown", root=taken[0], WITHDRAWN_KEY=KEY)
    assert (status, beside) == (0, "No withdrawn person is named there; the site stays as it was.\n")
    assert held(taken[0] / "output") == before


def test_a_page_on_which_it_is_somebody_elses_name_stays(light: Path, here: Here) -> None:
    village = (
        (light / "output/nl/nieuws/feest/index.html")
        .read_bytes()
        .replace(b"/feest/", b"/dorp/")
        .replace(b"Tot op", b"Persoon Een op")
    )
    written(light / "output", {"nl/nieuws/dorp/index.html": village})
    marks = (light / "data/withdrawn.yaml").read_text("utf-8")
    written(light, {"data/withdrawn.yaml": marks.replace("}", ", except: [/nl/nieuws/dorp/]}")})
    assert here("takedown", root=light)[0] == 0
    after = held(light / "output")
    assert {*named(after)} == {"nl/nieuws/dorp/index.html"}
    assert b"Persoon Een op" not in b"".join(data for path, data in after.items() if "dorp" not in path)


def test_nothing_of_the_site_is_needed_but_the_marks(light: Path, here: Here) -> None:
    marks = (light / "data/withdrawn.yaml").read_bytes()
    for folder in ("data", "content"):
        shutil.rmtree(light / folder)
    (light / "output").rename(light / "stored")
    written(light, {"data/withdrawn.yaml": marks, "pelicanconf.py": "1 / 0\n", "publishconf.py": "import none\n"})
    status, _, beside = here("takedown", "stored", root=light)
    assert (status, "The folder stored still holds everything: delete it." in beside) == (0, True)
    after = held(light / "output")
    assert named(after) == []
    assert "nl/index.html" in after
    # Nor does it stay where it is because its addresses could not be kept.
    assert here("ledger", ".ledger/addresses.txt", root=light, SITEURL=SITEURL)[0] == 0
    ledger = (light / ".ledger/addresses.txt").read_text("utf-8")
    assert "/nl/gemeenten/zonnedal/ municipality zonnedal\n" in ledger
    assert "persoon" not in ledger


@pytest.mark.parametrize(
    ("change", "key", "status", "beside"),
    [
        ({}, "", 3, "The secret key is missing: WITHDRAWN_KEY is not set.\n"),
        ({}, "x" * 40, 3, "WITHDRAWN_KEY is not the key"),
        ({"data/withdrawn.yaml": None}, KEY, 1, "Nobody has been withdrawn: there is no mark in data/withdrawn.yaml"),
        ({"output/site-index.json": "{"}, KEY, 3, "This is not a built site: its site-index.json cannot be read.\n"),
        ({"output/persoon-een": None}, KEY, 3, "contains something that is not a plain file.\n"),
        (
            {"output/site-index.json": None},
            KEY,
            3,
            "contains files that do not come from an earlier build; nothing was written.\n",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changes(
    change: dict[str, str | None], key: str, status: int, beside: str, light: Path, here: Here
) -> None:
    for name, text in change.items():
        if text is not None:
            written(light, {name: text})
        elif (light / name).is_file():
            (light / name).unlink()
        else:
            (light / name).symlink_to(light / "data")
    before = held(light)
    found = here("takedown", root=light, WITHDRAWN_KEY=key)
    assert found[:2] == (status, "")
    assert beside in found[2]
    assert [name for name in NAMED if name in found[2].casefold()] == []
    assert held(light) == before


def test_whatever_ends_it_the_output_is_the_old_site_or_the_new_one(light: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the same moments each time
    old = held(light / "output")
    begun = time.monotonic()
    assert command("takedown", str(light / "output"), "--output", str(light / "other/output"), root=light) == 0
    lasts, new = time.monotonic() - begun, held(light / "other/output")
    assert new != old
    for _ in range(2):
        with running(*JUMELAGE, "takedown", root=light, env=environment(WITHDRAWN_KEY=KEY)):
            time.sleep(chance.uniform(lasts / 2, lasts))
        found = held(light / "output")
        assert found in (old, new)
        if found == new:
            break
    assert command("takedown", root=light) == 0
    assert held(light / "output") == new
