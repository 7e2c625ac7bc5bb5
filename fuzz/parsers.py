"""Gives the parsers what atheris thinks of: `make fuzz TIME=300`; what is found is a case for `tests/test_fuzz.py`."""

import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["jumelage", "markdown_it", "yaml"]):
    import claims

SITE = Path(tempfile.mkdtemp())
(SITE / "data").mkdir()
(SITE / "content").mkdir()


def one(data: bytes) -> None:
    """Try one input: its first byte says which parser, its second which kind of record."""
    if len(data) < 2:
        return
    which, kind, raw = data[0] % 4, claims.KINDS[data[1] % len(claims.KINDS)], data[2:]
    if which == 0:
        claims.yaml(raw)
    elif which == 1:
        claims.markdown(raw)
    elif which == 2:
        claims.records(raw, kind, SITE)
    else:
        claims.a_text(raw, kind, SITE)


def corpus(folder: Path) -> None:
    """Begin with what the example site and the broken ones hold."""
    folder.mkdir(parents=True, exist_ok=True)
    found = [path for name in ("example", "broken") for path in sorted((ROOT / "tests" / name).rglob("*"))]
    for number, path in enumerate(one for one in found if one.suffix in {".yaml", ".md"}):
        for which in (0, 2) if path.suffix == ".yaml" else (1, 3):
            kinds = [kind for kind in claims.KINDS if claims.RECORDS[kind].file == path.name] or claims.KINDS[:1]
            start = bytes((which, claims.KINDS.index(kinds[0])))
            (folder / f"{number}-{which}").write_bytes(start + path.read_bytes())


if __name__ == "__main__":
    corpus(Path(sys.argv[1]))
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
