"""Texts → files in the output folder: what has not changed is left alone, what is no longer made is removed."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from jumelage.problems import BuildError
from jumelage.sentences import Sentence

MARK = "site-index.json"


def write(output: Path, files: Mapping[str, bytes], root: Path) -> int:
    """
    Make `output` hold exactly `files` (by their path, which begins with '/') and return how many were written.

    Raises:
        BuildError: the folder may not be written to, or is not an output folder of ours.
    """
    _refuse(output, root)
    try:
        # The mark first: a first build that was interrupted must be known as ours by the next one.
        ordered = sorted(files, key=lambda path: path != f"/{MARK}")
        targets = {output / path.lstrip("/"): files[path] for path in ordered}
        _make_way(output, targets)
        written = sum(_file(path, data) for path, data in targets.items())
        _remove(output, targets)
    except OSError as error:
        failed = "The output could not be written: {why} ({name})."
        raise BuildError(Sentence(failed, why=str(error.strerror), name=str(error.filename))) from error
    return written


def _refuse(output: Path, root: Path) -> None:
    folders = [root / name for name in ("data", "content", "theme", "plugins", "tests", ".git")]
    real = output.resolve()
    if real == root.resolve() or real in root.resolve().parents:
        raise BuildError(Sentence("The output folder {path} would hold the site's own sources.", path=str(output)))
    if any(folder.resolve() in (real, *real.parents) for folder in folders):
        raise BuildError(Sentence("The output folder {path} lies among the site's own sources.", path=str(output)))
    if output.is_symlink():
        raise BuildError(Sentence("The output {path} is a symbolic link.", path=str(output)))
    if output.exists() and not output.is_dir():
        raise BuildError(Sentence("The output {path} is not a folder.", path=str(output)))
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        foreign = "The folder {path} holds files that are not an earlier output; nothing was written."
        raise BuildError(Sentence(foreign, path=str(output)))


def _make_way(output: Path, targets: Iterable[Path]) -> None:
    """Remove files and links that stand where folders must come, so that nothing is written through a link."""
    folders = {folder for path in targets for folder in path.parents if output in folder.parents}
    for folder in sorted(folders):
        if folder.is_symlink() or folder.is_file():
            folder.unlink()


def _file(path: Path, data: bytes) -> bool:
    if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
        return False
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and moved over, so that no reader ever sees half a file.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def _remove(output: Path, kept: Container[Path]) -> None:
    for folder, folders, names in os.walk(output, topdown=False):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for path in (Path(folder, name) for name in (*names, *links)):
            if path not in kept:
                path.unlink()
        if Path(folder) != output:
            with contextlib.suppress(OSError):
                Path(folder).rmdir()
