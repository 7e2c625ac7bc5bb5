"""Extracts all readable text from a file of any type, and tells whether the file could be read completely."""

from jumelage.extraction.budget import Budget
from jumelage.extraction.decoding import decoded
from jumelage.extraction.extracted import Extracted
from jumelage.extraction.reader import Reader
from jumelage.extraction.unsearched import unsearched

__all__ = ["Budget", "Extracted", "Reader", "decoded", "unsearched"]
