"""Generates `docs/fields.md` from the model, the reference where editors look up fields."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.core import Locale
from pydantic import BaseModel

from jumelage.forms.fields import Field, Form, fields
from jumelage.forms.known import GROUPS
from jumelage.languages import Languages
from jumelage.messages.nouns import a
from jumelage.messages.sentences import Catalogue, Sentence, catalogue
from jumelage.model import RECORDS
from jumelage.model.base import Record
from jumelage.model.texts import HEADERS, Header

INTRODUCTION = (
    Sentence("What the files may contain. Leave out what no source says, unless the field is required."),
    Sentence(
        "A dot means that a field belongs to another field and is indented below it; it is required only where that "
        "other field is used. {brackets} after a name means a list: each entry begins with {dash}.",
        brackets="`[]`",
        dash="`- `",
    ),
    Sentence("A date is a year (2019), a month (2019-05) or a day (2019-05-07)."),
    Sentence(
        "If only the earliest and latest dates are known, write {example}.",
        example="`{after: 2019-10, before: 2020-12-17}`",
    ),
    Sentence(
        "Text in several languages is written below its field, each language on a line of its own, as {example}.",
        example="`nl: …`",
    ),
)
REQUIRED = Sentence("These languages are required: {languages}.")
HEADINGS = (Sentence("field"), Sentence("required"), Sentence("value"), Sentence("meaning"))
YES = Sentence("yes")
RECORD = Sentence("Every record")
HEADER = Sentence("Header of every text")
UNSEEN = Sentence(
    "VS Code does not check headers as you type; {check} and {serve} do.", check="`make check`", serve="`make serve`"
)
SHARED = Sentence("These fields occur in several kinds of record.")
RULES = Sentence("Read [the rules for persons at risk]({address}) first.")
BESIDES = Sentence("In {files}, with the fields of [every record]({address}).")
HEADED = Sentence("In {files}, with the fields of [the header of every text]({address}).")
BY_ID = Sentence("{noun} (its id)")
BY_IDS = Sentence("{one} or {other} (its id)")
BETWEEN = Sentence("{value}, {least} to {most}")
VALUES: Mapping[Form, Sentence] = {
    Form.ID: Sentence("lower-case letters, digits and single hyphens"),
    Form.LINE: Sentence("a line of text"),
    Form.NOTE: Sentence("a text"),
    Form.TEXT: Sentence("a text in each language"),
    Form.ADDRESS: Sentence("a web address"),
    Form.ADDRESSES: Sentence("a web address in each language"),
    Form.SLUGS: Sentence("lower-case letters, digits and single hyphens, in each language"),
    Form.PHONE: Sentence("a telephone number"),
    Form.TAG: Sentence("a language code"),
    Form.LANGUAGE: Sentence("a language of the site"),
    Form.WHOLE: Sentence("a whole number"),
    Form.DEGREES: Sentence("a number with a decimal point"),
    Form.YES: Sentence("true or false"),
    Form.DAY: Sentence("a date"),
    Form.CODE: Sentence("a line of text"),
    Form.COUNTRY: Sentence("a country code"),
    Form.PART: Sentence("several fields"),
    Form.NEVER: Sentence("nothing"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its anchor, heading, introduction, and the fields in its table."""

    anchor: str
    heading: str
    introduction: str
    fields: Sequence[Field]


def reference(languages: Languages, strings: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the field reference as Markdown, with a part for each language of `strings`, the interface texts."""
    names = {lang: Locale.parse(lang).get_display_name(lang) or lang for lang in strings}
    names = {lang: name[0].upper() + name[1:] for lang, name in names.items()}
    lines = ["# Velden · Champs · Fields", ""]
    lines += ["<!-- Written by `make docs` from plugins/jumelage/model/: change a description there. -->", ""]
    lines += [" · ".join(f"[{name}](#{name.lower()})" for name in names.values()), ""]
    for lang, name in names.items():
        lines += [f"## {name}", "", *_Language(lang, languages, strings[lang]).lines()]
    return "\n".join(lines)


class _Language:
    """The reference in one language."""

    def __init__(self, lang: str, languages: Languages, strings: Mapping[str, Any]) -> None:
        self.lang = lang
        self.languages = languages
        self.strings = strings
        self.spoken: Catalogue = catalogue(lang)
        self.shared = _shared()

    def lines(self) -> Iterator[str]:
        required = ", ".join(f"`{code}`" for code in self.languages.required)
        introduction = [*INTRODUCTION, Sentence(REQUIRED.text, languages=required)]
        first, second, *rest = (one.said(self.spoken) for one in introduction)
        yield from (first, "", second, "", " ".join(rest), "")
        sections = [*self.sections()]
        yield from (" · ".join(f"[{one.heading}](#{one.anchor})" for one in sections), "")
        for one in sections:
            yield from (f'### <a id="{one.anchor}"></a>{one.heading}', "", one.introduction, "")
            yield from self.table(one.fields)
            yield ""

    def sections(self) -> Iterator[Section]:
        record, header = self.anchor("record"), self.anchor("header")
        yield Section(record, RECORD.said(self.spoken), "`data/*.yaml`", fields(Record))
        for kind, model in RECORDS.items():
            files = f"`data/{model.file}`"
            text = Sentence(BESIDES.text, files=files, address=f"#{record}").said(self.spoken)
            if kind == "person":
                text += " " + Sentence(RULES.text, address="persons-at-risk.md").said(self.spoken)
            yield Section(self.anchor(kind), self.kind(kind), text, _own(model, Record))
        unseen = UNSEEN.said(self.spoken)
        yield Section(header, HEADER.said(self.spoken), f"`content/*/*/*.md`. {unseen}", fields(Header))
        for kind, head in HEADERS.items():
            files = f"`content/*/{kind}/*.md`"
            text = Sentence(HEADED.text, files=files, address=f"#{header}").said(self.spoken)
            yield Section(self.anchor(kind), self.kind(kind), text, _own(head, Header))
        for part, names in self.shared.items():
            heading = ", ".join(f"`{name}`" for name in names)
            yield Section(self.anchor(part.__name__.lower()), heading, SHARED.said(self.spoken), fields(part))

    def anchor(self, name: str) -> str:
        return f"{self.lang}-{name}"

    def kind(self, kind: str) -> str:
        name = str(self.strings["kind"][kind]["one"])
        return name[0].upper() + name[1:]

    def table(self, rows: Sequence[Field]) -> Iterator[str]:
        yield f"| {' | '.join(one.said(self.spoken) for one in HEADINGS)} |"
        yield f"|{'---|' * len(HEADINGS)}"
        for name, field in self.flat(rows):
            required = YES.said(self.spoken) if field.required else ""
            meaning = Sentence(field.description).said(self.spoken)
            yield f"| `{name}` | {required} | {self.value(field)} | {meaning} |"

    def flat(self, rows: Sequence[Field], before: str = "") -> Iterator[tuple[str, Field]]:
        for one in rows:
            name = f"{before}{one.name}{'[]' if one.many else ''}"
            yield name, one
            if one.form is Form.PART and one.part not in self.shared:
                yield from self.flat(fields(one.part), f"{name}.")

    def value(self, field: Field) -> str:
        if field.form is Form.CHOICE:
            words = self.strings[GROUPS[field.choices]]
            return "<br>".join(f"`{one}`: {words[one]}" for one in field.choices)
        if field.form is Form.REFERENCE:
            nouns = [f"[{a(kind).said(self.spoken)}](#{self.anchor(kind)})" for kind in field.kinds]
            if len(nouns) > 1:
                return Sentence(BY_IDS.text, one=nouns[0], other=nouns[1]).said(self.spoken)
            return Sentence(BY_ID.text, noun=nouns[0]).said(self.spoken)
        value = VALUES[field.form]
        if field.most is not None:
            bounds = {"least": f"{field.least:g}", "most": f"{field.most:g}"}
            return Sentence(BETWEEN.text, value=value, **bounds).said(self.spoken)
        said = value.said(self.spoken)
        return f"[{said}](#{self.anchor(field.part.__name__.lower())})" if field.part in self.shared else said


def _own(model: type[BaseModel], common: type[BaseModel]) -> list[Field]:
    """Return the fields of a model that differ from those of its base model."""
    known = fields(common)
    return [one for one in fields(model) if one not in known]


def _shared() -> dict[type[BaseModel], list[str]]:
    """Return the nested models used in several kinds of record, each with the name of its field, without repetition."""
    groups = [fields(Record), fields(Header), *(_own(model, Record) for model in RECORDS.values())]
    owners: Counter[type[BaseModel]] = Counter()
    names: dict[type[BaseModel], dict[str, None]] = {}
    for group in groups:
        owners.update({one.part for one in _parts(group)})
        for one in _parts(group):
            names.setdefault(one.part, {}).setdefault(f"{one.name}{'[]' if one.many else ''}")
    return {part: [*names[part]] for part in names if owners[part] > 1}


def _parts(rows: Sequence[Field]) -> Iterator[Field]:
    for one in rows:
        if one.form is Form.PART:
            yield one
            yield from _parts(fields(one.part))
