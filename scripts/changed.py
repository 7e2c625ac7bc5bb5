"""
Say which tests a proposal needs by what it changes: prints `html` or `test`, the target that `make proposal` runs.

A job on GitHub has the proposal merged already, and what it was merged into as the first parent of that commit. When
every file that differs lies in `data/` or `content/`, the site is built as a whole: no test of the code reads these
folders, `tests/conftest.py` sees to that. In doubt every test runs.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence, catalogue
from jumelage.settings import from_mapping, read_settings

TEXTS = ("data/", "content/")


def changed(root: Path) -> Sequence[str]:
    """Return the files in which a merge differs from what it was merged into; none when git cannot say."""
    try:
        _, *parents = _git(root, "rev-list", "--parents", "--max-count=1", "HEAD").split()
        # Both names of a file that was renamed: it may have been code.
        said = _git(root, "diff", "--name-only", "--no-renames", "-z", "HEAD^1", "HEAD") if len(parents) == 2 else ""
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return ()
    return [name for name in said.split("\0") if name]


def decided(names: Sequence[str]) -> tuple[str, Sentence]:
    """Return the target of make for a proposal that changes these files, and why."""
    if not names:
        return "test", Sentence("All tests run, because git does not say what changes here.")
    if not all(name.startswith(TEXTS) for name in names):
        return "test", Sentence("All tests run, because more than data and texts changes here.")
    return "html", Sentence(
        "Only data and texts change here, which no code test reads: the whole site is checked and built, its "
        "preview is made, and the code tests do not run."
    )


def _git(root: Path, *words: str) -> str:
    command = ("git", "-c", "core.quotePath=false", *words)
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=True)  # noqa: S603
    return done.stdout


def main() -> None:
    """Print the target, and say why: in the log, and in the summary of the job in the languages of the editors."""
    root = Path.cwd()
    target, why = decided(changed(root))
    try:
        known = read_settings(root / "pelicanconf.py")
    except BuildError:
        known = from_mapping({}, "")
    print(why, file=sys.stderr)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            said = dict.fromkeys(why.said(catalogue(lang)) for lang in known.editor_languages)
            print("\n\n".join(said), file=file)
    print(target)


if __name__ == "__main__":
    main()
