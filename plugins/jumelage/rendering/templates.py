"""Loads the templates of a theme, those of the site before the installed ones, and records which a page uses."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, Template, TemplateNotFound

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.source.theme import NOT_TEXT, Theme
from jumelage.store.reads import Question, note_all


class Templates(Environment):
    """A Jinja environment that records the templates used for a page, including imported ones."""

    def __init__(self, **options: Any) -> None:
        """Take the options of Jinja's environment."""
        super().__init__(**options)
        # The imports of each template, by its own name, which its loaders give it without the first folder.
        self.imported: dict[str, set[str]] = {}
        self.reached: dict[str, dict[Question, None]] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002
        """Return a template; record it and its known imports, since Jinja loads those only once."""
        self._note([name], parent)
        return super().get_template(name, parent, globals)

    def select_template(self, names: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002
        """Return the first template that exists; all names are recorded, since one that is missing may be added."""
        names = [*names]
        self._note(names, parent)
        return super().select_template(names, parent, globals)

    def _note(self, names: list[Any], parent: str | None) -> None:
        named = [one for one in names if isinstance(one, str)]
        if parent is not None and not self.imported.setdefault(parent, set()).issuperset(named):
            self.imported[parent].update(named)
            self.reached.clear()
        for name in named:
            if name not in self.reached:
                self.reached[name] = dict.fromkeys(("template", one) for one in self._reached(name))
            note_all(self.reached[name])

    def _reached(self, name: str) -> list[str]:
        found = [name]
        for one in found:  # which grows
            with suppress(TemplateNotFound):
                itself = super().get_template(one).name or one
                found += [other for other in sorted(self.imported.get(itself, ())) if other not in found]
        return found


class _Folder(FileSystemLoader):
    """Loads the templates of one folder of a theme; errors show a template's path as messages do."""

    def __init__(self, folder: Path, named: str) -> None:
        super().__init__(folder, encoding="utf-8-sig")
        self.named = named

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        place = f"{self.named}/{template}"
        try:
            text, _, same = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            raise BuildError(Sentence(NOT_TEXT, path=place)) from error
        return text, place, same


def templates(theme: Theme, name: str) -> BaseLoader:
    """Return a loader for the templates in a folder of a theme: those of the site before the installed ones."""
    return ChoiceLoader([_Folder(folder / name, f"{layer}/{name}") for layer, folder in theme.layers.items()])
