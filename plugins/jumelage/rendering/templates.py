"""The templates of a theme: those of the site before those that are installed, and which a page was made from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, Template

from jumelage.source.theme import Theme
from jumelage.store.reads import Question, note_all


class Templates(Environment):
    """Templates of which is noted which of them a page is made of, those that they import included."""

    def __init__(self, **options: Any) -> None:
        """Take what Jinja takes."""
        super().__init__(**options)
        # What a template imports, by the name that it knows itself by: its loaders leave out the first folder.
        self.imported: dict[str, set[str]] = {}
        self.reached: dict[str, dict[Question, None]] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002
        """Return a template, which is noted with all that it is known to import: Jinja does that only once."""
        if parent is not None and name not in self.imported.setdefault(parent, set()):
            self.imported[parent].add(name)
            self.reached.clear()
        if name not in self.reached:
            self.reached[name] = dict.fromkeys(("template", one) for one in self._reached(name))
        note_all(self.reached[name])
        return super().get_template(name, parent, globals)

    def _reached(self, name: str) -> list[str]:
        found = [name]
        for one in found:  # which grows
            itself = super().get_template(one).name or one
            found += [other for other in sorted(self.imported.get(itself, ())) if other not in found]
        return found


class _Folder(FileSystemLoader):
    """Reads the templates of one folder of a theme; errors give the place of a template as messages do."""

    def __init__(self, folder: Path, named: str) -> None:
        super().__init__(folder)
        self.named = named

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text, _, same = super().get_source(environment, template)
        return text, f"{self.named}/{template}", same


def templates(theme: Theme, name: str) -> BaseLoader:
    """Return what reads the templates in a folder of a theme: those of the site before those that are installed."""
    return ChoiceLoader([_Folder(folder / name, f"{layer}/{name}") for layer, folder in theme.layers.items()])
