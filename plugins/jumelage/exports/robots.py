"""`robots.txt`."""

from jumelage.pages import Site


def robots(site: Site) -> str:
    """Return the text, which allows all crawlers and names the sitemap."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {site.settings.siteurl}/sitemap.xml\n"
