"""Reports files in `content/` where our texts do not belong, with hints about what they may be."""

import re
from pathlib import Path

from jumelage.kinds import KINDS
from jumelage.languages import Languages
from jumelage.messages.problems import Code, Position, Problem, did_you_mean, listed
from jumelage.messages.sentences import Sentence
from jumelage.source.assets import FOLDERS

# The start of a Pelican article. With a header between '---' lines, it could also be one of our texts.
MARKDOWN = re.compile(r"\s*(?i:title|date|author|authors|category|tags|slug)\s*:")
RESTRUCTURED = re.compile(r"^:(?i:date|author|authors|category|tags|slug|summary)\s*:", re.MULTILINE)
BEGINNING = 2000  # characters


def why_misplaced(path: Path, name: str, languages: Languages) -> Problem | None:
    """Return why the file at `path`, shown as `name`, cannot be one of our texts; None if it may be one."""
    parts, place = tuple(name.split("/")[1:]), Position(name)
    if name.endswith(".md") and len(parts) == 3 and parts[0] in languages.codes and parts[1] in KINDS:
        return None
    pelican = _of_pelican(path, parts, languages)
    if not name.endswith(".md"):
        hint = pelican or Sentence("Texts are Markdown files (.md); put files to publish in content/files/.")
        return Problem(place, Code.UNEXPECTED_FILE, Sentence("This file would not be read."), hint)
    if len(parts) != 3:
        hint = pelican or Sentence("Texts are in content/<language>/<kind>/<id>.md.")
        return Problem(place, Code.UNEXPECTED_FILE, Sentence("Texts do not belong in this folder."), hint)
    if parts[0] not in languages.codes:
        message = Sentence("'{lang}' is not a language of this site.", lang=parts[0])
        use = Sentence("Use {choices}.", choices=listed(languages.codes))
        return Problem(place, Code.UNKNOWN_LANGUAGE, message, did_you_mean(parts[0], languages.codes) or pelican or use)
    hint = did_you_mean(parts[1], KINDS) or Sentence("Use {choices}.", choices=listed(KINDS))
    message = Sentence("There is no kind of record '{kind}'.", kind=parts[1])
    return Problem(place, Code.UNEXPECTED_FILE, message, hint)


def _of_pelican(path: Path, parts: tuple[str, ...], languages: Languages) -> Sentence | None:
    """
    Return a hint for one of Pelican's own articles or pages; None if it is not one, or may be one of our texts.

    A text about a person at risk in the wrong folder must not be published as an article.
    """
    folder = parts[0] if len(parts) > 1 else ""
    ours = (*languages.codes, *KINDS, *FOLDERS)
    if folder in ours or did_you_mean(folder, ours) or any(part in KINDS for part in parts):
        return None
    begins = {".md": MARKDOWN.match, ".rst": RESTRUCTURED.search}.get(path.suffix)
    if begins is None or not begins(_beginning(path)):
        return None
    if not folder:
        return Sentence(
            "If this is an article of Pelican's own, move it to a folder such as content/blog/, and write "
            'ARTICLE_PATHS = ["blog"] in pelicanconf.py (for a page: PAGE_PATHS).'
        )
    return Sentence(
        'If this is an article of Pelican\'s own, write ARTICLE_PATHS = ["{folder}"] in pelicanconf.py (for a page: '
        "PAGE_PATHS).",
        folder=folder,
    )


def _beginning(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.read(BEGINNING)
    except OSError:
        return ""
