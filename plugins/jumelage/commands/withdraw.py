"""`jumelage withdraw`."""

import argparse
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from jumelage.commands import common
from jumelage.commands.editing import changing, finished
from jumelage.content.interrupted import PLAN, WORK
from jumelage.content.withdrawn import TREE
from jumelage.edit import Journal, RefusedError, Session, left, ordered, withdrawal
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence, shown
from jumelage.output import forgotten
from jumelage.privacy.remains import UnusableKeyError, key_in, marks_and_key, marks_of, remains, require_newest, unread
from jumelage.store.store import Store

# What must be done elsewhere, and whom to ask for it.
ELSEWHERE = (
    Sentence("What this command cannot do, and whom to ask for it (also in docs/runbook-persons/, to print):"),
    Sentence(
        "The site itself: merge this change without naming anybody, and wait until it is published. Only then is "
        "the page gone."
    ),
    Sentence("Surnames alone, initials, other spellings and pictures: search data/ and content/ for them yourself."),
    Sentence(
        "The history of the files keeps everything: have the administrator of the repository remove it with git "
        "filter-repo --sensitive-data-removal, push every branch again, and ask GitHub Support to delete what it has "
        "cached (https://support.github.com/request); every copy of the repository must then be made again. Other "
        "people's copies (forks): https://support.github.com/contact/private-information."
    ),
    Sentence(
        "Proposals (pull requests), issues and the logs of checks: edit or delete what names the person; ask "
        "GitHub Support for what you cannot delete."
    ),
    Sentence(
        "Stored builds: on the repository's Actions page, delete the runs from before today and their artifacts; a "
        "run that is started again uses the files of its original date."
    ),
    Sentence(
        "Other copies of the site: build it again on every computer that has one, pack it and send it to your own "
        "server again, and remove what that server showed before, and older versions in storage."
    ),
    Sentence(
        "Search engines: once the page is gone, enter its address in Google's tool for outdated content "
        "(https://search.google.com/search-console/remove-outdated-content) and in Bing's tool for the removal of "
        "content (https://www.bing.com/webmasters/tools/contentremoval)."
    ),
    Sentence(
        "Copies elsewhere, for example in web archives (info@archive.org), on other sites and in feed readers: write "
        "to whoever has them. Not every copy can be removed."
    ),
)
OTHER_FINISHED = Sentence("The interrupted withdrawal is finished: the person named in that command has been removed.")
NOBODY = Sentence("There is no such record: nobody was removed for the id you gave this time.")
RENAMED = Sentence("The change that was just finished may have given it another id.")


class Folder(Mapping[str, bytes]):
    """The files of a folder by path, starting with '/'; each is read on access."""

    def __init__(self, folder: Path) -> None:
        """List the files of the folder."""
        self.paths = {
            f"/{one.relative_to(folder).as_posix()}": one for one in sorted(folder.rglob("*")) if one.is_file()
        }

    def __getitem__(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return self.paths[path].read_bytes()

    def __iter__(self) -> Iterator[str]:
        """Iterate over the paths, in order."""
        return iter(self.paths)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self.paths)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("kind", nargs="?", choices=("person",), help="the kind of record: person")
    parser.add_argument("id", nargs="?", metavar="ID", help="the person's id")
    parser.add_argument("--no-mark", action="store_true", help="keep nothing that prevents publishing the person again")
    parser.add_argument("--search", type=Path, metavar="DIR", help="look for persons who were withdrawn in a folder")
    common.offline_argument(parser)
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Remove a person at risk from the site, or search a folder for withdrawn persons; name nobody."""
    if bool(args.search) == bool(args.id):
        common.say(Sentence("Write 'jumelage withdraw person ID' or 'jumelage withdraw --search DIR'."), args)
        return 2
    try:
        return _search(args) if args.search else _withdraw(args)
    except RefusedError as error:
        return common.refuse(error.sentence, error.hint, args)
    except UnusableKeyError as error:
        hint = Sentence("In the environment, set the key that the municipality keeps for this (32 characters or more).")
        return common.refuse(error.sentence, hint, args)


def _withdraw(args: argparse.Namespace) -> int:
    asked = ordered("withdraw", args.id, discreet=True)
    try:
        with changing(args, anyway=True) as session:
            session.discreet = True
            status = _finished(session, asked, args)
            if status is not None and _gone(args):
                return status
            if status is None and session.finished == "withdraw":
                common.say(OTHER_FINISHED, args)
                if _gone(args):
                    raise RefusedError(NOBODY)
            try:
                return max(_take(session, asked, args), status or 0)
            except RefusedError as error:
                # The interrupted command may have been changing that very id.
                raise RefusedError(
                    error.sentence, error.hint or (RENAMED if session.finished == "rename" else None)
                ) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        # Leave out the file name: it may contain the person's name.
        text = "A file could not be read, written or removed: {why}. Fix that and run the command again."
        raise BuildError(Sentence(text, why=str(error.strerror))) from error


def _finished(session: Session, asked: Journal, args: argparse.Namespace) -> int | None:
    """Finish the interrupted change; abandon it if that fails, because it must not delay a withdrawal."""
    try:
        return finished(session, asked, args)
    except (RefusedError, BuildError) as error:
        common.say(error.sentence, args)
        common.say(Sentence("That change was abandoned; 'jumelage check' reports what is left to do."), args)
        session.give_up()
        return None


def _gone(args: argparse.Namespace) -> bool:
    try:
        withdrawal(args.id, args.root, None)
    except RefusedError:
        return True
    return False


def _take(session: Session, asked: Journal, args: argparse.Namespace) -> int:
    taken = withdrawal(args.id, args.root, _key(args))
    # Remove the copies first: if interrupted, running the command again removes them, too.
    copies = _copies_left(args)
    notes = (args.id, *(" ".join(name) for name in sorted(taken.names)))
    status = report(session.make(taken.change, replace(asked, notes=notes)), args)
    if copies:
        common.say(Sentence("Older copies of the site could not be removed: delete {path}.", path=copies), args)
    session.clear()
    if os.path.lexists(args.root / PLAN):
        common.say(Sentence("Delete the folder {path}: until then nothing can be published.", path=WORK), args)
        status = 1
    return 1 if copies else status


def _key(args: argparse.Namespace) -> bytes | None:
    if args.no_mark:
        return None
    try:
        key = key_in(os.environ)
        marks_of(args.root, key)
    except UnusableKeyError as error:
        hint = Sentence(
            "Set the key that the municipality keeps for this (32 characters or more); if nobody who has it can be "
            "reached, add --no-mark."
        )
        raise RefusedError(error.sentence, hint) from error
    return key


def _copies_left(args: argparse.Namespace) -> str:
    """Remove leftovers of earlier builds; return a folder that could not be removed, '' if there is none."""
    store = Store.of_user()
    left_over = "" if store.clear() else str(store.folder)
    try:
        forgotten(args.output)
    except OSError:
        left_over = str(args.output.with_name(f".{args.output.name}.jumelage"))
    return left_over


def report(journal: Journal, args: argparse.Namespace) -> int:
    """Print what a withdrawal has done, what it could not do, and where the person is still named."""
    common.say(
        Sentence("The person has been removed. Files changed or removed: {count}.", count=len(journal.steps)), args
    )
    who, *names = journal.notes
    if not any(step.path == TREE for step in journal.steps):
        common.say(Sentence("NO MARK WAS KEPT: nothing now prevents this person from being published again."), args)
    elif not names:
        common.say(Sentence("The record contains no full name: from now on, searches can only look for its id."), args)
    places = left(who, frozenset(tuple(name.split(" ")) for name in names), args.root)
    for sentence in ELSEWHERE:
        common.say(sentence, args)
    if places:
        common.say(Sentence("The person is still mentioned in these places; edit each by hand:"), args)
    for place in places:
        print(shown(place))
    return 1 if places else 0


def _search(args: argparse.Namespace) -> int:
    if not args.search.is_dir():
        raise RefusedError(Sentence("There is no folder {path}.", path=str(args.search)))
    require_newest(args.root, common.settings_or_defaults(args), os.environ)
    found = remains(Folder(args.search), *marks_and_key(args.root, os.environ))
    for notice in unread(found.unread):
        common.say(notice, args)
    if found.reported:
        common.say(Sentence("A withdrawn person is still named in these files:"), args)
    else:
        common.say(Sentence("No withdrawn person is named there."), args)
    for place in found.reported:
        print(shown(place))
    return 1 if found.reported else 0
