"""Makes the records of news and pages from the headers of their texts."""

from jumelage.content.records import Records, Sourced
from jumelage.content.texts import Text, Texts
from jumelage.languages import Languages
from jumelage.model.texts import HEADERS, News, Page


def articles(written: Texts, languages: Languages, read: Records) -> None:
    """Add a record to `read` for each page and news article with texts in all obligatory languages."""
    read.valid |= {"news": {}, "page": {}}
    for kind, who, _ in written.failed:
        if kind in HEADERS:
            read.failed.add((kind, who))
    found: dict[tuple[str, str], dict[str, Text]] = {}
    for text in written.valid:
        if text.kind in HEADERS:
            found.setdefault((text.kind, text.id), {})[text.lang] = text
    for (kind, who), by_lang in found.items():
        if (kind, who) in read.failed or not set(languages.required) <= set(by_lang):
            read.failed.add((kind, who))
        else:
            read.valid[kind][who] = _record(kind, who, by_lang, languages)


def _record(kind: str, who: str, by_lang: dict[str, Text], languages: Languages) -> Sourced:
    first = by_lang[languages.required[0]]
    # A draft in an optional language counts as missing.
    shown = {lang: text for lang, text in by_lang.items() if lang in languages.required or not text.header.draft}
    headers = {lang: text.header for lang, text in shown.items()}
    summaries = {lang: header.summary for lang, header in headers.items() if header.summary}
    plain = {
        "id": who,
        "name": {lang: header.title for lang, header in headers.items()},
        "summary": summaries if set(languages.required) <= set(summaries) else None,
        "slug": {lang: slug for lang, header in headers.items() if (slug := getattr(header, "slug", None))},
        "aliases": tuple(
            dict.fromkeys(alias for header in headers.values() for alias in getattr(header, "aliases", ()))
        ),
        "draft": any(headers[lang].draft for lang in languages.required),
        "updated": max(
            (header.updated for header in headers.values() if header.updated), key=lambda day: day.last, default=None
        ),
    }
    if kind == "news":
        plain["date"] = first.header.date
    model = News if kind == "news" else Page
    return Sourced(model.model_validate(plain, context={"languages": languages}), first.parsed, ())
