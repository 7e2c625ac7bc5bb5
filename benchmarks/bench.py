"""Time and memory of a cold build of this site: a new process, an empty output, as often as asked."""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def cold_build(output: Path) -> float:
    """Return the seconds that one build takes, from the start of its process to its end."""
    command = [Path(sys.executable).with_name("jumelage"), "build", "--root", ROOT, "--output", output]
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Print the median, the quickest and the slowest build, and the most memory that one took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how many builds (default: 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        seconds = [cold_build(Path(folder, str(run))) for run in range(runs)]
    # The largest of all processes that ended; in kilobytes, on macOS in bytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    median, quickest, slowest = statistics.median(seconds), min(seconds), max(seconds)
    print(f"{median:.2f} s median of {runs} ({quickest:.2f} to {slowest:.2f}), {memory:.0f} MB")


if __name__ == "__main__":
    main()
