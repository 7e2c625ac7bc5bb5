"""`security.txt`, as RFC 9116 has it: whom to tell, confidentially, that the site can be attacked."""

from jumelage.pages import Site

PATH = "/.well-known/security.txt"


def security(site: Site) -> str:
    """Return the file; '' where nobody says until when it holds, or whom to write to."""
    said, settings = site.security, site.settings
    if said is None:
        return ""
    # Web addresses begin with https there, says the standard; a site of this machine is none that anybody reads.
    here = settings.siteurl.replace("http://", "https://", 1)
    # A page that has no address to write to leads nobody further.
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
