"""Puts Pelican's own articles and pages into the frame shared by all pages of the site."""

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
    """Return the path of an article's or page's file, as shown in problems."""
    return f"content/{content.get_relative_source_path()}"


def frame(content: Any) -> Page:
    """Return the page value for the frame around one of Pelican's articles or pages; its text is in `articles`."""
    lang, path = content.lang, source(content)
    # In Pelican, titles and summaries are HTML; in the frame, both are plain text.
    summary = Markup(content.metadata.get("summary", "")).striptags()  # noqa: S704 - the result is plain text
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
        articles=(Article(Markup(content.content), lang),),  # noqa: S704 - the whole file is checked afterwards
    )


def framed(title: str, path: str, lang: str) -> Page:
    """Return the page value for the frame of a page without a text, such as an archive; `path` is its file."""
    return Page("page", path, lang, f"/{path}", "base.html", Said(title, lang), {})


class Frames:
    """Provides our templates, filters and texts to Pelican's generators."""

    def __init__(self, site: Site, root: Path) -> None:
        """Take the site that the pages are added to, and its root folder."""
        self.site = site
        theme = theme_of(root)
        self.env = environment(theme, site.settings)
        self.style = stylesheet(theme).path
        # Pelican refers to its templates without a folder.
        self.pages = templates(theme, "pages")
        self.styles: dict[str, bytes] = {}

    def equip(self, generator: Any) -> None:
        """Add our templates, filters and texts to a generator's environment, after the site's own."""
        env = generator.env
        # Pelican requires templates of its simple theme even if unused, so it remains as the last resort.
        own = FileSystemLoader(generator.settings["THEME_TEMPLATES_OVERRIDES"])
        ours = [self.env.loader] if self.env.loader else []
        env.loader = ChoiceLoader([own, self.pages, *ours, env.loader])
        env.filters = {**self.env.filters, **env.filters}
        env.globals.update({**self.env.globals, **env.globals, "frame": frame, "framed": framed})
        generator.context.update(self.shared(generator.settings["DEFAULT_LANG"]))

    def speak(self, generator: Any, content: Any) -> None:
        """Set the language of the templates to that of the article or page that will be written next."""
        style = style_of(content.content)
        self.styles |= {style.path: style.data} if style else {}
        generator.context.update({**self.shared(content.lang), "aligned": style.path if style else ""})

    def shared(self, lang: str) -> dict[str, object]:
        """Return the variables shared by the pages of a language, and make the filters use it from now on."""
        site = self.site
        speak(site.wordings[lang])
        shared = {"lang": lang, "t": site.wordings[lang].strings, "menu": site.menus[lang]}
        return {**shared, "site": site, "stylesheet": self.style, "first": "", "aligned": ""}
