"""Only what publishing changes."""

import runpy
from pathlib import Path

# By its path: with this folder among those that are searched for modules, a file called json.py would be run, too.
globals().update(runpy.run_path(str(Path(__file__).with_name("pelicanconf.py"))))

PUBLISH = True
