"""The kinds of record: their names, address segments, and order."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    A kind of record; its fields, file and facts table are declared in its class in `model`.

    `noun` is English with its article; the catalogues translate it. `segments` are its parts of addresses by language;
    further languages are a setting (`SEGMENTS`), not code. `cards` is the position of its cards on pages with several
    kinds: it has no default, so that no kind can be forgotten.
    """

    name: str
    noun: str
    cards: int
    segments: Mapping[str, str]
    # Its position in the menu of the header; 0: only in the full list at the bottom of pages.
    menu: int = 0
    # Whether the home page lists it, and whether it counts it.
    at_home: bool = False
    counted: bool = False
    # The field that groups its index: its municipality or country.
    grouped_by: str = ""
    # Whether its pages cover many subjects: they have a feed, and no cards for news that mentions them.
    broad: bool = False
    # Whether a record with little content becomes a card on another page rather than a page.
    bare: bool = False
    # Whether the command `new` creates a text for it in each language.
    texts: bool = False
    # Its type in schema.org.
    schema_org: str = ""

    @property
    def none(self) -> str:
        """The noun negated: "no event"."""
        return f"no {self.noun.partition(' ')[2]}"

    @property
    def definite(self) -> str:
        """The noun with its definite article: "the event"."""
        return f"the {self.noun.partition(' ')[2]}"


def _segments(nl: str, fr: str, en: str) -> Mapping[str, str]:
    return MappingProxyType({"nl": nl, "fr": fr, "en": en})


# In the order of the guide, the field reference and lists of problems.
_ALL = (
    Kind(
        name="municipality",
        noun="a municipality",
        segments=_segments("gemeenten", "communes", "municipalities"),
        cards=10,
        menu=1,
        at_home=True,
        counted=True,
        broad=True,
        texts=True,
        schema_org="GovernmentOrganization",
    ),
    Kind(
        name="country",
        noun="a country",
        segments=_segments("landen", "pays", "countries"),
        cards=130,
        menu=4,
        counted=True,
        broad=True,
    ),
    Kind(
        name="place",
        noun="a place",
        segments=_segments("plaatsen", "lieux", "places"),
        cards=100,
        grouped_by="country",
        bare=True,
        texts=True,
    ),
    Kind(
        name="partnership",
        noun="a partnership",
        segments=_segments("partnerschappen", "partenariats", "partnerships"),
        cards=20,
        menu=2,
        counted=True,
        grouped_by="municipality",
        texts=True,
    ),
    Kind(
        name="programme",
        noun="a programme",
        segments=_segments("programmas", "programmes", "programmes"),
        cards=40,
        texts=True,
    ),
    Kind(
        name="project",
        noun="a project",
        segments=_segments("projecten", "projets", "projects"),
        cards=30,
        menu=3,
        counted=True,
        grouped_by="municipality",
        texts=True,
    ),
    Kind(
        name="campaign",
        noun="a campaign",
        segments=_segments("campagnes", "campagnes", "campaigns"),
        cards=50,
        menu=5,
        texts=True,
    ),
    Kind(
        name="network",
        noun="a network",
        segments=_segments("netwerken", "reseaux", "networks"),
        cards=60,
        menu=6,
        texts=True,
    ),
    Kind(
        name="person",
        noun="a person at risk",
        segments=_segments("mensen-in-gevaar", "personnes-en-danger", "persons-at-risk"),
        cards=90,
        menu=10,
        texts=True,
    ),
    Kind(
        name="event",
        noun="an event",
        segments=_segments("evenementen", "evenements", "events"),
        cards=80,
        menu=7,
        texts=True,
    ),
    Kind(
        name="call",
        noun="a call",
        segments=_segments("oproepen", "appels", "calls"),
        cards=70,
        menu=8,
        texts=True,
    ),
    Kind(
        name="organisation",
        noun="an organisation",
        segments=_segments("organisaties", "organisations", "organisations"),
        cards=110,
        bare=True,
        schema_org="Organization",
    ),
    Kind(
        name="theme",
        noun="a theme",
        segments=_segments("themas", "themes", "themes"),
        cards=120,
    ),
    Kind(
        name="news",
        noun="a news article",
        segments=_segments("nieuws", "actualites", "news"),
        cards=140,
        menu=11,
        at_home=True,
    ),
    # Pages of the site itself: their address is only their slug.
    Kind(name="page", noun="a page", segments={}, cards=150),
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
BY_CARDS = tuple(sorted(KINDS, key=lambda name: KINDS[name].cards))
