"""Gives the search for names what atheris thinks of: `make fuzz TARGET=files`; see `tests/test_extraction.py`."""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

with atheris.instrument_imports(include=["jumelage", "pypdf"]):
    import claims
import seeds

NAMES = [name for name, _ in seeds.SEEDS.values()]


def one(data: bytes) -> None:
    """Try one input: its first byte says which name the file has."""
    if data:
        claims.any_file(NAMES[data[0] % len(NAMES)], data[1:])


def corpus(folder: Path) -> None:
    """Begin with a file of each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (_, data) in enumerate(seeds.SEEDS.values()):
        (folder / f"file-{number}").write_bytes(bytes((number,)) + data)


if __name__ == "__main__":
    corpus(Path(sys.argv[1]))
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
