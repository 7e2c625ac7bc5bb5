"""`jumelage schema`."""

import argparse
from pathlib import Path

from jumelage.build import wordings
from jumelage.commands import common
from jumelage.load.records import records
from jumelage.memory import Memory
from jumelage.problems import BuildError
from jumelage.schema import known, reference, save, schemas
from jumelage.sentences import Sentence, languages


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)
    parser.add_argument("--fields", type=Path, metavar="FILE", help="write the field reference into this file instead")


def run(args: argparse.Namespace) -> int:
    """Write the JSON Schemas with which an editing program completes and checks as one types."""
    settings = common.settings(args)
    if not (args.root / "data").is_dir():
        raise BuildError(
            Sentence("{root} is not a site: it has no folder 'data' or no folder 'content'.", root=str(args.root))
        )
    strings = {lang: one.strings for lang, one in wordings(args.root, settings.languages.codes).items()}
    if args.fields:
        spoken = {lang: texts for lang, texts in strings.items() if lang in languages()}
        args.fields.write_text(reference(settings.languages, spoken), encoding="utf-8")
        common.say(Sentence("Written: {path}", path=str(args.fields)), args)
        return 0
    # What is wrong in the site is for `check` to say; the ids are known all the same.
    read = records(args.root, settings.languages, Memory())
    made = schemas(known(read, settings, strings))
    changed = save(args.root / "schema", made)
    common.say(
        Sentence("{count} schemas in {path}, {changed} changed.", count=len(made), path="schema/", changed=changed),
        args,
    )
    return 0
