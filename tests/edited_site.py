"""A small site that has something of every kind, to be edited again and again; everything in it is invented."""

import io
import shutil
from pathlib import Path

from PIL import Image

from seeds import paper
from sites import ROOT, plain, written


def picture(shade: int) -> bytes:
    """Return a small picture of one colour, of which nothing is kept anywhere else."""
    held = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 90, 160)).save(held, "PNG")
    return held.getvalue()


FILES: dict[str, str | bytes] = {
    "pelicanconf.py": """\
        SITENAME = {"nl": "Proefsite", "fr": "Site d'essai", "en": "Trial site"}
        SITEURL = "https://proef.example.org"
        PUBLISHER = {"nl": "De gemeenten", "fr": "Les communes", "en": "The municipalities"}
        REPOSITORY = "https://example.org/proef/site"
        CONTACT = "dienst@example.org"
        LANGUAGES = ("nl", "fr", "en")
        PREVIEW = False
        """,
    "data/municipalities.yaml": """\
        - id: zonnedal
          name: {nl: Zonnedal, fr: Valsoleil, en: Sunnydale}
          summary: {nl: Een gemeente in een dal., fr: Une commune dans une vallée.}
          location: {lat: 50.5, lon: 4.5}
        - id: maanberg
          name: {nl: Maanberg, fr: Montlune, en: Moonhill}
        """,
    "data/countries.yaml": """\
        - id: MA
          slugs: {nl: marokko, fr: maroc, en: morocco}
        - id: EG
          slugs: {nl: egypte, fr: egypte, en: egypt}
        """,
    "data/places.yaml": """\
        - id: lunara
          name: {nl: Lunara, fr: Lunara, en: Lunara}
          summary: {nl: Een stad aan zee., fr: Une ville au bord de la mer.}
          kind: city
          country: MA
          location: {lat: 31.6, lon: -8.0}
          pictures:
            - file: haven.png
              alt: {nl: Boten in de haven, fr: Des bateaux dans le port}
              caption: {nl: De haven., fr: Le port.}
              credit: Gemeente Zonnedal
              licence: CC BY 4.0
              people: false
        - id: berg
          name: {nl: Berg, fr: Mont, en: Mount}
          kind: district
          country: MA
          part_of: lunara
        - id: delta
          name: {nl: Deltastad, fr: Delta-Ville, en: Delta Town}
          kind: city
          country: EG
          publish: {from: 2026-01-01}
        """,
    "data/organisations.yaml": """\
        - id: vrienden
          name: {nl: Vrienden van Lunara, fr: Amis de Lunara, en: Friends of Lunara}
          kind: association
          place: lunara
        - id: federatie
          name: {nl: Federatie, fr: Fédération, en: Federation}
          kind: federation
          website: https://federatie.example.org/
        """,
    "data/themes.yaml": """\
        - id: water
          name: {nl: Water, fr: Eau, en: Water}
        - id: jeugd
          name: {nl: Jeugd, fr: Jeunesse, en: Youth}
        """,
    "data/networks.yaml": """\
        - id: licht
          name: {nl: Steden van licht, fr: Villes de lumière, en: Cities of Light}
          members: [{municipality: zonnedal, since: 2015}]
        """,
    "data/programmes.yaml": """\
        - id: delen
          name: {nl: Samen delen, fr: Partager, en: Sharing}
          since: 2022
          until: 2026-12
        """,
    "data/campaigns.yaml": """\
        - id: eerlijk
          name: {nl: Eerlijke gemeente, fr: Commune équitable, en: Fair Town}
          kind: label
          members: [{municipality: zonnedal, state: awarded}]
        """,
    "data/partnerships.yaml": """\
        - id: zonnedal-lunara
          municipality: zonnedal
          kind: twinning
          places: [lunara]
          organisations: [{organisation: vrienden, role: implementing}]
          programmes: [delen]
          themes: [water]
          since: 2010
          documents: [{title: Akkoord, file: akkoord.pdf, lang: nl}]
        - id: maanberg-delta
          name: {nl: Met de delta, fr: Avec le delta}
          municipality: maanberg
          kind: cooperation-agreement
          places: [delta]
          since: 2027-01-01
        """,
    "data/projects.yaml": """\
        - id: put
          name: {nl: Een put, fr: Un puits, en: A well}
          partnership: zonnedal-lunara
          places: [berg]
          since: 2018
          until: 2027
        - id: school
          name: {nl: Een school, fr: Une école, en: A school}
          municipality: maanberg
          status: {value: active, as_of: 2026-02}
          aliases: [schooltje]
          sources: [{title: De school, publisher: maanberg, lang: nl, date: 2026-02}]
        """,
    "data/events.yaml": """\
        - id: feest
          name: {nl: Feest, fr: Fête, en: Festival}
          municipality: zonnedal
          rhythm: yearly
          organisations: [{organisation: vrienden, role: implementing}]
          editions:
            - {year: 2026, start: 2026-11-20, end: 2026-11-24}
            - {year: 2027, start: 2027-11-19}
          actions:
            - title: {nl: Schrijf je in, fr: Inscrivez-vous}
              url: https://feest.example.org/
              lang: nl
              until: 2026-11-23
        """,
    "data/calls.yaml": """\
        - id: oproep
          name: {nl: Oproep, fr: Appel, en: Call}
          municipality: maanberg
          editions: [{year: 2027, opens: 2027-01-15, closes: 2027-03-31}]
        """,
    "data/persons_at_risk.yaml": """\
        - id: een-voorbeeld
          name: {nl: Een Voorbeeld, fr: Un Exemple, en: An Example}
          ground: {kind: public-campaign, organisation: vrienden, source: Oproep}
          adult: true
          adoptions: [{municipality: zonnedal, day: 2025-03-01, network: licht}]
          status: {value: detained, as_of: 2026-10}
          review_by: 2027-03
          listed: true
          country: EG
          sources: [{title: Oproep, publisher: vrienden}]
        - id: ilvarra-quostenne
          name: {nl: Ilvarra Quostenne, fr: Ilvarra Quostenne, en: Ilvarra Quostenne}
          ground: {kind: consent, file: MB-1}
          adult: true
          adoptions: [{municipality: maanberg, day: 2026-03-01}]
          status: {value: missing, as_of: 2026}
          review_by: 2026-12-10
          listed: false
          publish: {from: 2026-11-01}
        """,
    "data/accessibility.yaml": """\
        reviewed: 2026-11-01
        barriers: [{nl: De kaart is klein., fr: La carte est petite.}]
        """,
    "data/security.yaml": "contacts: [mailto:veilig@example.org]\nexpires: 2027-11-01\n",
    **{
        f"content/{lang}/page/{name}.md": f"---\ntitle: {title}\n---\n{title}.\n"
        for lang, titles in {
            "nl": ("Over", "Toegankelijkheid"), "fr": ("À propos", "Accessibilité"), "en": ("About", "Accessibility")
        }.items()
        for name, title in zip(("about", "accessibility"), titles, strict=True)
    },
    "content/nl/partnership/zonnedal-lunara.md": """\
        Alles begon met een brief van de [vrienden]({organisation}vrienden) uit []({place}lunara).

        ## Het akkoord

        Lees [het akkoord]({static}files/akkoord.pdf).
        """,
    "content/fr/partnership/zonnedal-lunara.md": "Tout commença par une lettre.\n",
    "content/nl/person/een-voorbeeld.md": "Een Voorbeeld schrijft.\n",
    "content/fr/person/een-voorbeeld.md": "Un Exemple écrit.\n",
    "content/nl/news/begin.md": """\
        ---
        title: Het begin
        date: 2026-11-02
        slug: een-begin
        summary: Hoe het begon.
        ---
        Zo begon het met []({place}lunara).
        """,
    "content/fr/news/begin.md": """\
        ---
        title: Le début
        date: 2026-11-02
        ---
        Ainsi commença tout avec []({partnership}zonnedal-lunara).
        """,
    "content/en/news/begin.md": "---\ntitle: The beginning\ndate: 2026-11-02\n---\nSo it began.\n",
    "content/files/akkoord.pdf": paper(),
    "content/files/blad.txt": "Een blad.\n",
    "content/pictures/haven.png": picture(1),
}  # fmt: skip
# What a plain theme has beside what `plain` writes, so that it has something of each sort to be edited.
FRAME = """\
    {% macro frame(page, skip) %}<div class="frame">{{ skip }} {{ page }}</div>{% endmacro %}
    """
BASE = """\
    {% from "components/frame/frame.html" import frame %}
    <html class="base" lang="{{ lang }}"{{ stylesheet | seal }}{{ 'a.js' | script | seal }}>
    <title>{{ settings.name(lang) }} {{ settings.publisher(lang) }}</title>
    <meta name="generator" content="{{ settings.repository }} {{ settings.contact }}">
    <body><main>{% block main %}{{ frame(page=page, skip=t.ui.skip) }}{% endblock %}</main></body></html>
    """
TEXT = '{% extends "pages/base.html" %}{% block main %}<p class="text">{{ super() }}</p>{% endblock %}'


def site(folder: Path, full: bool = False) -> Path:
    """Return such a site with a theme of its own: the project's, or a plain one that prints all that a page holds."""
    root = written(folder, FILES)
    if full:
        shutil.copytree(ROOT / "theme", root / "theme")
        return root
    theme = {"pages/base.html": BASE, "components/frame/frame.html": FRAME, "pages/a.js": "void 0;\n"}
    themed = {f"theme/{name}": text for name, text in theme.items()}
    return written(plain(root), {**themed, **{f"theme/pages/{name}.html": TEXT for name in ("text", "record", "home")}})
