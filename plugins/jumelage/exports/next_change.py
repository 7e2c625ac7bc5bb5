"""`next-change.json`: the date for which the site was built, and when it must be rebuilt even without changes."""

import json

from jumelage.pages import Site


def next_change(site: Site) -> str:
    """Return JSON: `built_for` and `next_change`, dates or null; no records, since some are about persons."""
    day = site.next_change.isoformat() if site.next_change else None
    return json.dumps({"built_for": site.today.isoformat(), "next_change": day}, indent=1) + "\n"
