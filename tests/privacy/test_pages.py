# ruff: noqa: E501 - a page and what is left of it are read on one line
"""Links and names are cut out of a page, and all else stays as it was written."""

from collections.abc import Collection, Mapping

import pytest

from jumelage.privacy.takedown.addresses import Addresses
from jumelage.privacy.takedown.links import leads_on, unlinked
from jumelage.privacy.takedown.marked import cleaned
from jumelage.privacy.takedown.markup import Cuts, tree
from jumelage.privacy.takedown.minimal import minimal

GONE = "/nl/weg/"
CARD = '<li><article class="card"><ul><li>Nieuws</li></ul><h3><a href="{}">Titel</a></h3><p>Samenvatting</p></article></li>'


def gone(address: str) -> bool:
    return GONE in address


@pytest.mark.parametrize(
    ("page", "left"),
    [
        # What is not about it stays as it is, however it is written.
        ("<P Class=x>A  &amp; B<br/><img src=a.png alt='x'>", None),
        ('<p>Lees <a href="/nl/weg/">het &amp; dat</a>.</p>', "<p>Lees het &amp; dat.</p>"),
        ('<p>Lees <a href="/nl/weg/"><b>dit</b></a>.</p>', "<p>Lees <b>dit</b>.</p>"),
        # A card goes with the link in its heading, and its list with the last card.
        (f"<ul>{CARD.format(GONE)}\n{CARD.format('/nl/x/')}</ul>", f"<ul>\n{CARD.format('/nl/x/')}</ul>"),
        (f'<main><section class="section"><h2>Kop</h2><ul>{CARD.format(GONE)}</ul></section>x</main>', "<main>x</main>"),
        (f'<main><div data-listing><ul>{CARD.format(GONE)}</ul></div></main>', "<main><div data-listing></div></main>"),
        (f'<main><ul id="_places">{CARD.format(GONE)}</ul></main>', '<main><ul id="_places"></ul></main>'),
        # The heading of a part with running text is no card.
        (
            '<article><h2><a href="/nl/weg/">Zonnedal</a></h2><div class="prose"><p>Tekst</p></div></article>',
            '<article><h2>Zonnedal</h2><div class="prose"><p>Tekst</p></div></article>',
        ),
        ('<section><h2><a href="/nl/weg/">Kop</a></h2><p>x</p></section>', "<section><h2>Kop</h2><p>x</p></section>"),
        # An item goes when it begins with the link; otherwise its words stay.
        ('<ul><li>\n<a href="/nl/weg/">Stuk</a>\n<ul><li>2 MB</li></ul></li><li>x</li></ul>', "<ul><li>x</li></ul>"),
        ('<ul><li>2020: <a href="/nl/weg/">Begin</a></li></ul>', "<ul><li>2020: Begin</li></ul>"),
        (
            '<ul><li><a href="/nl/weg/">Een</a> <span><a href="/nl/x/">Twee</a></span></li></ul>',
            '<ul><li>Een <span><a href="/nl/x/">Twee</a></span></li></ul>',
        ),
        (
            '<div class="prose"><ul><li><a href="/nl/weg/">Een</a>: uitleg</li></ul></div>',
            '<div class="prose"><ul><li>Een: uitleg</li></ul></div>',
        ),
        ('<b>x</b>\n<nav>\n<ul>\n<li><a href="/nl/weg/">fr</a></li>\n</ul>\n</nav>\n<p>x</p>', "<b>x</b>\n<p>x</p>"),
        ('<table><tr><th><a href="/nl/weg/">A</a></th><td>3</td></tr></table>', "<table><tr><th>A</th><td>3</td></tr></table>"),
        ('<dl><div><dt>Bij</dt><dd><a href="/nl/weg/">A</a></dd></div></dl>', "<dl><div><dt>Bij</dt><dd>A</dd></div></dl>"),
        # What the head says of other languages, and what a search engine reads.
        ('<head><link rel="alternate" href="https://a.be/nl/weg/"><title>x</title></head>', "<head><title>x</title></head>"),
        ('<head><meta property="og:image" content="https://a.be/nl/weg/a.png"></head>', "<head></head>"),
        ('<script type="application/ld+json">{"url":"https://a.be/nl/weg/"}</script>x', "x"),
        ('<script type="application/ld+json">{"url":"https://a.be/nl/x/"}</script>', None),
        ("<script>if (a < b) '/nl/weg/'</script>", None),
        # A map.
        ('<svg><a href="/nl/weg/"><circle r="1"/><text>A</text></a><path d="M0"/></svg>', '<svg><path d="M0"/></svg>'),
        # A picture goes whole, a copy of it alone, and so does a video.
        (
            '<ul><li><figure><picture><source srcset="/nl/weg/a.webp 4w"><img src="/nl/weg/a.jpg" alt="x"></picture>'
            "<figcaption>Wie</figcaption></figure></li><li>x</li></ul>",
            "<ul><li>x</li></ul>",
        ),
        (
            '<picture><source srcset="/nl/weg/a.webp 4w, /b.webp 8w"><img src="/b.jpg"></picture>',
            '<picture><source srcset="/b.webp 8w"><img src="/b.jpg"></picture>',
        ),
        ('<p><img src="/b.jpg" srcset="/nl/weg/a.webp 4w"></p>', '<p><img src="/b.jpg"></p>'),
        ('<p><img src="/b.jpg" srcset="/a.webp 4w, /b.webp 8w"></p>', None),
        ("<p><img src='/b.jpg' srcset='/nl/weg/a.webp 4w'></p>", None),
        ('<picture><source srcset="/nl/weg/a.webp"><img src="/b.jpg"></picture>', '<picture><img src="/b.jpg"></picture>'),
        ('<p>Zie <img src="/nl/weg/a.jpg" alt="x"> hier</p>', "<p>Zie  hier</p>"),
        (
            '<figure><video poster="/nl/weg/a.jpg"><source src="/a.mp4"></video></figure>',
            '<figure><video><source src="/a.mp4"></video></figure>',
        ),
        (
            '<main><figure><video><source src="/nl/weg/a.mp4"><track src="/a.vtt"></video><figcaption>x</figcaption></figure></main>',
            "<main></main>",
        ),
        (
            '<video><source src="/nl/weg/a.mp4"><source src="/a.webm"></video>',
            '<video><source src="/a.webm"></video>',
        ),
        ('<video><source src="/a.mp4"><track src="/nl/weg/a.vtt"></video>', '<video><source src="/a.mp4"></video>'),
        # Elements that never end, and ends without a beginning.
        ('</div><ul><li><a href="/nl/weg/">A</ul><p>x', "</div><p>x"),
        ('<p>x<a href="/nl/weg/">A', "<p>xA"),
        ('<![x[ ]]><!y><?z><p>x <a href="/nl/weg/">A</a></p><![', "<![x[ ]]><!y><?z><p>x A</p><!["),
    ],
)  # fmt: skip
def test_links_to_what_is_gone_are_cut_out_and_nothing_else(page: str, left: str | None) -> None:
    assert unlinked(page, gone) == (page if left is None else left)


def test_a_page_that_only_leads_on_to_what_is_gone_is_known() -> None:
    page = '<head><meta http-equiv="{}" content="0; url={}"></head>'
    assert leads_on(page.format("refresh", GONE), gone)
    assert not leads_on(page.format("refresh", "/nl/x/"), gone)
    assert not leads_on(page.format("x-other", GONE), gone)


def test_the_element_that_a_page_ends_in_is_the_whole_of_it() -> None:
    deep = "<div>" * 5000
    assert sum(1 for _ in tree(deep).below()) == 5001
    page = Cuts('<p class="a b" class="c">x</p>')
    (node,) = page.root.children
    assert (node.classes, page.made()) == (["a", "b"], page.text)


FILES = dict.fromkeys(
    ("/index.html", "/nl/index.html", "/nl/a/index.html", "/404.html", "/pictures/a b.jpg", "/nl/feed.xml"), b""
)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("https://a.be/x", "/index.html"),
        ("https://a.be/x/", "/index.html"),
        ("https://a.be/x/nl/a/#hier", "/nl/a/index.html"),
        ("/x/nl/a/?q=1", "/nl/a/index.html"),
        ("/x/nl/a", "/nl/a/index.html"),
        ("/x", "/index.html"),
        ("/x/404.html", "/404.html"),
        ("/x/pictures/a%20b.jpg", "/pictures/a b.jpg"),
        ("../feed.xml", "/nl/feed.xml"),
        ("../a/", "/nl/a/index.html"),
        ("/nl/a/", ""),
        ("https://a.be/xy/", ""),
        ("https://b.be/x/nl/", ""),
        ("//a.be/x/nl/", ""),
        ("mailto:a@a.be", ""),
        ("#hier", ""),
        ("/x/nl/none/", ""),
        ("", ""),
    ],
)
def test_the_file_behind_an_address_is_known(address: str, file: str) -> None:
    known = Addresses({**FILES, "/robots.txt": b"User-agent: *\nDisallow:\n\nSitemap: https://a.be/x/sitemap.xml\n"})
    assert known.file(address, "/nl/a/index.html") == file


def test_a_site_that_does_not_say_where_it_is_has_its_addresses_at_the_top() -> None:
    known = Addresses(FILES)
    assert known.file("/nl/a/") == "/nl/a/index.html"
    text = '<a href="/nl/a/"><img srcset="/404.html 4w, /nl/ 8w,"><meta content="0; url=/nl/feed.xml">'
    assert known.led_to(text, "/index.html") == {"/nl/a/index.html", "/404.html", "/nl/index.html", "/nl/feed.xml"}


def holding(files: Mapping[str, bytes]) -> Collection[str]:
    return {path for path, data in files.items() if b"NAAM" in data}


@pytest.mark.parametrize(
    ("page", "ordinary", "must"),
    [
        ("<ul><li>NAAM</li><li>x</li></ul>", "<ul><li>x</li></ul>", "<ul><li>x</li></ul>"),
        ("<ul><li><ul><li>NAAM</li><li>y</li></ul></li></ul>",) + ("<ul><li><ul><li>y</li></ul></li></ul>",) * 2,
        ('<ul><li><img alt="NAAM"></li><li>x</li></ul>',) + ("<ul><li>x</li></ul>",) * 2,
        ('<link href="/NAAM/"><p>x</p>', "<p>x</p>", "<p>x</p>"),
        ('<script type="application/ld+json">"NAAM"</script><p>x</p>', "<p>x</p>", "<p>x</p>"),
        ("<svg><text>NAAM</text><rect/></svg>", "<svg><rect/></svg>", "<svg><rect/></svg>"),
        ("<main><p>NAAM</p><p>x</p></main>", None, "<main><p>x</p></main>"),
        ('<main><ul class="prose"><li>NAAM</li><li>x</li></ul></main>', None, '<main><ul class="prose"><li>x</li></ul></main>'),
        ('<li>NAAM<div class="prose"><p>x</p></div></li><b>y</b>', None, "<b>y</b>"),
        ('<head><meta name="description" content="NAAM"><title>x</title></head>', None, "<head><title>x</title></head>"),
        ("<section><h2>NAAM</h2><p>x</p></section><b>y</b>", None, "<b>y</b>"),
        ("<h1>NAAM</h1>", None, None),
        ("<title>NAAM</title>", None, None),
        # Part by part: what is left after the first may hold another.
        ("<ul><li>NAAM</li></ul><ul><li>NAAM</li><li>x</li></ul>",) + ("<ul><li>x</li></ul>",) * 2,
        ("<li>NAAM</li><h1>NAAM</h1>", None, None),
    ],
)  # fmt: skip
def test_what_holds_a_mark_is_cut_as_small_as_can_be(page: str, ordinary: str | None, must: str | None) -> None:
    for wanted, there in ((ordinary, set()), (must, {"/nl/index.html"})):
        found = cleaned({"/nl/index.html": page}, there, holding)
        assert found.texts == ({} if wanted is None else {"/nl/index.html": wanted})
        assert found.stuck == ({"/nl/index.html"} if wanted is None else set())


def test_a_page_that_must_be_there_leads_on_when_nothing_else_can_stay() -> None:
    page = (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="x">'
        '<meta name="viewport" content="y"><meta name="description" content="NAAM"><link rel="stylesheet" href="/a.css">'
        '<link rel="canonical" href="/NAAM/"><title>NAAM</title></head><body>NAAM</body></html>'
    )
    made = minimal(page, "De <site>", [("/nl/nieuws/", "Nieuws & meer", "nl")])
    assert "NAAM" not in made
    assert '<html lang="nl">' in made
    for kept in ("utf-8", "Content-Security-Policy", "viewport", "/a.css", "De &lt;site&gt;", "Nieuws &amp; meer"):
        assert kept in made
    assert '<html lang="mul">' in minimal("", "x", [])
    assert "<ul>" not in minimal("", "x", [])
