"""Many small entries in one file: a file for each of thousands of texts would take longer than to parse them."""

from collections.abc import Iterable, Iterator, Mapping

NAME = 32  # bytes
SIZE = 4
MOST = 16_000_000  # bytes of a pack; 16 of them hold four times what 10,000 partnerships need


def packed(entries: Mapping[bytes, bytes]) -> bytes:
    """Return entries as bytes, by name; of more than there is room for, the first ones are left out."""
    kept: list[bytes] = []
    size = 0
    for name, data in reversed([*entries.items()]):
        size += NAME + SIZE + len(data)
        if size > MOST:
            break
        kept += (data, len(data).to_bytes(SIZE), name)
    return b"".join(reversed(kept))


def unpacked(pack: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the name and the data of each entry, in order."""
    start = 0
    while start < len(pack):
        begin = start + NAME + SIZE
        end = begin + int.from_bytes(pack[start + NAME : begin])
        yield pack[start : start + NAME], pack[begin:end]
        start = end


def by_pack(names: Iterable[bytes]) -> dict[int, list[bytes]]:
    """Return names by the number of the pack in which they are, from 0 to 15."""
    found: dict[int, list[bytes]] = {}
    for name in names:
        found.setdefault(name[0] % 16, []).append(name)
    return found
