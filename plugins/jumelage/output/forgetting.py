"""
Detects persons withdrawn since files were last kept: older files may show them and are removed first.

Marks are HMACs that reveal no names, so they may be kept next to the files.
"""

from dataclasses import dataclass
from pathlib import Path

from jumelage.content.withdrawn import known_marks, withdrawn
from jumelage.store.store import Store, cache_folder, removed, sealed, unsealed


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """
    The marks of a site's withdrawn persons, compared with the `file` of marks next to kept files.

    `unseen`: there is a mark for which the kept files were not cleared yet; `own`: the marks in the site's own tree.
    """

    file: Path
    own: frozenset[str] = frozenset()
    unseen: bool = False

    def remember(self) -> None:
        """
        Record that the kept files were cleared for every mark in the site's own tree.

        A mark that is only in the newest main branch is not recorded: the tree may still contain that person.

        Raises:
            OSError: the file cannot be written.
        """
        if self.own != _noted(self.file):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            # A truncated file counts as missing, and then everything is cleared again.
            self.file.write_bytes(sealed("\n".join(sorted(self.own)).encode(), self.file.name))


def withdrawals(root: Path, file: Path) -> Withdrawals:
    """
    Compare the marks of the site in `root` with those in `file`; to be called before any file is kept.

    Marks that are not in the site's own tree, because an earlier commit is checked out, are removed from the file:
    files made from now on may show those persons.

    Raises:
        OSError: the file cannot be written.
    """
    own = frozenset(one.mark for one in withdrawn(root)[0])
    found = Withdrawals(file, own, not known_marks(root) <= own & _noted(file))
    if not _noted(file) <= own:
        Withdrawals(file, own & _noted(file)).remember()
    return found


def _noted(file: Path) -> frozenset[str]:
    return frozenset((unsealed(file, file.name) or b"").decode().split())


def forget_kept(store: Store) -> bool:
    """Clear a store, and results of checks that earlier versions kept next to it; return whether nothing is left."""
    folder = cache_folder()
    findings = [path for path in folder.iterdir() if not path.is_dir()] if folder.is_dir() else []
    return all([store.clear(), *map(removed, findings)])
