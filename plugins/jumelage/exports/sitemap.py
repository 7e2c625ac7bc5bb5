"""`sitemap.xml`, with the alternates of each page."""

from xml.etree import ElementTree as ET

from jumelage.pages import Page, Site

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Formats of a day by its precision.
PRECISE = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}
XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(site: Site) -> str:
    """Return the listed pages as XML, with absolute addresses."""
    ET.register_namespace("", SITEMAP)
    ET.register_namespace("xhtml", XHTML)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for page in (*site.pages, *(guest.page for guest in site.guests)):
        if page.listed:
            _url(root, page, site.settings.siteurl)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _url(root: ET.Element, page: Page, siteurl: str) -> None:
    entry = ET.SubElement(root, f"{{{SITEMAP}}}url")
    ET.SubElement(entry, f"{{{SITEMAP}}}loc").text = siteurl + page.path
    if page.updated and page.updated.precision in PRECISE:
        last = page.updated.first.strftime(PRECISE[page.updated.precision])
        ET.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = last
    own = {page.lang: page.path} if page.lang else {}
    for lang, path in sorted({**own, **page.alternates}.items()):
        ET.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=lang, href=siteurl + path)
