"""Only what a preview of a proposal changes: it holds no page on a person at risk."""

import sys
from pathlib import Path

# Pelican and jumelage may be started from any folder.
sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *

PREVIEW = True
