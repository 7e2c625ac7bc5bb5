"""A disk that is really full: a small one in memory, seen by the build alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from jumelage.targets.build import build
from running import environment, held
from sites import EXAMPLE, own_theme, settings, small, store, written

pytestmark = pytest.mark.elsewhere

# Where a process may see disks that others do not: as root, in a user's own name space, or with sudo.
WAYS = (("unshare", "--mount"), ("unshare", "--map-root-user", "--mount"), ("sudo", "-n", "-E", "unshare", "--mount"))
# Two builds on one small disk; what the second leaves behind is copied out of it.
SCRIPT = """
mount -t tmpfs -o size={size} tmpfs "$1" || exit 90
cd "$2"
{python} -m jumelage build --output "$1/site" || exit 91
echo second > theme/pages/text.html
{python} -m jumelage build --output "$1/site"
status=$?
cp -a "$1/site" "$3"
ls -A "$1/.site.jumelage"
exit $status
"""


def way() -> tuple[str, ...]:
    """Return how this machine lets a process have a disk of its own."""
    for one in WAYS:
        try:
            if subprocess.run([*one, "true"], capture_output=True, check=False).returncode == 0:
                return one
        except FileNotFoundError:
            continue
    pytest.fail("This test mounts a small disk: run it as root, or where `sudo -n unshare --mount true` works.")


def test_a_full_disk_leaves_the_old_site_and_room_for_the_next_build(tmp_path: Path) -> None:
    root = own_theme(small(tmp_path / "root"))
    written(root, {"pelicanconf.py": (EXAMPLE / "pelicanconf.py").read_text("utf-8")})
    for lang in ("nl", "fr"):
        written(root, {f"content/{lang}/page/p{n}.md": f"---\ntitle: P{n}\n---\nTekst {n}.\n" for n in range(30)})
    expected = {path.lstrip("/"): data for path, data in build(root, settings(), store()).files.items()}
    (tmp_path / "disk").mkdir()
    # Room for one site, on pages of 4 kB, and not for two.
    size = sum(4096 * (1 + len(data) // 4096) + 4096 for data in expected.values()) * 5 // 4
    script = SCRIPT.format(size=size, python=sys.executable)
    command = [*way(), "sh", "-c", script, "sh", *map(str, (tmp_path / "disk", root, tmp_path / "copy"))]
    done = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        3,
        "The disk is full; the site is unchanged.",
    ), done.stderr
    assert held(tmp_path / "copy") == expected
    # What was half written takes no room any more.
    assert "spare" not in done.stdout.split()
