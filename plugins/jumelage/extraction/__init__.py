"""What can be read in the bytes of a file, whatever they are: a text, or that it could not be read as a whole."""

from jumelage.extraction.budget import Budget
from jumelage.extraction.decoding import decoded
from jumelage.extraction.extracted import Extracted
from jumelage.extraction.reader import Reader
from jumelage.extraction.unsearched import unsearched

__all__ = ["Budget", "Extracted", "Reader", "decoded", "unsearched"]
