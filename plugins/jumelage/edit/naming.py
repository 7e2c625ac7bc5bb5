"""The slugs of a new record: its name in each language, in characters that are valid in an address."""

from collections.abc import Mapping
from itertools import count

from jumelage.content import Loaded
from jumelage.forms.fields import Form, fields
from jumelage.kinds import KINDS
from jumelage.languages import VIEWS
from jumelage.model import RECORDS
from jumelage.model.values import MAX_SLUG, RESERVED
from jumelage.settings import Settings
from jumelage.source.file_names import plain


def slugs(kind: str, name: str, answers: Mapping[str, str], loaded: Loaded, settings: Settings) -> dict[str, str]:
    """Return the slugs of a new record by language: those where it has a name that gives a slug other than its id."""
    found: dict[str, str] = {}
    for lang in settings.languages.codes if _may_have_one(kind) else ():
        wanted = plain(_called(kind, answers, lang, loaded))
        if wanted and not wanted.isdigit() and wanted not in {*RESERVED, *settings.languages.codes}:
            slug = _free(wanted, _taken(kind, lang, loaded, settings))
            found |= {lang: slug} if slug != name else {}
    return found


def _may_have_one(kind: str) -> bool:
    """Return whether we propose a slug: a country has several, and no address may contain a person's name."""
    own = fields(RECORDS[kind]) if kind in RECORDS else ()
    return not any(field.name == "slug" and field.form is Form.NEVER for field in own)


def _called(kind: str, answers: Mapping[str, str], lang: str, loaded: Loaded) -> str:
    """Return the name of a record in a language; for a partnership, its partners' names as in its heading."""
    said = answers.get(f"name-{lang}") or answers.get(f"title-{lang}") or ""
    if said or kind != "partnership":
        return said
    partners = [("place", answers.get("places", "")), ("organisation", answers.get("organisations-organisation", ""))]
    partner, among = next(((one.partition(",")[0].strip(), of) for of, one in partners if one), ("", "place"))
    both = (("municipality", answers.get("municipality", "")), (among, partner))
    sourced = [loaded.records.valid[of].get(one) for of, one in both]
    return " ".join(one.record.last(lang) for one in sourced if one) if all(sourced) else ""


def _taken(kind: str, lang: str, loaded: Loaded, settings: Settings) -> set[str]:
    """Return the slugs of a kind that are already taken."""
    found: set[str] = set()
    for name, sourced in loaded.records.valid[kind].items():
        found |= {name, sourced.record.last(lang), *sourced.record.aliases}
    if kind == "page":
        found |= {settings.languages.segment(one, lang) for one in (*KINDS, *VIEWS) if one != kind}
    return found


def _free(wanted: str, taken: set[str]) -> str:
    """Return a free slug: the wanted one, or with the first free number appended."""
    ends = (f"-{number}" if number > 1 else "" for number in count(1))
    made = (f"{wanted[: MAX_SLUG - len(end)].rstrip('-')}{end}" for end in ends)
    return next(one for one in made if one not in taken)
