"""Renders pages to HTML with one Jinja environment; the language is in a context variable."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from jinja2 import (
    Environment,
    PrefixLoader,
    StrictUndefined,
    pass_context,
)
from markupsafe import Markup, escape

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.model.base import Amount
from jumelage.model.values import Day
from jumelage.pages import Page, Said, Site
from jumelage.pages.description import description
from jumelage.pages.redirects import Redirect
from jumelage.pages.values import Period
from jumelage.rendering.drawings.map import map_drawing
from jumelage.rendering.drawings.share_picture import picture_path
from jumelage.rendering.drawings.timeline import timeline_drawing
from jumelage.rendering.failures import MissingNameError, template_place, whence, why
from jumelage.rendering.jsonld import jsonld
from jumelage.rendering.template_check import NO_SCRIPT, NO_TEXT
from jumelage.rendering.templates import Templates, templates
from jumelage.settings import Settings
from jumelage.source.assets import Asset
from jumelage.source.theme import INSTALLED, Theme, scripts, stylesheet
from jumelage.store.reads import note
from jumelage.wording import Wording

_WORDING: ContextVar[Wording] = ContextVar("wording")


def say(said: Said) -> Markup:
    """Return a text as HTML, escaped, marked with its direction and, if it differs from the page's, its language."""
    lang = said.lang if said.lang and said.lang != _WORDING.get().lang else ""
    if said.dir == "rtl":
        return Markup('<bdi lang="{}" dir="rtl">{}</bdi>').format(said.lang, said.text)
    return Markup('<span lang="{}">{}</span>').format(lang, said.text) if lang else escape(said.text)


def lang_of(said: Said) -> Markup:
    """Return ` lang="…"` for an element whose whole text is `said`, '' if it is in the page's language."""
    other = said.lang and said.lang != _WORDING.get().lang
    return Markup(' lang="{}"').format(said.lang) if other else Markup("")


def day(value: Day) -> Markup:
    """Return a day as a `time` element, or as plain text if only its bounds are known."""
    words = _WORDING.get().day(value)
    machine = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}.get(value.precision)
    return (
        Markup('<time datetime="{}">{}</time>').format(value.first.strftime(machine), words)
        if machine
        else escape(words)
    )


def period(value: Period) -> str:
    """Return a period in words."""
    return _WORDING.get().period(value.since, value.until, value.ahead)


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


def text(key: str, **values: object) -> Markup:
    """Return a text of the interface with values inserted: days in words, HTML unchanged, everything else escaped."""
    wording = _WORDING.get()
    said = {name: wording.day(one) if isinstance(one, Day) else one for name, one in values.items()}
    try:
        written = wording.text(key)
    except (KeyError, TypeError) as error:
        raise MissingNameError(Sentence(NO_TEXT, key=key)) from error
    try:
        return Markup(escape(written)).format(**said)  # noqa: S704 - escaped in the same expression
    except KeyError as error:
        lacking = "The interface text '{key}' needs a value '{name}'."
        raise MissingNameError(Sentence(lacking, key=key, name=str(error.args[0]))) from error


def counted(key: str, count: int) -> str:
    """Return a text of the interface in the plural form for `count`."""
    return _WORDING.get().counted(key, count)


def environment(theme: Theme, settings: Settings) -> Environment:
    """
    Return the Jinja environment of a theme, with autoescaping; undefined names are errors.

    A template of the site can extend the installed one that it replaces: "installed/pages/record.html".
    """
    alone = Theme({INSTALLED: theme.installed})
    ours, theirs = ({name: templates(one, name) for name in ("components", "pages")} for one in (theme, alone))
    env = Templates(
        loader=PrefixLoader({**ours, INSTALLED: PrefixLoader(theirs)}),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    known = scripts(theme)
    sealed = {one.path: _seal(one.data) for one in (*known.values(), stylesheet(theme))}
    filters: dict[str, Callable[..., Any]] = {
        "description": lambda page: description(page, _WORDING.get()),
        "picture": picture_path,
        "script": _noted("script", lambda name: settings.base + _script(known, name).path),
        "seal": _noted("seal", lambda path: sealed.get(path.removeprefix(settings.base), "")),
        "say": say,
        "day": day,
        "period": period,
        "amount": amount,
        "number": number,
        "size": size,
        "language": language,
        "lang": lang_of,
        "url": lambda path: settings.base + path if path.startswith("/") else path,
        "absolute": lambda path: settings.siteurl + path,
        "elsewhere": _elsewhere,
    }
    env.filters |= {name: _at_each_page(one) for name, one in filters.items()}
    env.globals |= {"text": text, "counted": counted, "settings": settings, "map_drawing": map_drawing}
    env.globals |= {"timeline_drawing": timeline_drawing, "jsonld": partial(jsonld, settings=settings)}
    return env


def _script(known: Mapping[str, Asset], name: str) -> Asset:
    if name not in known:
        raise MissingNameError(Sentence(NO_SCRIPT, name=name))
    return known[name]


def _at_each_page(answer: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that Jinja does not evaluate while compiling, in the language of whichever page comes first."""

    @pass_context
    def evaluated(_context: object, *values: Any) -> Any:
        return answer(*values)

    return evaluated


def _noted(name: str, answer: Callable[[str], str]) -> Callable[[str], str]:
    def asked(value: str) -> str:
        note(name, value)
        return answer(value)

    return asked


def _elsewhere(path: str) -> Markup | str:
    """Return the attribute that marks a link as external, '' if it is not."""
    return Markup(' rel="external"') if path.lower().startswith(("http://", "https://")) else ""


def _seal(data: bytes) -> Markup:
    """Return the `integrity` attribute, with which a browser rejects a file that differs from `data`."""
    return Markup(' integrity="sha384-{}"').format(b64encode(hashlib.sha384(data).digest()).decode())


@contextmanager
def speaking(wording: Wording) -> Iterator[None]:
    """Make the filters use a language within a `with`."""
    token = _WORDING.set(wording)
    try:
        yield
    finally:
        _WORDING.reset(token)


def speak(wording: Wording) -> None:
    """Make the filters use a language until the end of the enclosing `with speaking(…)`."""
    _WORDING.set(wording)


def render_page(page: Page | Redirect, env: Environment, site: Site, style: str, **more: object) -> str:
    """
    Return the HTML of one page of a site; `more` are further variables for its template.

    Raises:
        BuildError: a template is missing or invalid; the message names the template, the line and the page's source.
    """
    lang = page.lang or site.settings.languages.codes[0]
    note("style")
    try:
        with speaking(site.wordings[lang]):
            html = env.get_template(f"pages/{page.template}").render(
                page=page,
                lang=lang,
                t=site.wordings[lang].strings,
                menu=site.menus[lang],
                site=site,
                stylesheet=style,
                **{"first": "", **more},
            )
    except BuildError:
        raise
    except Exception as error:
        place = template_place(error) or f"pages/{page.template}"
        reason = why(error, env, page.kind == "person")
        raise BuildError(Sentence("{place}: {why} ({page}).", place=place, why=reason, page=whence(page))) from error
    if not html.strip():
        place = f"pages/{page.template}"
        raise BuildError(
            Sentence(
                "The template {place} is empty, and so would be the page ({page}).", place=place, page=whence(page)
            )
        )
    return html
