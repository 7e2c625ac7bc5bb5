"""The search indexes, made by Pagefind: one for each language, so that pages in other languages can query it, too."""

import subprocess
from collections.abc import Iterator, Mapping

from pagefind_bin import get_executable

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.model.people import Person
from jumelage.pages import About, Site, Target
from jumelage.pages.guest import Guest
from jumelage.rendering.workshop import Format, Workshop
from jumelage.store.scratch import scratch

# Parts of Pagefind that our search page does not use.
LEFT_OUT = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "wasm.unknown")
INDEX = "index.html"
LONGEST = 600  # seconds


def findable(site: Site, lang: str | None) -> Iterator[Target]:
    """Yield the searchable pages of a language: those of listed records, and texts."""
    for one in site.targets:
        record = site.teller(one).record((one.kind, one.id)) if one.maker == "record" and one.lang == lang else None
        if record and (not isinstance(record, Person) or record.listed):
            yield one


def _guests(site: Site, lang: str | None) -> Iterator[Guest]:
    yield from (one for one in site.guests if one.page.listed and one.page.lang == lang)


def _searches(workshop: Workshop) -> Iterator[Target]:
    for lang in workshop.site.settings.languages.codes:
        if any(findable(workshop.site, lang)) or any(_guests(workshop.site, lang)):
            yield Target(f"/pagefind/{lang}/", "search", About("search", "search", lang))


def _made(target: Target, workshop: Workshop) -> dict[str, bytes]:
    """
    Return the files of the search index of a language by path.

    Raises:
        BuildError: Pagefind could not do it.
    """
    texts = {one.path: workshop.html(one.path) for one in findable(workshop.site, target.lang)}
    texts |= {one.file.removesuffix(INDEX): one.html for one in _guests(workshop.site, target.lang)}
    return {f"{target.path}{name}": data for name, data in indexed(texts).items()}


SEARCHES = Format("search", _searches, _made, persons=True)


def indexed(texts: Mapping[str, str]) -> dict[str, bytes]:
    """
    Return the files of a search index by path within its folder; `texts` are HTML by address.

    Raises:
        BuildError: Pagefind could not do it.
    """
    with scratch() as folder:
        source, output = folder / "site", folder / "index"
        for path, text in texts.items():
            target = source / f"{path}{INDEX if path.endswith('/') else ''}".strip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        where = ["--site", str(source), "--output-path", str(output)]
        try:
            # The program itself: `python -m pagefind` takes five times as long, to start Python.
            command = [str(get_executable()), "--quiet", *where]
            # In its own folder: Pagefind reads settings from the current folder.
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=LONGEST)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            why = getattr(error, "stderr", b"") or str(error).encode()
            failed = Sentence("The search index could not be made: {why}", why=why.decode("utf-8", "replace").strip())
            raise BuildError(failed) from error
        made = {path.relative_to(output).as_posix(): path.read_bytes() for path in sorted(output.rglob("*.*"))}
    return {name: data for name, data in made.items() if not name.startswith(LEFT_OUT)}
