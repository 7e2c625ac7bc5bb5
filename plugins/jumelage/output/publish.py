"""Builds a site from its root folder into the output folder, all or nothing."""

import contextlib
import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

from jumelage.messages.problems import ContentError
from jumelage.output import Stage, forget_kept, staged, withdrawals
from jumelage.output.changes import changes, sources, takes_down
from jumelage.privacy.remains import search_remains
from jumelage.publishing.launch import launch
from jumelage.settings import Settings
from jumelage.store.scratch import sweep
from jumelage.store.store import Store, cache_folder
from jumelage.targets.build import Built, OtherPrograms, build
from jumelage.targets.traces import plain

CHANGES = "changes.json"


def publish(
    root: Path,
    output: Path,
    settings: Settings,
    strict: bool = False,
    store: Store | None = None,
    others: OtherPrograms | None = None,
) -> tuple[Built, int]:
    """
    Build the site in `root` into `output`; return it and the number of new or changed files.

    With `strict`, warnings count as problems. `changes.json` next to the output lists the changes. `others` are other
    programs that write into the same output.

    Raises:
        ContentError: the content has problems; the output is unchanged.
        BuildError: the site cannot be built or written, names a withdrawn person, or lacks what a first publication
            needs; the output is unchanged.
    """
    warned = launch(root, settings)
    sweep()
    with staged(output, root) as stage:
        _forget(root, stage, store)
        built = build(root, settings, store, others, stage)
        if strict and built.warnings:
            raise ContentError(built.warnings)
        built = replace(built, notices=(*warned, *search_remains(root, built.files, settings)))
        found, now = stage.compare(built.files), sources(root)
        changed = json.dumps(changes(built, stage, now, others), ensure_ascii=False, indent=1)
        # Otherwise the spare tree would keep the removed person.
        forgetful = takes_down(built, stage)
        stage.put(
            built.files, {"sources": now, "traces": plain(built.traces)}, {CHANGES: changed.encode() + b"\n"}, forgetful
        )
    return built, len(found.added) + len(found.changed)


def _forget(root: Path, stage: Stage, store: Store | None) -> None:
    """Remove all kept files of this site if a person was withdrawn since its last build."""
    if stage.unseen:
        stage.output.with_name(CHANGES).unlink(missing_ok=True)
    if store is None:
        return
    # Each site has its own file: two sites with different marks do not cause each other's files to be cleared.
    file = cache_folder() / "withdrawn" / hashlib.sha256(os.fsencode(root.absolute())).hexdigest()[:16]
    # A cache that cannot be written is empty.
    with contextlib.suppress(OSError):
        found = withdrawals(root, file)
        if not (stage.unseen or found.unseen) or forget_kept(store):
            found.remember()
