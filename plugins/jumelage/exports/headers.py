"""`_headers`: HTTP headers for hosts of static sites, including those that HTML cannot express."""

from jumelage.exports.moved import address
from jumelage.pages import Site

# Pages contain their own policy, too, and browsers enforce both: only the search page may run WebAssembly.
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
    """Return the text of the file; addresses include the path of SITEURL."""
    base = address(site.settings.base)
    said = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    # The names of these files change with their content.
    parts = [f"pagefind/{lang}/{part}/*" for lang in site.settings.languages.codes for part in ("fragment", "index")]
    named = ("static/*.css", "static/*.js", "static/land/*", *parts)
    lasting = "".join(f"{base}/{name}\n  Cache-Control: {LASTING}\n" for name in named)
    return f"{base}/*\n{said}{lasting}"
