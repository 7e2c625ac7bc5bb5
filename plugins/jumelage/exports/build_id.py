"""An id that identifies the build that is live."""

import hashlib
import json
from collections.abc import Iterable, Mapping


def identity(files: Mapping[str, bytes]) -> str:
    """Return the id of a build, 16 hexadecimal digits: the same for the same bytes at the same paths."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


def build_json(files: Mapping[str, bytes], downloads: Iterable[str] | None) -> bytes:
    """
    Return `build.json`, which identifies this build on the live site and lists those `downloads` that it has.

    None means that they are not known: earlier versions did not list them.
    """
    listed = {} if downloads is None else {"downloads": sorted(files.keys() & {*downloads})}
    return json.dumps({"id": identity(files), **listed}, ensure_ascii=False).encode() + b"\n"
