"""`jumelage marks`."""

import argparse
import os
from pathlib import Path

from jumelage.commands import common
from jumelage.content.withdrawn import BROUGHT, PUBLISHED, TREE
from jumelage.content.withdrawn_lines import mark_file
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.repository.git import BRANCH, GitError, NowhereError, address, folder_of, newest

NOWHERE = Sentence("It is not known where the repository is: when this site is published, only its own marks count.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Fetch the marks of withdrawn persons: those of the newest main, and those of the last publication."""
    # The withdrawn persons must be known even if the settings are broken.
    settings = common.settings_or_defaults(args)
    # If this fails, the existing copies still count, but not as the newest.
    _age(args.root / BROUGHT)
    try:
        where = address(args.root, settings.repository, os.environ)
        if not where:
            common.say(NOWHERE, args)
            return 0
        brought = _brought(args.root, where, settings.branch)
    except NowhereError as error:
        wrong = Sentence(
            "The repository has no {place}, so its marks are not known: check BRANCH in pelicanconf.py, and whether "
            "this site has moved to another folder.",
            place=str(error),
        )
        raise BuildError(wrong) from error
    except GitError as error:
        failed = Sentence(
            "The marks of the newest main cannot be fetched. Try again. If it cannot wait: OFFLINE=1 (make publish "
            "OFFLINE=1); anyone withdrawn elsewhere in the meantime may then reappear. ({why})",
            why=str(error),
        )
        raise BuildError(failed) from error
    # Its modification time says how recent they are.
    for name in (PUBLISHED, BROUGHT):
        _write(args.root / name, brought[name])
    counts = {name: len({one.entry.mark for one in mark_file(data).lines}) for name, data in brought.items()}
    said = Sentence(
        "Marks on the newest '{branch}': {newest}; at the last publication: {published}.",
        branch=settings.branch,
        newest=counts[BROUGHT],
        published=counts[PUBLISHED],
    )
    common.say(said, args)
    return 0


def _brought(root: Path, where: str, branch: str) -> dict[str, bytes]:
    token = os.environ.get("GITHUB_TOKEN", "")
    main = newest(where, token, branch, f"{folder_of(root)}{TREE}")
    try:
        # Next to the ledger of addresses.
        published = newest(where, token, BRANCH, Path(PUBLISHED).name)
    except NowhereError:
        published = None
    # An empty file has lost its marks; that is not the same as no file.
    return {name: b"" if data is None else data or b"\n" for name, data in ((BROUGHT, main), (PUBLISHED, published))}


def _age(path: Path) -> None:
    if path.is_file():
        os.utime(path, (0, 0))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
