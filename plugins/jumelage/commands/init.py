"""`jumelage init`."""

import argparse
import shutil
from pathlib import Path

from jumelage.commands import common
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("directory", type=Path, metavar="DIR", help="the new site's folder")
    common.language_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Write an empty, valid site into a new folder."""
    package = Path(__file__).resolve().parent.parent
    scaffold = next(path for path in (package / "scaffold", package.parent.parent / "scaffold") if path.is_dir())
    folder = str(args.directory)
    if args.directory.exists() and any(args.directory.iterdir()):
        raise BuildError(Sentence("The folder {path} is not empty; nothing was written.", path=folder))
    shutil.copytree(scaffold, args.directory, dirs_exist_ok=True)
    common.say(Sentence("Your new site is in {path}; its README.md says how to begin.", path=folder), args)
    return 0
