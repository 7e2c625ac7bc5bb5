"""Only what differs for publishing."""

import runpy
from pathlib import Path

# By its path: if this folder were on the module search path, a file here called json.py would be run too.
globals().update(runpy.run_path(str(Path(__file__).with_name("pelicanconf.py"))))

PUBLISH = True
