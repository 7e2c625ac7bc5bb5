"""The pattern page for designers: every component of the theme with its examples."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import yaml
from jinja2 import Environment
from markupsafe import Markup

from jumelage.model.base import Amount
from jumelage.model.values import Day
from jumelage.pages import charts, menu, page, values
from jumelage.source.theme import Theme
from jumelage.wording import Wording

MODULES = (values, charts, page, menu)
BUILDERS: Mapping[str, Callable[..., object]] = {
    "$Day": Day.read,
    "$Markup": Markup,
    "$date": date.fromisoformat,
    "$Amount": lambda written: Amount(**written),
    "$Wording": lambda written: Wording(**written),
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A component: its name, its description from the first line, and its examples as name and HTML."""

    name: str
    use: str
    examples: tuple[tuple[str, Markup], ...]


def value(written: Any) -> Any:
    """Return the value written in an example: a map with one key, `$` and a name, is a page model class."""
    if isinstance(written, list):
        return tuple(value(one) for one in written)
    if not isinstance(written, dict):
        return written
    name = next(iter(written), "")
    if not name.startswith("$"):
        return {key: value(one) for key, one in written.items()}
    if name in BUILDERS:
        return BUILDERS[name](written[name])
    made: Any = next(getattr(module, name[1:]) for module in MODULES if hasattr(module, name[1:]))
    return made(**{key: value(one) for key, one in written[name].items()})


def examples(theme: Theme, component: str) -> list[dict[str, Any]]:
    """Return the examples of a component: `name`, the arguments (`with`), and the resulting `html`."""
    path = theme.file(f"components/{component}/examples.yaml")
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8")) if path else []
    return found


def rendered(env: Environment, component: str, given: Any) -> str:
    """Return the HTML of a component called with the arguments of an example."""
    arguments = value(given)
    if "caller" in arguments:
        arguments["caller"] = lambda text=arguments["caller"]: text
    return str(getattr(env.get_template(f"components/{component}/{component}.html").module, component)(**arguments))


def patterns(theme: Theme, env: Environment) -> Iterator[Pattern]:
    """Yield every component of a theme, by name, except those for the head of a page."""
    for name, path in sorted(theme.files("components/*/*.html").items()):
        if path.stem == PurePosixPath(name).parent.name and path.stem not in {"meta", "policy"}:
            head = path.read_text("utf-8").split("{% ", 1)[0].strip()
            use = head.removeprefix("{#").removesuffix("#}").strip()
            shown = ((one["name"], _shown(env, path.stem, one["with"])) for one in examples(theme, path.stem))
            yield Pattern(path.stem, use, tuple(shown))


def _shown(env: Environment, component: str, given: Any) -> Markup:
    """Return what a component becomes, or why it fails: a site may replace one without its examples."""
    try:
        return Markup(rendered(env, component, given))  # noqa: S704 - made by the theme's own components
    except Exception as error:
        return Markup("<pre>{}: {}</pre>").format(type(error).__name__, error)
