"""Times what people wait for: building, checking, seeing what they saved; on this site and on invented large ones."""

import argparse
import http.client
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import write

try:
    from playwright.sync_api import sync_playwright
except ImportError:  # only the site is installed, not the tests
    sync_playwright = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parent.parent
JUMELAGE = Path(sys.executable).with_name("jumelage")
WAIT = 60  # seconds
PORT_IN = re.compile(r"http://localhost:(\d+)")


def timed(*command: str | Path, **environment: str) -> float:
    """Return the seconds that a command takes, from the start of its process to its end."""
    begun = time.perf_counter()
    done = subprocess.run(
        [JUMELAGE, *command],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - begun


def report(what: str, seconds: list[float]) -> None:
    """Print the median, the quickest and the slowest of several runs."""
    median = statistics.median(seconds)
    print(
        f"{what:<46} {median:6.2f} s  median of {len(seconds)} ({min(seconds):.2f} to {max(seconds):.2f})", flush=True
    )


def build(what: str, root: Path, runs: int, scratch: Path) -> None:
    """Time cold builds: a new process, an empty output."""
    report(
        f"{what}: cold build", [timed("build", "--root", root, "--output", scratch / f"out-{n}") for n in range(runs)]
    )
    for number in range(runs):
        shutil.rmtree(scratch / f"out-{number}")


def check(what: str, root: Path, runs: int, scratch: Path) -> None:
    """Time checks, with nothing kept from an earlier one, and again when nothing has changed since."""
    report(f"{what}: check, cold", [timed("check", "--fresh", "--root", root) for _ in range(runs)])
    timed("check", "--root", root, XDG_CACHE_HOME=str(scratch / "kept"))
    warm = [timed("check", "--root", root, XDG_CACHE_HOME=str(scratch / "kept")) for _ in range(runs)]
    report(f"{what}: check, nothing changed", warm)


@contextmanager
def served(root: Path) -> Iterator[int]:
    """Serve a site for the time of a `with`; give the port."""
    command = [JUMELAGE, "serve", "--root", root, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        found = None
        while found is None and server.stderr and (line := server.stderr.readline()):
            found = PORT_IN.search(line)
        try:
            yield int(found[1]) if found else 0
        finally:
            server.kill()


def answered(port: int, path: str, text: str) -> bool:
    """Return whether the page at a path holds a text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    held = connection.getresponse().read().decode()
    connection.close()
    return text in held


def seen(what: str, page: tuple[Path, str], saved: Callable[[str], None], runs: int) -> None:
    """Time from saving to the new page being served, and to its being seen in Chromium, when that is here."""
    root, path = page
    with served(root) as port:
        seconds = []
        for number in range(runs + 1):
            mark = f"Merk {number} teken"
            saved(mark)
            begun = time.perf_counter()
            while not answered(port, path, mark):
                if time.perf_counter() - begun > WAIT:
                    raise SystemExit(f"{what}: what was saved was not served within {WAIT} s.")
                time.sleep(0.01)
            seconds.append(time.perf_counter() - begun)
        # The first change finds a server that has just begun.
        report(f"{what}: save → new page served", seconds[1:])
        in_chromium(what, f"http://localhost:{port}{path}", saved, runs)


def in_chromium(what: str, address: str, saved: Callable[[str], None], runs: int) -> None:
    """Time from saving to the new text standing on the open page."""
    if sync_playwright is None:
        print(f"{what}: save → seen: not measured, for Playwright is not installed (make test-code)")
        return
    chrome = os.environ.get("CHROME_PATH") or shutil.which("chromium")
    if not chrome:
        print(f"{what}: save → seen: not measured, for there is no Chromium (make test brings it)")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=True).new_page()
        page.goto(address)
        seconds = []
        for number in range(runs):
            mark = f"Teken {number} merk"
            saved(mark)
            begun = time.perf_counter()
            page.get_by_text(mark).wait_for()
            seconds.append(time.perf_counter() - begun)
        report(f"{what}: save → seen in Chromium", seconds)
        browser.close()


def appending(path: Path) -> Callable[[str], None]:
    """Return what saves a text with a mark at its end, as an editor saves it."""
    text = path.read_text("utf-8")

    def save(mark: str) -> None:
        path.write_text(f"{text}\n{mark}.\n", encoding="utf-8")

    return save


def main() -> None:
    """Print the times, and the most memory that one of the processes took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how many of each (default: 5)")
    parser.add_argument("--large", action="store_true", help="10,000 partnerships, too; takes minutes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        build("This site", ROOT, args.runs, scratch)
        check("This site", ROOT, args.runs, scratch)
        here = scratch / "here"
        for name in ("data", "content", "theme"):
            shutil.copytree(ROOT / name, here / name)
        shutil.copy(ROOT / "pelicanconf.py", here)
        text = min((here / "content/nl/partnership").glob("*.md"))
        seen("This site", (here, f"/nl/partnerschappen/{text.stem}/"), appending(text), args.runs)

        many = write(1000, scratch / "many")
        build("1,000 partnerships", many, min(args.runs, 3), scratch)
        check("1,000 partnerships", many, args.runs, scratch)
        text = many / "content/nl/partnership/band-7.md"
        seen("1,000 partnerships", (many, "/nl/partnerschappen/band-7/"), appending(text), args.runs)
        facts = many / "data/partnerships.yaml"
        before = facts.read_text("utf-8")

        def fact(mark: str) -> None:
            facts.write_text(
                before.replace("  summary:\n    nl: ", f"  summary:\n    nl: {mark}. ", 1), encoding="utf-8"
            )

        seen("1,000 partnerships, a fact", (many, "/nl/partnerschappen/band-0/"), fact, args.runs)
        if args.large:
            check("10,000 partnerships", write(10_000, scratch / "large"), args.runs, scratch)
    # The largest of all processes that ended; in kilobytes, on macOS in bytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit:.0f} MB at most in one process")


if __name__ == "__main__":
    main()
