"""
Which persons were withdrawn since files were last kept: what was made before may show them, and is cleared first.

Marks are HMACs and name nobody, so they may be kept beside the files.
"""

from dataclasses import dataclass
from pathlib import Path

from jumelage.content.withdrawn import known_marks, withdrawn
from jumelage.store.store import Store, cache_folder, removed, sealed, unsealed


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """
    What a site knows of withdrawn persons, compared with a file of marks beside what is kept.

    `unseen` says that there is a mark for which nothing was cleared yet; `own` are the marks of the site's own tree.
    """

    file: Path
    own: frozenset[str] = frozenset()
    unseen: bool = False

    def remember(self) -> None:
        """
        Note that what is kept was cleared for every mark of the site's own tree.

        A mark that only the newest main has is not noted: the tree may hold that person still.

        Raises:
            OSError: it cannot be written.
        """
        if self.own != _noted(self.file):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            # A file that is cut off counts as none, and then everything is cleared once more.
            self.file.write_bytes(sealed("\n".join(sorted(self.own)).encode(), self.file.name))


def withdrawals(root: Path, file: Path) -> Withdrawals:
    """
    Return what the site below `root` knows beyond the marks in `file`; call it before anything is kept.

    Marks that the site's own tree lacks, because an earlier commit is checked out, are dropped from the file: what is
    made from now on may show those persons.

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
    """Clear a store, and what earlier versions kept beside it of checks; return whether nothing is left of them."""
    folder = cache_folder()
    findings = [path for path in folder.iterdir() if not path.is_dir()] if folder.is_dir() else []
    return all([store.clear(), *map(removed, findings)])
