"""`jumelage ledger`."""

import argparse
import json
import os
from pathlib import Path

from jumelage.commands import common
from jumelage.content.records import records
from jumelage.content.withdrawn import BROUGHT, PUBLISHED, TREE, entries
from jumelage.content.withdrawn_lines import MarkFile
from jumelage.languages import Languages
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.model.people import Person
from jumelage.privacy.remains import naming, require_newest, spellings
from jumelage.publishing.ledger import Ledger, built, ledger_text, read_ledger
from jumelage.repository.git import GitError, fetched, kept
from jumelage.store.store import Store

KEPT = Path(PUBLISHED).name  # next to the addresses, on their branch
NOWHERE = Sentence("This is not a job on GitHub, and REPOSITORY in pelicanconf.py does not say where the branch is.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the ledger; created if there is none")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--push", action="store_true", help="on the branch 'ledger' of the repository on GitHub")
    where.add_argument("--fetch", action="store_true", help="only fetch it from that branch, and add nothing")
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Add the addresses of the built site to the ledger; with --push, also store the marks there."""
    server, name, token = (os.environ.get(f"GITHUB_{part}", "") for part in ("SERVER_URL", "REPOSITORY", "TOKEN"))
    address = f"{server}/{name}" if server and name else ""
    # Anyone may read the branch; only a job on GitHub writes to it.
    address = address or (common.settings(args).repository if args.fetch else "")
    if not address and (args.fetch or args.push):
        raise BuildError(NOWHERE)
    try:
        return _fetch(args, address, token) if args.fetch else _add(args, address, token)
    except GitError as error:
        failed = Sentence("The branch of published addresses cannot be used: {why}", why=str(error))
        raise BuildError(failed) from error


def _fetch(args: argparse.Namespace, address: str, token: str) -> int:
    there = fetched(args.file.parent, address, token)
    count = len(read_ledger(args.file)) if there else 0
    common.say(Sentence("Published addresses: {count}.", count=count), args)
    return 0


def _add(args: argparse.Namespace, address: str, token: str) -> int:
    # A site without withdrawn persons must go online even if the settings are broken.
    settings = common.settings_or_defaults(args)
    found = built(args.output, settings.base)
    count, added = 0, 0

    def write(path: Path) -> None:
        nonlocal count, added
        known = read_ledger(path)
        now = _nobodys({**known, **found}, args.root, settings.languages)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ledger_text(now), "utf-8")
        count, added = len(now), len(now.keys() - known.keys())

    if args.push:
        require_newest(args.root, settings, os.environ)
        mark = json.loads((args.output / "build.json").read_bytes())["id"]

        def write_both(path: Path) -> None:
            write(path)
            path.with_name(KEPT).write_text(_marks(args.root), "utf-8")

        commit = kept(args.file, address, token, write_both, f"Build {mark}", (KEPT,))
        common.for_job("OUTPUT", f"commit={commit}")
    else:
        write(args.file)
    common.say(Sentence("{count} addresses, {added} of them new.", count=count, added=added), args)
    return 0


def _marks(root: Path) -> str:
    """Return the file of marks that this site was searched for: none of them may be missing next time."""
    known = (one for name in (TREE, BROUGHT) for one, _ in entries(root, name)[0])
    return MarkFile().with_entries(one.model_copy(update={"except_": ()}) for one in known)


def _nobodys(ledger: Ledger, root: Path, languages: Languages) -> Ledger:
    """
    Return a ledger without addresses that name a person at risk or contain their id, as an article's may.

    Otherwise the name would have to be listed in gone.yaml before the person could be removed from the site.
    """
    persons = records(root, languages, Store()).valid[Person.kind_name]
    names = {one for sourced in persons.values() for text in sourced.record.name.values() for one in spellings(text)}
    said = {f"{path} {name}": path for path, (_, name) in ledger.items()}
    theirs = {said[one] for one in naming(dict.fromkeys(said, b""), persons, names).found}
    return {path: key for path, key in ledger.items() if path not in theirs}
