"""`robots.txt`."""

from jumelage.pages import Site


def robots(site: Site) -> str:
    """Return the text that lets every crawler in and names the sitemap."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {site.settings.siteurl}/sitemap.xml\n"
