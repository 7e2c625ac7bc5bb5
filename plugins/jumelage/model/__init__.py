"""The kinds of record, one class per kind; the field descriptions are the reference."""

from collections.abc import Mapping
from types import MappingProxyType

from jumelage.kinds import KINDS
from jumelage.model import people, places_and_parties, recurring, work
from jumelage.model.base import Record

_CLASSES: Mapping[str, type[Record]] = MappingProxyType(
    {
        one.kind_name: one
        for module in (places_and_parties, people, recurring, work)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Record) and "file" in vars(one)
    }
)
# The kinds with a data file, in the order of `KINDS`.
RECORDS: Mapping[str, type[Record]] = MappingProxyType({name: _CLASSES[name] for name in KINDS if name in _CLASSES})
