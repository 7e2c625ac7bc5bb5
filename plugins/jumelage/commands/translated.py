"""`jumelage translated`."""

import argparse
from pathlib import Path

from jumelage.commands import common
from jumelage.edit import RefusedError, apply, translated
from jumelage.load import load
from jumelage.sentences import Sentence


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the translated text")
    parser.add_argument("--from", dest="origin", default="", metavar="LANG", help="the language it was translated from")
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Mark texts as brought up to date with the ones they were translated from."""
    settings = common.settings(args)
    loaded = load(args.root, settings.languages)
    try:
        changes = [translated(_path(file, args.root), args.origin, loaded, args.root, settings) for file in args.files]
    except RefusedError as error:
        return common.refuse(error.sentence, error.hint, args)
    for change in changes:
        apply(change, args.root)
        if change.written:
            common.say(Sentence("{path} is marked as up to date.", path=change.shown[0]), args)
        else:
            common.say(Sentence("{path} was marked as up to date already.", path=change.shown[0]), args)
    return 0


def _path(file: Path, root: Path) -> str:
    """Return the path of a file below the root: as it was given, or seen from where the command was started."""
    if not file.is_absolute() and (root / file).is_file():
        return file.as_posix()
    here = file.resolve()
    return here.relative_to(root).as_posix() if root in here.parents else file.as_posix()
