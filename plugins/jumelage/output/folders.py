"""Where a build writes: the output folder, what is beside it, and which folders are refused as one."""

from pathlib import Path

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.output.tree import only_known, remembered

MARK = "site-index.json"


def beside(output: Path) -> Path:
    """Return the folder beside an output in which a build works."""
    return output.with_name(f".{output.name}.jumelage")


def between(output: Path) -> Path:
    """Return where what is served stands for a moment, on systems that cannot exchange two folders in one step."""
    return beside(output) / "before"


def refuse(output: Path, root: Path) -> None:
    """
    Let a build have an output folder, or raise why not.

    Raises:
        BuildError: it holds, or lies among, the site's sources, or is no output folder of ours.
    """
    # A link in their place is a problem of the content, and told as one.
    folders = [root / name for name in ("data", "content", "theme", "plugins", "tests", ".git")]
    folders = [folder for folder in folders if not folder.is_symlink()]
    real = output.resolve()
    if real == root.resolve() or real in root.resolve().parents:
        raise BuildError(Sentence("The output folder {path} would contain the site's own sources.", path=str(output)))
    if any(folder.resolve() in (real, *real.parents) for folder in folders):
        raise BuildError(Sentence("The output folder {path} is inside the site's own sources.", path=str(output)))
    for path in (output, beside(output)):
        if path.is_symlink():
            raise BuildError(Sentence("The output {path} is a symbolic link.", path=str(path)))
        if path.exists() and not path.is_dir():
            raise BuildError(Sentence("The output {path} is not a folder.", path=str(path)))
    if output.is_mount():
        mounted = "The output {path} is a separate disk and cannot be replaced; choose a folder on it."
        raise BuildError(Sentence(mounted, path=str(output)))
    if output.is_dir() and not (output / MARK).is_file() and not _left_over(output):
        foreign = "The folder {path} contains files that do not come from an earlier build; nothing was written."
        raise BuildError(Sentence(foreign, path=str(output)))


def _left_over(output: Path) -> bool:
    """Return whether a folder is empty, or what is left of an earlier output that somebody deletes or has deleted."""
    return only_known(output, remembered(beside(output), output).files)
