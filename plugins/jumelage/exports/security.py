"""`security.txt` according to RFC 9116: where to report vulnerabilities confidentially."""

from jumelage.pages import Site

PATH = "/.well-known/security.txt"


def security(site: Site) -> str:
    """Return the text of the file; '' without an expiry date or contact."""
    said, settings = site.security, site.settings
    if said is None:
        return ""
    # The standard requires https; a local site, which may lack it, has no other readers.
    here = settings.siteurl.replace("http://", "https://", 1)
    # A contact page is useless if the settings have no contact address.
    known = [one for one in said.contacts if settings.contact or not one.startswith("/")]
    own = [here + one if one.startswith("/") else one for one in known]
    contacts = own + [f"mailto:{settings.contact}"] * bool(settings.contact and not own)
    if settings.repository.startswith("https://github.com/"):
        contacts.append(f"{settings.repository}/security/advisories/new")
    if not contacts:
        return ""
    lines = [f"Contact: {one}" for one in contacts]
    lines += [f"Expires: {said.expires.last.isoformat()}T23:59:59Z"]
    lines += [f"Preferred-Languages: {', '.join(settings.languages.codes)}", f"Canonical: {here}{PATH}"]
    lines += [f"Policy: {here if said.policy.startswith('/') else ''}{said.policy}"] if said.policy else []
    return "\n".join(lines) + "\n"
