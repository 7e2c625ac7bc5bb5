"""Pages → HTML texts: one Jinja environment, the language in a context variable."""

from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from markupsafe import Markup, escape

from jumelage.model.base import Amount
from jumelage.model.values import Day
from jumelage.pages import Page, Said, Site
from jumelage.problems import BuildError
from jumelage.settings import Settings
from jumelage.wording import Wording

_WORDING: ContextVar[Wording] = ContextVar("wording")


def say(said: Said) -> Markup:
    """Return a text as HTML, marked with its language where that is not the page's, and with its direction."""
    lang = said.lang if said.lang and said.lang != _WORDING.get().lang else ""
    if said.dir == "rtl":
        return Markup('<bdi lang="{}" dir="rtl">{}</bdi>').format(said.lang, said.text)
    return Markup('<span lang="{}">{}</span>').format(lang, said.text) if lang else escape(said.text)


def lang_of(said: Said) -> Markup:
    """Return ` lang="…"` for an element whose whole text is `said`, '' where it is in the page's own language."""
    other = said.lang and said.lang != _WORDING.get().lang
    return Markup(' lang="{}"').format(said.lang) if other else Markup("")


def day(value: Day) -> Markup:
    """Return a day as a `time` element; a day known only by its bounds as plain text."""
    words = _WORDING.get().day(value)
    machine = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}.get(value.precision)
    return (
        Markup('<time datetime="{}">{}</time>').format(value.first.strftime(machine), words)
        if machine
        else escape(words)
    )


def period(value: Any) -> str:
    """Return a period in words."""
    return _WORDING.get().period(value.since, value.until)


def amount(value: Amount) -> str:
    """Return a sum of money in words."""
    return _WORDING.get().amount(value)


def number(value: int) -> str:
    """Return a whole number in words."""
    return _WORDING.get().number(value)


def size(value: int | str) -> str:
    """Return a file's size in words."""
    return _WORDING.get().size(value)


def language(tag: str) -> str:
    """Return the name of a language in the language of the page."""
    return _WORDING.get().language(tag)


def text(key: str, **values: object) -> str:
    """Return a text of the interface with its values, days among them said in words."""
    wording = _WORDING.get()
    said = {name: wording.day(one) if isinstance(one, Day) else str(one) for name, one in values.items()}
    return wording.text(key, **said)


def counted(key: str, count: int) -> str:
    """Return a text of the interface in the plural form of `count`."""
    return _WORDING.get().counted(key, count)


def environment(theme: Path, settings: Settings) -> Environment:
    """Return the Jinja environment of a theme: autoescape on, an undefined name is an error."""
    env = Environment(
        loader=FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "say": say,
        "day": day,
        "period": period,
        "amount": amount,
        "number": number,
        "size": size,
        "language": language,
        "lang": lang_of,
        "url": lambda path: path if path.startswith(("http://", "https://")) else settings.base + path,
        "absolute": lambda path: settings.siteurl + path,
    }
    env.globals |= {"text": text, "counted": counted, "settings": settings}
    return env


def render(site: Site, theme: Path, stylesheet: str) -> Iterator[tuple[Page, str]]:
    """
    Give each page with its HTML.

    Raises:
        BuildError: a template is missing or wrong; the message names template, line and the page's source.
    """
    env = environment(theme, site.settings)
    for page in site.pages:
        yield page, _render(env, page, site, stylesheet)


def _render(env: Environment, page: Page, site: Site, stylesheet: str) -> str:
    lang = page.lang or site.settings.languages.codes[0]
    token = _WORDING.set(site.wordings[lang])
    try:
        return env.get_template(page.template).render(
            page=page, lang=lang, t=site.wordings[lang].strings, menu=site.menus[lang], site=site, stylesheet=stylesheet
        )
    except TemplateNotFound as error:
        raise BuildError(f"The theme has no template '{error.name}'.") from error
    except (TemplateError, TypeError, ValueError, KeyError, ArithmeticError, LookupError, AttributeError) as error:
        raise BuildError(f"{_place(error)}: {error} (on the page {page.path}, from {page.source}).") from error
    finally:
        _WORDING.reset(token)


def _place(error: BaseException) -> str:
    frames = []
    trace = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith((".html", ".xml")):
            frames.append(f"{Path(name).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    line = getattr(error, "lineno", None)
    return frames[-1] if frames else f"{getattr(error, 'name', None) or 'template'}:{line or 1}"
