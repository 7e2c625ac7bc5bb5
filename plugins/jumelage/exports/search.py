"""The index of the search, made by Pagefind: one for each language, so that each can also be asked from another."""

import subprocess
import sys
from collections.abc import Mapping

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.pages import Page, Site
from jumelage.store.scratch import scratch

# Parts of Pagefind that our own page does without.
LEFT_OUT = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "wasm.unknown")
LONGEST = 600  # seconds


def found(page: Page) -> bool:
    """Return whether search may find a page: it is about a record or is a text, and search engines may have it."""
    return page.listed and page.template in {"record.html", "text.html"}


def search(site: Site, rendered: Mapping[str, str]) -> dict[str, bytes]:
    """
    Return the files of the search by path; `rendered` holds texts of HTML by the path of their file.

    Raises:
        BuildError: Pagefind could not do it.
    """
    files: dict[str, bytes] = {}
    for lang in site.settings.languages.codes:
        texts = {
            page.path: rendered[f"{page.path}index.html"] for page in site.pages if page.lang == lang and found(page)
        }
        if texts:
            files |= {f"/pagefind/{lang}/{name}": data for name, data in indexed(texts).items()}
    return files


def indexed(texts: Mapping[str, str]) -> dict[str, bytes]:
    """
    Return the files of the search through some pages, by their paths in its folder; `texts` are HTML by address.

    Raises:
        BuildError: Pagefind could not do it.
    """
    with scratch() as folder:
        source, output = folder / "site", folder / "index"
        for path, text in texts.items():
            target = source / path.strip("/") / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        where = ["--site", str(source), "--output-path", str(output)]
        # -I: neither the environment nor what lies in this folder says which modules are run.
        command = [sys.executable, "-I", "-m", "pagefind", "--quiet", *where]
        try:
            # In the folder of its own: it would read settings from the one that it is started in.
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=LONGEST)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            why = getattr(error, "stderr", b"") or str(error).encode()
            failed = Sentence("The search could not be made: {why}", why=why.decode("utf-8", "replace").strip())
            raise BuildError(failed) from error
        made = {path.relative_to(output).as_posix(): path.read_bytes() for path in sorted(output.rglob("*.*"))}
    return {name: data for name, data in made.items() if not name.startswith(LEFT_OUT)}
