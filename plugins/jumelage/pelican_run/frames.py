"""Pelican's own articles and pages in the frame that every page of the site has."""

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader
from markupsafe import Markup

from jumelage.model.values import Day
from jumelage.pages import Page, Said, Site
from jumelage.pages.page import Article
from jumelage.pelican_run.aligning import style_of
from jumelage.rendering.render import environment, speak
from jumelage.rendering.templates import templates
from jumelage.source.theme import stylesheet, theme_of


def source(content: Any) -> str:
    """Return the file of an article or a page, as problems name it."""
    return f"content/{content.get_relative_source_path()}"


def frame(content: Any) -> Page:
    """Return what the frame of a page shows of an article or page of Pelican's own; its text is in `articles`."""
    lang, path = content.lang, source(content)
    # Pelican takes a title for HTML, and a summary is some; the frame takes both for texts.
    summary = Markup(content.metadata.get("summary", "")).striptags()  # noqa: S704 - a text comes out
    title = Markup(content.title).striptags()  # noqa: S704
    date = Day.read(content.date.date().isoformat()) if hasattr(content, "date") else None
    return Page(
        kind="page",
        id=content.slug,
        lang=lang,
        path=f"/{content.url}",
        template="text.html",
        title=Said(title, lang),
        alternates={other.lang: f"/{other.url}" for other in content.translations},
        source=path,
        edit=path,
        listed=content.status == "published",
        summary=Said(summary, lang) if summary else None,
        date=date,
        updated=Day.read(content.modified.date().isoformat()) if hasattr(content, "modified") else date,
        articles=(Article(Markup(content.content), lang),),  # noqa: S704 - the whole file is looked at afterwards
    )


def framed(title: str, path: str, lang: str) -> Page:
    """Return what the frame shows of a page of Pelican's that is made of no text, as an archive: `path` is its file."""
    return Page("page", path, lang, f"/{path}", "base.html", Said(title, lang), {})


class Frames:
    """Gives the templates of Pelican's generators what ours have."""

    def __init__(self, site: Site, root: Path) -> None:
        """Keep the site to whose pages others are put."""
        self.site = site
        theme = theme_of(root)
        self.env = environment(theme, site.settings)
        self.style = stylesheet(theme).path
        # Pelican names its templates without a folder.
        self.pages = templates(theme, "pages")
        self.styles: dict[str, bytes] = {}

    def equip(self, generator: Any) -> None:
        """Give a generator's environment our templates, filters and texts, wherever a site has none of its own."""
        env = generator.env
        # Pelican asks for templates of its simple theme that nobody uses; so that one remains the last.
        own = FileSystemLoader(generator.settings["THEME_TEMPLATES_OVERRIDES"])
        ours = [self.env.loader] if self.env.loader else []
        env.loader = ChoiceLoader([own, self.pages, *ours, env.loader])
        env.filters = {**self.env.filters, **env.filters}
        env.globals.update({**self.env.globals, **env.globals, "frame": frame, "framed": framed})
        generator.context.update(self.shared(generator.settings["DEFAULT_LANG"]))

    def speak(self, generator: Any, content: Any) -> None:
        """Have the templates speak the language of an article or page that is about to be written."""
        style = style_of(content.content)
        self.styles |= {style.path: style.data} if style else {}
        generator.context.update({**self.shared(content.lang), "aligned": style.path if style else ""})

    def shared(self, lang: str) -> dict[str, object]:
        """Return what every page of a language shares, and have the filters speak it from now on."""
        site = self.site
        speak(site.wordings[lang])
        shared = {"lang": lang, "t": site.wordings[lang].strings, "menu": site.menus[lang]}
        return {**shared, "site": site, "stylesheet": self.style, "first": "", "aligned": ""}
