"""`jumelage pack`."""

import argparse
import os
from collections.abc import Mapping

from jumelage.commands import common
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.output import staged
from jumelage.output.folders import files_of
from jumelage.privacy.remains import listed_places, marks_and_key, remains, require_newest, unread
from jumelage.publishing.pack import packed


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.offline_argument(parser)
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Copy the built site into a folder next to it, with compressed copies of its texts, for your own server."""
    common.require_built(args.output)
    target = args.output.with_name(f"{args.output.name}.packed")
    # If a build ended meanwhile, the copy would be half of one site and half of another.
    with staged(args.output, args.root), staged(target, args.root) as stage:
        files = files_of(args.output)
        _search(files, args)
        made = packed(files, files_of(target))
        found = stage.compare(made)
        # The previous copy is not kept: a person at risk may have been withdrawn since.
        stage.put(made, forgetful=True)
    changed = len(found.added) + len(found.changed)
    said = "{path}: {count} files, {changed} changed."
    common.say(Sentence(said, path=str(target), count=len(made), changed=changed), args)
    return 0


def _search(files: Mapping[str, bytes], args: argparse.Namespace) -> None:
    """Refuse a site that still names a person withdrawn after it was built."""
    require_newest(args.root, common.settings_or_defaults(args), os.environ)
    found = remains(files, *marks_and_key(args.root, os.environ))
    if found.reported:
        said = "A withdrawn person is still named in: {paths}. Run 'make publish' first. Nothing was copied."
        raise BuildError(Sentence(said, paths=listed_places(found.reported)))
    for notice in unread(found.unread):
        common.say(notice, args)
