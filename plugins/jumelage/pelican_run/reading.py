"""Stricter versions of Pelican's readers, which lose nothing and write nothing that the policy of our pages blocks."""

from pathlib import Path
from types import MappingProxyType
from typing import Any

from pelican.readers import MarkdownReader, PelicanHTMLTranslator, PelicanHTMLWriter, RstReader

from jumelage.pelican_run.aligning import aligned


class StrictMarkdownReader(MarkdownReader):  # type: ignore[misc]
    """A stricter reader: Pelican's takes the rest of a header for text after a line that is not `Name: value`."""

    def read(self, source_path: str) -> Any:
        """Return the HTML and the header of a text; every line of a header between `---` lines must be a field."""
        lines = Path(source_path).read_text("utf-8-sig").splitlines()
        if lines and lines[0].strip() == "---":
            for number, line in enumerate(lines[1:], 2):
                if line.strip() in {"---", "..."}:
                    break
                if not _field(line):
                    raise ValueError(f"{source_path}:{number}: not a line 'Name: value'")
            else:
                raise ValueError(f"{source_path}:1: the header is opened but never closed")
        content, metadata = super().read(source_path)
        return aligned(content), metadata


class _Translator(PelicanHTMLTranslator):  # type: ignore[misc]
    """Writes SVG pictures as `img`, since pages must not contain `object`."""

    object_image_types = MappingProxyType(
        {ending: kind for ending, kind in PelicanHTMLTranslator.object_image_types.items() if ending != ".svg"}
    )


class _Writer(PelicanHTMLWriter):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.translator_class = _Translator


class PlainRstReader(RstReader):  # type: ignore[misc]
    """A plainer reader: Pelican's writes sizes as styles, and SVG pictures as objects."""

    writer_class = _Writer

    def read(self, source_path: str) -> Any:
        """Return the HTML and the header of a text."""
        content, metadata = super().read(source_path)
        return aligned(content), metadata


OURS = MappingProxyType({MarkdownReader: StrictMarkdownReader, RstReader: PlainRstReader})


def _field(line: str) -> bool:
    """Return whether a line of a header is a field, the continuation of one, or empty."""
    name, colon, value = line.partition(":")
    named = colon and name.replace("-", "").replace("_", "").isalnum() and value[:1] in {"", " "}
    return bool(named) or line.startswith("    ") or not line.strip()


def use_our_readers(readers: Any) -> None:
    """Register our readers, unless the site uses others than Pelican's."""
    for ending, reader in readers.reader_classes.items():
        readers.reader_classes[ending] = OURS.get(reader, reader)
