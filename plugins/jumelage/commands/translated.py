"""`jumelage translated`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from jumelage.commands import common
from jumelage.commands.editing import changing, finished
from jumelage.content import load
from jumelage.edit import Change, Journal, RefusedError, Session, ordered, translated
from jumelage.messages.sentences import Sentence


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the translated text")
    parser.add_argument("--from", dest="origin", default="", metavar="LANG", help="the language it was translated from")
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Mark texts as up to date with the ones they were translated from."""
    paths = [_path(file, args.root) for file in args.files]
    asked = ordered("translated", args.origin, *paths)
    try:
        with changing(args) as session:
            status = finished(session, asked, args)
            return _translated(session, asked, paths, args) if status is None else status
    except RefusedError as error:
        return common.refuse(error.sentence, error.hint, args)


def _translated(session: Session, asked: Journal, paths: Sequence[str], args: argparse.Namespace) -> int:
    settings = common.settings(args)
    loaded = load(args.root, settings.languages)
    changes = [translated(path, args.origin, loaded, args.root, settings) for path in paths]
    written = {path: data for change in changes for path, data in change.written.items()}
    if written:
        session.make(Change(written, shown=tuple(written)), asked)
    for path in paths:
        if path in written:
            common.say(Sentence("{path} is marked as up to date.", path=path), args)
        else:
            common.say(Sentence("{path} was already marked as up to date.", path=path), args)
    return 0


def _path(file: Path, root: Path) -> str:
    """Return a file's path relative to the root; `file` is relative to the root or to the current folder."""
    if not file.is_absolute() and (root / file).is_file():
        return file.as_posix()
    here = file.resolve()
    return here.relative_to(root).as_posix() if root in here.parents else file.as_posix()
