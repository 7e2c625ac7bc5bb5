"""Former addresses lead to the present ones in every language, and no address leads back to a person at risk."""

import pytest

from jumelage.targets.build import Built, build
from sites import copied, settings, store

ALIASES = {
    "networks.yaml": ("- id: licht\n", "- id: licht\n  aliases: [lichtjes, lampen]\n"),
    "countries.yaml": ("- id: MA\n", "- id: MA\n  aliases: [maghreb, maroc]\n"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copied(tmp_path_factory.mktemp("site"))
    for name, (before, after) in ALIASES.items():
        path = root / "data" / name
        path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    return build(root, settings(siteurl="https://example.org/site"), store())


def test_each_former_id_leads_to_the_page_in_every_language(made: Built) -> None:
    found = {one.path: one.target for one in made.site.redirects if one.kind in {"network", "country"}}
    assert found == {
        "/nl/netwerken/lichtjes/": "/nl/netwerken/licht/",
        "/nl/netwerken/lampen/": "/nl/netwerken/licht/",
        "/fr/reseaux/lichtjes/": "/fr/reseaux/licht/",
        "/fr/reseaux/lampen/": "/fr/reseaux/licht/",
        "/en/networks/lichtjes/": "/en/networks/licht/",
        "/en/networks/lampen/": "/en/networks/licht/",
        "/nl/landen/maghreb/": "/nl/landen/marokko/",
        "/nl/landen/maroc/": "/nl/landen/marokko/",
        # Where the former word is the present one there is nothing to lead on.
        "/fr/pays/maghreb/": "/fr/pays/maroc/",
        "/en/countries/maghreb/": "/en/countries/morocco/",
        "/en/countries/maroc/": "/en/countries/morocco/",
    }


def test_a_former_address_is_a_page_that_leads_on_and_that_nobody_finds(made: Built) -> None:
    text = made.files["/fr/reseaux/lampen/index.html"].decode()
    assert '<html lang="fr">' in text
    assert '<meta http-equiv="refresh" content="0; url=/site/fr/reseaux/licht/">' in text
    assert '<link rel="canonical" href="https://example.org/site/fr/reseaux/licht/">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert '<a href="/site/fr/reseaux/licht/">' in text
    for name in ("/site-index.json", "/sitemap.xml"):
        assert b"lampen" not in made.files[name]


def test_servers_know_former_addresses(made: Built) -> None:
    assert b"/site/nl/landen/maroc/ /site/nl/landen/marokko/ 301\n" in made.files["/_redirects"]
    assert b'"/site/nl/landen/maroc/" "/site/nl/landen/marokko/";\n' in made.files["/_nginx/redirects.map"]
