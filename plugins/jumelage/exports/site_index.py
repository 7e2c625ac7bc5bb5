"""`site-index.json`: all pages with their alternates; the format is described in `docs/architecture.md`."""

import json

from jumelage.pages import Page, Site


def site_index(site: Site) -> str:
    """Return the list of pages as JSON; for publication, without unlisted persons."""
    shown = [page for page in site.pages if page.listed or page.kind != "person" or not site.settings.publish]
    return json.dumps([_entry(page) for page in shown], ensure_ascii=False, indent=1) + "\n"


def _entry(page: Page) -> dict[str, object]:
    return {
        "kind": page.kind,
        "id": page.id,
        "lang": page.lang,
        "path": page.path,
        "title": page.title.text,
        "source": page.source,
        "alternates": dict(page.alternates),
    }
