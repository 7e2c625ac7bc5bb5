"""Ctrl-C at any moment: status 130, and nothing printed."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from running import JUMELAGE, PELICAN, environment, running, waited
from sites import EXAMPLE, copied, written

CONSOLE = (Path(sys.executable).with_name("jumelage"),)
# Sends Ctrl-C when a module is about to be imported, and starts a command as its console script does.
AT_IMPORT = """
import signal, sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == MODULE:
            signal.raise_signal(signal.SIGINT)
MODULE, sys.argv = sys.argv[1], ["jumelage", *sys.argv[2:]]
sys.meta_path.insert(0, Interrupting())
from jumelage.__main__ import main
sys.exit(main())
"""
# The same within a callback, where Python prints an exception and goes on; and when a command is done.
IN_CALLBACK = """
import signal, sys
from jumelage.interruption import interruptible, take_over
class Fleeting:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
take_over()
with interruptible():
    Fleeting()
    print("went on")
"""
AT_THE_END = """
import atexit, signal, sys
atexit.register(signal.raise_signal, signal.SIGINT)
from jumelage.__main__ import main
sys.argv = ["jumelage", "schema", "--root", sys.argv[1]]
sys.exit(main())
"""
# Python is started but has run no line of ours: what it prints then is its own, and it may end or go on after that.
OURS = re.compile(r"jumelage/(?!__init__|__main__|interruption)\w+")


def run(*command: str | Path, root: Path) -> tuple[int, bytes, bytes]:
    done = subprocess.run(command, cwd=root, env=environment(), capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "module", ["jumelage.commands.dispatch", "argparse", "jumelage.commands.check", "pydantic", "yaml", "PIL", "jinja2"]
)
def test_an_interruption_while_anything_is_imported_is_quiet(module: str, valid: Path) -> None:
    command = "build" if module in {"PIL", "jinja2"} else "check"
    assert run(sys.executable, "-c", AT_IMPORT, module, command, root=valid) == (130, b"", b"")


def test_an_interruption_in_a_callback_is_not_forgotten(valid: Path) -> None:
    assert run(sys.executable, "-c", IN_CALLBACK, root=valid) == (130, b"", b"")


def test_an_interruption_when_all_is_done_is_quiet(valid: Path) -> None:
    status, said, beside = run(sys.executable, "-c", AT_THE_END, str(valid), root=valid)
    assert (status, said, b"Traceback" in beside) == (130, b"", False)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param((*JUMELAGE, "check", "--fresh"), id="module"),
        pytest.param((*CONSOLE, "check", "--fresh"), id="script"),
        pytest.param((*JUMELAGE, "build"), id="build"),
        pytest.param((*JUMELAGE, "serve", "--port", "0"), id="serve"),
    ],
)
def test_an_interruption_at_any_moment_of_the_first_second_is_quiet(
    command: tuple[str | Path, ...], valid: Path
) -> None:
    for moment in range(12):
        with running(*command, root=valid, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            time.sleep(0.02 + 0.08 * moment)
            process.send_signal(signal.SIGINT)
            _, beside = process.communicate(timeout=60)
        assert process.returncode in {0, 1, 130, -signal.SIGINT}, moment
        assert not OURS.search(beside.decode()), moment
        if process.returncode == 130:
            assert b"Traceback" not in beside, moment
            assert beside == b"" or "serve" in command, moment


def test_ctrl_c_of_a_terminal_reaches_every_process_and_none_prints_anything(tmp_path: Path) -> None:
    root = copied(tmp_path)
    text = "---\ntitle: A\n---\n" + "Een zin met [een link]({place}lunara) erin.\n\n" * 20
    written(root, {f"content/{lang}/page/p{n}.md": text for n in range(900) for lang in ("nl", "fr")})
    for moment in (0.8, 1.6, 2.4):
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with running(*JUMELAGE, "check", "--fresh", root=root, start_new_session=True, **streams) as process:
            time.sleep(moment)
            os.killpg(process.pid, signal.SIGINT)
            said = b"".join(process.communicate(timeout=60))
        assert process.returncode != 130 or said == b""
        assert b"Traceback" not in said


def test_where_ctrl_c_is_ignored_it_stays_so(valid: Path) -> None:
    def ignoring() -> None:
        # As a shell does with what it starts in the background.
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    with running(*JUMELAGE, "build", root=valid, stderr=subprocess.DEVNULL, preexec_fn=ignoring) as process:
        for _ in range(600):
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                time.sleep(0.1)
    assert process.returncode == 0


def test_pelican_is_quiet_once_it_has_read_the_settings(valid: Path) -> None:
    begun = "\nfrom pathlib import Path\n(Path(__file__).parent / 'begun').touch()\n"
    written(valid, {"pelicanconf.py": (EXAMPLE / "pelicanconf.py").read_text("utf-8") + begun})
    for moment in range(5):
        with running(*PELICAN, root=valid, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert waited((valid / "begun").exists)
            time.sleep(0.05 * moment)
            process.send_signal(signal.SIGINT)
            said = b"".join(process.communicate(timeout=60))
        (valid / "begun").unlink()
        assert (process.returncode, b"Traceback" in said, b"interrupt" in said) == (130, False, False)
