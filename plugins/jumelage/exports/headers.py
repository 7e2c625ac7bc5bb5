"""`_headers`: what a host of static sites says with every file, and what only a header can say."""

from jumelage.exports.moved import address
from jumelage.pages import Site

# A page says its own policy, too, and a browser keeps to both: only the search may run the compiled part of the search.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "connect-src 'self'; manifest-src 'self'; media-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LASTING = "public, max-age=31536000, immutable"


def headers(site: Site) -> str:
    """Return the file; addresses hold the path of SITEURL."""
    base = address(site.settings.base)
    said = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    # The names of these files change with what they hold.
    parts = [f"pagefind/{lang}/{part}/*" for lang in site.settings.languages.codes for part in ("fragment", "index")]
    named = ("static/*.css", "static/*.js", *parts)
    lasting = "".join(f"{base}/{name}\n  Cache-Control: {LASTING}\n" for name in named)
    return f"{base}/*\n{said}{lasting}"
