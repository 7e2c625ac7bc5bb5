"""Only what differs for the preview of a proposal: it has no page on a person at risk."""

import runpy
from pathlib import Path

# By its path: if this folder were on the module search path, a file here called json.py would be run too.
globals().update(runpy.run_path(str(Path(__file__).with_name("pelicanconf.py"))))

PREVIEW = True
