"""The example site, built once for servers."""

from pathlib import Path

import pytest

from jumelage.output.publish import publish
from sites import copied, settings, store, written

# One as it should be, and three that nginx must bear.
GONE = f"""- /nl/netwerken/weg/
- /nl/netwerken/Weg/
- '/nl/netwerken/"weg";/'
- /nl/netwerken/{"weg-" * 300}/
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a built site in which something has moved and something is gone."""
    root = copied(tmp_path_factory.mktemp("site"))
    path = root / "data" / "networks.yaml"
    path.write_text(path.read_text("utf-8").replace("- id: licht\n", "- id: licht\n  aliases: [lampen]\n"), "utf-8")
    written(root, {"data/gone.yaml": GONE, "data/security.yaml": "expires: 2027\ncontacts: [/nl/]\n"})
    publish(root, root / "output", settings(), store=store())
    return root
