"""Where a build writes: the output folder, its working folder, and which folders are refused as output."""

from pathlib import Path

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.output.tree import only_known, remembered

MARK = "site-index.json"


def state_folder(output: Path) -> Path:
    """Return the working folder of builds, next to the output folder."""
    return output.with_name(f".{output.name}.jumelage")


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the content of the files of a folder by path, which begins with '/'."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {f"/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}


def between(output: Path) -> Path:
    """Return the temporary path of the served tree, on systems that cannot exchange two folders atomically."""
    return state_folder(output) / "before"


def refuse(output: Path, root: Path) -> None:
    """
    Refuse an unsuitable output folder.

    Raises:
        BuildError: it contains the site's sources or is inside them, is a link, a file or a mount point, or contains
            files that are not from an earlier build.
    """
    # A link in their place is reported as a problem of the content.
    folders = [root / name for name in ("data", "content", "theme", "plugins", "tests", ".git")]
    folders = [folder for folder in folders if not folder.is_symlink()]
    real = output.resolve()
    if real == root.resolve() or real in root.resolve().parents:
        raise BuildError(Sentence("The output folder {path} would contain the site's own sources.", path=str(output)))
    if any(folder.resolve() in (real, *real.parents) for folder in folders):
        raise BuildError(Sentence("The output folder {path} is inside the site's own sources.", path=str(output)))
    for path in (output, state_folder(output)):
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
    """Return whether a folder is empty or a partly deleted output of an earlier build."""
    return only_known(output, remembered(state_folder(output), output).files)
