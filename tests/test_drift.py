"""A translation knows which paragraphs it was made from."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from findings import valid_site
from jumelage.content import load
from jumelage.content.drift import Changed, Drift, drift, outdated, paragraphs
from jumelage.languages import Languages

BODY = "# Begin\n\nEen brief.\n\n\n  Twee\n  regels.\n"


def test_a_paragraph_is_known_by_the_first_four_hex_digits_of_its_sha_256() -> None:
    texts = ("# Begin", "Een brief.", "Twee regels.")
    assert paragraphs(BODY) == tuple(hashlib.sha256(text.encode()).hexdigest()[:4] for text in texts)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("\n\n# Begin\n\nEen brief.\n\nTwee regels.", id="other blanks between"),
        pytest.param(
            "# Begin\n \t\nEen\tbrief.\n\nTwee\n\n".replace("Twee\n\n", "Twee\nregels.  \n"), id="other lines"
        ),
    ],
)
def test_white_space_does_not_count(body: str) -> None:
    assert paragraphs(body) == paragraphs(BODY)
    assert drift(paragraphs(BODY), body) is None


def test_an_empty_text_has_no_paragraphs() -> None:
    assert paragraphs(" \n\n") == ()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param(
            "# Begin\n\nTwee brieven.\n\nTwee regels.", Drift((Changed(2, 2, "Twee brieven."),), 1), id="changed"
        ),
        pytest.param(BODY + "\n\nEn\nslot.", Drift((Changed(4, 9, "En slot."),), 0), id="added at the end"),
        pytest.param("Eerst dit.\n\n" + BODY, Drift((Changed(1, 0, "Eerst dit."),), 0), id="added at the beginning"),
        pytest.param("# Begin\n\nTwee regels.", Drift((), 1), id="taken away"),
        pytest.param("Een brief.\n\n# Begin\n\nTwee regels.", Drift((), 0), id="moved"),
        pytest.param(BODY + "\nEen brief.\n", Drift((Changed(4, 8, "Een brief."),), 0), id="said twice"),
        pytest.param("", Drift((), 3), id="emptied"),
    ],
)
def test_drift_tells_which_paragraphs_are_new_and_how_many_have_gone(body: str, found: Drift) -> None:
    assert drift(paragraphs(BODY), body) == found


HEADER = "---\ntranslated_from: {{lang: {lang}, paragraphs: [{paragraphs}]}}\n---\nTekst.\n"


@pytest.mark.parametrize(
    ("lang", "known", "source", "late"),
    [
        pytest.param("fr", paragraphs("Texte."), "Texte.\n", False, id="up to date"),
        pytest.param("fr", ("0000",), "Texte.\n", True, id="changed since"),
        pytest.param("fr", ("0000",), "---\ndraft: true\n---\nTexte.\n", False, id="a source that is a draft"),
        pytest.param("en", ("0000",), "Texte.\n", False, id="a source that is gone"),
        pytest.param("nl", ("0000",), "Texte.\n", False, id="translated from itself"),
    ],
)
def test_a_translation_is_outdated_when_its_source_has_changed(
    lang: str, known: Sequence[str], source: str, late: bool, tmp_path: Path
) -> None:
    own = HEADER.format(lang=lang, paragraphs=", ".join(known))
    root = valid_site(tmp_path, {"content/nl/place/lunara.md": own, "content/fr/place/lunara.md": source})
    by_lang = {text.lang: text for text in load(root, Languages()).texts if text.kind == "place"}
    found = outdated(by_lang["nl"], by_lang)
    assert (found is not None) == late
    assert found is None or found.source is by_lang["fr"]
    assert outdated(by_lang["fr"], by_lang) is None
