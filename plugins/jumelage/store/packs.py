"""Packs many small entries into one file: reading a file for each of thousands of texts is slower than parsing them."""

from collections.abc import Iterable, Iterator, Mapping

NAME = 32  # bytes
SIZE = 4
MOST = 16_000_000  # bytes of a pack; 16 packs have room for four times what 10,000 partnerships need


def packed(entries: Mapping[bytes, bytes]) -> bytes:
    """Return entries, data by name, as the bytes of a pack; if they exceed `MOST`, the first ones are dropped."""
    kept: list[bytes] = []
    size = 0
    for name, data in reversed([*entries.items()]):
        size += NAME + SIZE + len(data)
        if size > MOST:
            break
        kept += (data, len(data).to_bytes(SIZE), name)
    return b"".join(reversed(kept))


def unpacked(pack: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and data of each entry of a pack, in order."""
    start = 0
    while start < len(pack):
        begin = start + NAME + SIZE
        end = begin + int.from_bytes(pack[start + NAME : begin])
        yield pack[start : start + NAME], pack[begin:end]
        start = end


def by_pack(names: Iterable[bytes]) -> dict[int, list[bytes]]:
    """Return names by the number of their pack, from 0 to 15."""
    found: dict[int, list[bytes]] = {}
    for name in names:
        found.setdefault(name[0] % 16, []).append(name)
    return found
