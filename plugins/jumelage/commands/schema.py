"""`jumelage schema`."""

import argparse
from pathlib import Path

from jumelage.commands import common
from jumelage.content.records import records
from jumelage.forms import known, reference, save, schemas
from jumelage.messages.sentences import Sentence, languages
from jumelage.settings import Settings
from jumelage.store.store import Store
from jumelage.targets.plan import require_site, wordings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)
    parser.add_argument("--fields", type=Path, metavar="FILE", help="write the field reference into this file instead")


def run(args: argparse.Namespace) -> int:
    """Write the JSON Schemas that editors such as VS Code use to complete and check as you type."""
    settings = common.settings(args)
    require_site(args.root)
    if args.fields:
        strings = {lang: one.strings for lang, one in wordings(args.root, settings.languages.codes).items()}
        spoken = {lang: texts for lang, texts in strings.items() if lang in languages()}
        args.fields.write_text(reference(settings.languages, spoken), encoding="utf-8")
        common.say(Sentence("Written: {path}", path=str(args.fields)), args)
        return 0
    count, changed = refresh(args.root, settings, Store())
    said = "{count} schemas in {path}, {changed} changed."
    common.say(Sentence(said, count=count, path="schema/", changed=changed), args)
    return 0


def refresh(root: Path, settings: Settings, store: Store) -> tuple[int, int]:
    """Write the schemas of a site into its folder `schema/`; return how many there are, and how many changed."""
    strings = {lang: one.strings for lang, one in wordings(root, settings.languages.codes).items()}
    # Reporting problems is up to `check`; the ids are known even if there are some.
    made = schemas(known(records(root, settings.languages, store), settings, strings))
    return len(made), save(root / "schema", made)
