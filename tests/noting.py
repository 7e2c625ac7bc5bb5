"""A store that also notes what is kept in it, which nobody can read from its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jumelage.store.store import Store


@dataclass(slots=True, eq=False)
class Noting(Store):
    """Notes the recipe and the bytes of each entry."""

    noted: list[tuple[bytes, bytes]] = field(default_factory=list)

    def keep(self, recipe: bytes, data: bytes) -> None:
        """Keep and note."""
        self.noted.append((recipe, data))
        Store.keep(self, recipe, data)

    def keep_all(self, made: Mapping[bytes, bytes]) -> None:
        """Keep and note."""
        self.noted += made.items()
        Store.keep_all(self, made)
