"""Storage like S3 on this machine, and the official client: what changed is sent, and removed last."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pytest

from jumelage.output.publish import publish
from ports import free_port, taken
from running import running, waited
from sites import ROOT, settings, store, written

pytestmark = pytest.mark.elsewhere

CLIENT = ROOT / ".venv" / "s3" / "bin"
BUCKET = "onze-site"
KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "eu-west-1"}
# This storage lets in whoever shows a signature, and does not look whether it is right.
SIGNED = "AWS4-HMAC-SHA256 Credential=a/20261122/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0"


class Storage(NamedTuple):
    """A storage at an address, its log, and the root of the site that is copied there."""

    address: str
    log: Path
    root: Path

    def copy(self, bucket: str = BUCKET, output: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        place = str(output or self.root / "output")
        return run(ROOT / "scripts" / "to-s3", bucket, self.address, OUTPUT=place, **more)

    def client(self, *words: str) -> subprocess.CompletedProcess[str]:
        return run(CLIENT / "aws", "--endpoint-url", self.address, *words)

    def asked(self, bucket: str = BUCKET) -> list[tuple[str, str]]:
        """Return what was written and removed since the last time: method and path."""
        text = self.log.read_text("utf-8")
        self.log.write_text("", "utf-8")
        return re.findall(rf'"(PUT|DELETE|POST) /{bucket}/(\S*) HTTP', text)

    def answer(self, method: str, path: str) -> tuple[Mapping[str, str], str]:
        """Return the headers and the text with which the storage answers; asked without the client, which is slow."""
        connection = HTTPConnection(urlsplit(self.address).netloc)
        connection.request(method, path, headers={"Authorization": SIGNED, "x-amz-checksum-mode": "ENABLED"})
        with connection.getresponse() as found:
            assert found.status == 200
            return dict(found.getheaders()), found.read().decode()

    def head(self, key: str, bucket: str = BUCKET) -> dict[str, str]:
        """Return what the storage says of a file: its type, its age, and a checksum if one was sent."""
        reported, _ = self.answer("HEAD", f"/{bucket}/{quote(key)}")
        seen = {name.lower(): value for name, value in reported.items()}
        return {name: seen[name] for name in ("content-type", "cache-control", "x-amz-checksum-crc32") if name in seen}

    def names(self) -> list[str]:
        _, listed = self.answer("GET", f"/{BUCKET}?list-type=2")
        return sorted(unescape(key) for key in re.findall("<Key>(.*?)</Key>", listed))


def run(*command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    known = {name: os.environ[name] for name in ("PATH", "HOME")}
    return subprocess.run(
        command,
        env={**known, **KEYS, **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def storage(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    folder, port = tmp_path_factory.mktemp("s3"), free_port()
    root = Path(shutil.copytree(built, folder / "site"))
    log = folder / "log.txt"
    with (
        log.open("a", encoding="utf-8") as file,
        running(CLIENT / "moto_server", "-p", str(port), root=folder, env=None, stdout=file, stderr=file),
    ):
        assert waited(lambda: taken(port))
        found = Storage(f"http://127.0.0.1:{port}", log, root)
        for done in (found.client("s3", "mb", f"s3://{BUCKET}"), found.copy()):
            assert done.returncode == 0, done.stderr
        yield found


def test_the_whole_site_is_copied_and_then_only_what_changed(storage: Storage) -> None:
    files = {path.relative_to(storage.root / "output").as_posix() for path in (storage.root / "output").rglob("*.*")}
    expected = sorted(name for name in files if not name.startswith("_") and (storage.root / "output" / name).is_file())
    assert storage.names() == expected
    storage.asked()
    # A bucket may be named as the client names it.
    assert storage.copy(f"s3://{BUCKET}/").returncode == 0
    assert storage.asked() == []
    (storage.root / "data" / "gone.yaml").unlink()
    text = storage.root / "content" / "files" / "nieuw.txt"
    text.write_text("Nieuw.\n", "utf-8")
    network = storage.root / "data" / "networks.yaml"
    network.write_text(network.read_text("utf-8").replace("[lampen]", "[kaarsen]"), "utf-8")
    publish(storage.root, storage.root / "output", settings(), store=store())
    assert storage.copy().returncode == 0
    asked = storage.asked()
    sent = [path for method, path in asked if method == "PUT"]
    assert sorted(sent) == sorted(
        ["build.json", "files/nieuw.txt", *(f"{path}/kaarsen/index.html" for path in SEGMENTS)]
    )
    # Pages come after what they name, and nothing goes before everything new is there.
    assert sent[-3:] == [path for path in sent if path.endswith(".html")]
    assert [method for method, _ in asked[-3:]] == ["DELETE"] * 3
    assert {path for method, path in asked if method == "DELETE"} == {f"{path}/lampen/index.html" for path in SEGMENTS}


SEGMENTS = ("nl/netwerken", "fr/reseaux", "en/networks")


@pytest.mark.parametrize(
    ("key", "kind", "age"),
    [
        ("nl/index.html", "text/html; charset=utf-8", "no-cache"),
        ("nl/feed.xml", "application/atom+xml", "no-cache"),
        ("sitemap.xml", "application/xml", "no-cache"),
        ("nl/agenda/calendar.ics", "text/calendar", "no-cache"),
        ("nl/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("site-index.json", "application/json", "no-cache"),
        (".well-known/security.txt", "text/plain; charset=utf-8", "no-cache"),
        ("files/akkoord.pdf", "application/pdf", "no-cache"),
        ("static/icon.svg", "image/svg+xml", "no-cache"),
        ("static/style", "text/css", "public, max-age=31536000, immutable"),
        ("static/keys", "text/javascript", "public, max-age=31536000, immutable"),
        ("pictures/put-", "image/webp", "public, max-age=31536000, immutable"),
        ("pictures/put.png", "image/png", "no-cache"),
        ("pagefind/nl/fragment/", "binary/octet-stream", "public, max-age=31536000, immutable"),
        ("pagefind/nl/pagefind.js", "text/javascript", "no-cache"),
    ],
)
def test_a_file_says_what_it_is_and_how_long_it_holds(key: str, kind: str, age: str, storage: Storage) -> None:
    whole = next(name for name in storage.names() if name.startswith(key))
    assert storage.head(whole) == {"content-type": kind, "cache-control": age}


# What a file is called, and what the storage says of it.
TYPES = {
    "a.csv": "text/csv; charset=utf-8",
    "a.txt": "text/plain; charset=utf-8",
    "a.pdf": "application/pdf",
    "a.odt": "application/vnd.oasis.opendocument.text",
    "a.ods": "application/vnd.oasis.opendocument.spreadsheet",
    "a.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "a.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "a.jpg": "image/jpeg",
    "a.jpeg": "image/jpeg",
    "a.png": "image/png",
    "a.webp": "image/webp",
    "a.mp4": "video/mp4",
    "a.webm": "video/webm",
    "a.vtt": "text/vtt",
    "a.ics": "text/calendar",
    "a.svg": "image/svg+xml",
    "a.json": "application/json",
    "a.webmanifest": "application/manifest+json",
    "a b.html": "text/html; charset=utf-8",
}


def test_what_a_file_is_does_not_depend_on_what_the_machine_knows_nor_on_its_clock(
    storage: Storage, tmp_path: Path
) -> None:
    output = written(tmp_path / "a site", {"site-index.json": "[]", **{f"files/{name}": name for name in TYPES}})
    ahead = time.time() + 3600
    for path in output.rglob("*.*"):
        os.utime(path, (ahead, ahead))
    # A Python that finds no list of types on this machine.
    written(tmp_path / "bare", {"sitecustomize.py": "import mimetypes\nmimetypes.knownfiles = []\n"})
    assert storage.client("s3", "mb", "s3://soorten").returncode == 0
    storage.asked()
    done = storage.copy("soorten", output, PYTHONPATH=str(tmp_path / "bare"))
    assert done.returncode == 0, done.stderr
    # Each was sent once, the page last.
    sent = [path for _, path in storage.asked("soorten")]
    assert sorted(sent) == sorted(["site-index.json", *(f"files/{name.replace(' ', '%20')}" for name in TYPES)])
    assert sent[-1] == "files/a%20b.html"
    # Storage other than Amazon's may know no newer checksums, so none is sent.
    expected = {name: {"content-type": kind, "cache-control": "no-cache"} for name, kind in TYPES.items()}
    assert {name: storage.head(f"files/{name}", "soorten") for name in TYPES} == expected


def test_without_a_bucket_or_a_site_nothing_is_sent(storage: Storage, tmp_path: Path) -> None:
    storage.asked()
    done = storage.copy("")
    assert (done.returncode, "Say which bucket" in done.stderr) == (2, True)
    done = run(ROOT / "scripts" / "to-s3", BUCKET, storage.address, OUTPUT=str(tmp_path))
    assert (done.returncode, "There is no built site" in done.stderr) == (3, True)
    odd = written(tmp_path / "a[site]", {"site-index.json": "[]"})
    done = storage.copy(output=odd)
    assert (done.returncode, "takes for a pattern" in done.stderr) == (3, True)
    assert storage.asked() == []


def test_a_storage_that_refuses_fails_the_copy(storage: Storage) -> None:
    assert storage.copy("no-such-bucket").returncode not in {0, 2, 3}
