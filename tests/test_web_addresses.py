"""Addresses that lead elsewhere than they seem to are refused with what to do; names in any one script are taken."""

from functools import partial
from pathlib import Path

import pytest

from doubling import STEEP, growth
from findings import valid_site, wrong
from jumelage.messages.problems import Code
from jumelage.source.web_addresses import address_fault

TEXT = "content/nl/partnership/zonnedal-lunara.md"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTP://EXAMPLE.ORG:8080/é?b=c#d",
        "https://user.github.io/a@b",
        "https://www.jette.be/zoeken?q=a%40b&url=https%3A%2F%2Fevil.example",
        "https://web.archive.org/web/2026/https://www.jette.be/",
        "https://fr.wikipedia.org/wiki/Jette_(Bruxelles)",
        "https://en.wikipedia.org/wiki/Example_Inc.",
        "https://r3---sn-5hne6n7z.example.org/",
        "https://my_site.example.org/",
        "https://3com.example/",
        "https://fa.wikipedia.org/wiki/%D9%85%DB%8C%E2%80%8C%D8%AE",
        "https://93.184.215.14:443/",
        "https://[2606:2800:21f:cb07::1]/",
        "https://münchen.de",
        "https://xn--mnchen-3ya.de",
        "https://MÜNCHEN.de/",
        "https://diyarbakır.bel.tr/",
        "https://موقع.example",
        "https://بلدية-1.الجزائر/",
        "https://пример.рф",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://сосо.рф/",
        "https://хор.bg/",
        "https://село.example/",
        "https://例え3.jp/",
        "https://日本語のabc.jp/",
        "https://서울.kr/",
        "https://αθήνα.gr/",
        "https://አዲስ.example/",
        "https://भारत.example/",
        "https://ノート.jp/",
        "https://eスポーツ.jp/",
        "https://ⵜⴰⵎⴰⵣⵉⵖⵜ.ma/",
        "https://עברית.example/",
        "https://việt.vn/",
        "https://हिन्दी1.example/",
        "https://example.org/?u=https://x.be,https://y.be",
        "https://example.org/?ids=1,2,",
    ],
)
def test_an_address_that_leads_where_it_says_is_taken(address: str) -> None:
    assert address_fault(address) is None


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("", "with https:// in front"),
        ("https://", "with https:// in front"),
        ("https:///jette.be", "with https:// in front"),
        ("https:/jette.be", "with https:// in front"),
        ("https:jette.be", "with https:// in front"),
        ("https:\\\\jette.be", "with https:// in front"),
        ("//jette.be", "with https:// in front"),
        ("www.jette.be", "with https:// in front"),
        ("javascript:alert(1)", "with https:// in front"),
        ("https://?a", "with https:// in front"),
        ("https://./", "with https:// in front"),
        ("https://jette.be/a b", "%20"),
        ("https://jette.be/\t", "%20"),
        ("https://jet\nte.be/", "%20"),
        ("https://jette.be\u00a0/", "%20"),
        ("https://jette.be\\@evil.example", "contain '\\'"),
        ("https://jette.be/<b>", "contain '<'"),
        ("https://jette.be@evil.example", "before the '@'"),
        ("https://jette.be:443@evil.example/", "before the '@'"),
        ("https://jette.be%40evil.example/", "without '%'"),
        ("https://jette.be%2540evil.example/", "without '%'"),
        ("https://jette.be%2f.evil.example/", "without '%'"),
        ("https://jette.be%23.evil.example/", "without '%'"),
        ("https://jette.be\uff20evil.example/", "'\uff20' (U+FF20)"),
        ("https://jette.be\uff0f.evil.example/", "'\uff0f' (U+FF0F)"),
        ("https://jette。be/", "'。' (U+3002)"),
        ("https://ｊette.be/", "'ｊ' (U+FF4A)"),
        ("https://jet\u200bte.be/", "(U+200B)"),
        ("https://jet\u00adte.be/", "(U+00AD)"),
        ("https://j\u0435tte.be", "'\u0435' (U+0435)"),
        ("https://xn--jtte-v4d.be", "'\u0435' (U+0435)"),
        ("https://XN--JTTE-V4D.be", "'\u0435' (U+0435)"),
        ("https://www.\u0430\u0440\u0440\u04cf\u0435.example", "'\u0430' (U+0430)"),
        ("https://\u0441\u043e\u0441\u043e.example", "'\u0441' (U+0441)"),
        ("https://xn--80ak6aa92e.com/", "'\u0430' (U+0430)"),
        ("https://jette\u03bd.be", "'\u03bd' (U+03BD)"),
        ("https://jett\u0501.be", "'\u0501' (U+0501)"),
        ("https://\u043f\u03b1.example", "'\u043f' (U+043F)"),
        ("https://\u0585\u057d.example", "'\u0585' (U+0585)"),
        ("https://jet\u0966.be", "'\u0966' (U+0966)"),
        ("https://bru\u0261es.be", "'\u0261' (U+0261)"),
        ("https://\u13a0\u13a1.example", "letters, digits"),
        ("https://\uab70\uab71.example", "letters, digits"),
        ("https://☃.example", "'☃' (U+2603)"),
        ("https://xn--a.example", "letters, digits"),
        ("https://xn--.example", "letters, digits"),
        ("https://a!b.example", "letters, digits"),
        (f"https://{'a' * 64}.be", "letters, digits"),
        (f"https://{'é' * 64}.be", "letters, digits"),
        (f"https://{'a.' * 130}be", "letters, digits"),
        ("https://x).", "one full stop"),
        ("https://x)", "letters, digits"),
        ("https://a..b", "one full stop"),
        ("https://jette.be./", "one full stop"),
        ("https://.jette.be/", "one full stop"),
        ("https://localhost:8000/nl/", "whole name"),
        ("https://https/x", "whole name"),
        ("https://https://x", "whole name"),
        ("https://jette.be:", "from 1 to 65535"),
        ("https://jette.be:abc/", "from 1 to 65535"),
        ("https://jette.be:0/", "from 1 to 65535"),
        ("https://jette.be:65536/", "from 1 to 65535"),
        ("https://jette.be:80:80/", "from 1 to 65535"),
        ("https://jette.be:\u0661/", "from 1 to 65535"),
        ("https://[::1]x/", "from 1 to 65535"),
        ("https://[::1", "instead of a number"),
        ("https://[fe80::1%25eth0]/", "without '%'"),
        ("https://[v1.a]/", "instead of a number"),
        ("https://2130706433/", "instead of a number"),
        ("https://0x7f.1/", "instead of a number"),
        ("https://127.1/", "instead of a number"),
        ("https://0177.0.0.1/", "instead of a number"),
        ("https://127.0.0.0x1/", "instead of a number"),
        ("https://1.2.3.4.5/", "instead of a number"),
        ("https://256.1.1.1/", "instead of a number"),
        ("https://a.example/, https://b.example/", "%20"),
        ("https://a.example/,https://b.example/", "one address only"),
        ("https://jette.beノlogin.evil.example", "'ノ' (U+30CE)"),
        ("https://jette.be丶evil.example", "'丶' (U+4E36)"),
        ("https://jette.beー.evil.example", "'ー' (U+30FC)"),
        ("https://丿jette.example", "'丿' (U+4E3F)"),
        ("https://jette.be\u0338.evil.example", "(U+0338)"),
        ("https://je\u0335tte.example", "(U+0335)"),
        ("https://jette.be/\u200bnl", "an invisible character here (U+200B)"),
        ("https://jette.be/%E2%80%AEnl", "an invisible character here (U+202E)"),
        ("https://jette.be/nl).", "Remove the ')' at the end"),
        ("https://jette.be/nl,", "Remove the ',' at the end"),
        ("https://jette.be/nl;", "Remove the ';' at the end"),
    ],
)
def test_an_address_that_deceives_is_refused_with_what_to_do(address: str, hint: str) -> None:
    assert hint in str(address_fault(address))


@pytest.mark.parametrize(
    "address",
    ["https://jette.be%40evil.example/", "https://jеtte.be/", "https://xn--jtte-v4d.be/", "https://jette.be\\@evil",
     "https://jette.be&#65312;evil.example", "https://jet&#x200b;te.be", "https:///x", "https:jette.be", "//jette.be",
     "https://jette.be/&#x200b;", "https://2130706433/", "https://a..b/", "https://jette.be:0/", "https://x).", "<https://jette.be/a\\b>"],
)  # fmt: skip
def test_such_a_link_in_a_text_is_a_problem_at_its_line(address: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path, {TEXT: f"Een.\n\n[Jette]({address})\n"})
    assert [(one.position.line, one.code) for one in wrong(root)] == [(3, Code.UNSAFE_ADDRESS)]


@pytest.mark.parametrize(
    "form", ["https://{}%40a.be/", "https://{}@a.be/", "https://j\u0435{}.be/", "{}", "https://{},"]
)
def test_no_hint_quotes_more_than_a_character(form: str) -> None:
    # Of a text on a person at risk the hint is shown as it is.
    assert "freejane" not in str(address_fault(form.format("freejane")))


@pytest.mark.parametrize(
    "seed",
    ["https://" + "a" * 2000, "https://" + "a." * 1000, "https://" + "é" * 2000, "https://xn--" + "a" * 2000,
     "https://a.be/" + ")" * 2000, "https://a.be/" + ",!" * 1000, "https://a.be/" + " ," * 1000,
     "https://a.be/" + ", " * 1000 + "x", "https://" + "[" * 2000, "https://a.be:" + "9" * 2000,
     "https://" + "1." * 1000, "https://" + "@" * 2000],
)  # fmt: skip
def test_a_long_address_takes_no_more_than_its_length(seed: str) -> None:
    assert growth(lambda count: partial(address_fault, seed * count), smallest=4, largest=1 << 7) < STEEP


@pytest.mark.parametrize(
    "name",
    ["jetʔte.be", "jetʃe.be", "jɂ.be", "aꟷb.be", "aꞌb.be", "aꞏb.be", "jᴇᴛᴛᴇ.be", "ʀtbf.be", "ȷette.be", "ɩette.be",
     "jettɐ.be", "ƅe.be", "g〇〇gle.com", "a二b.be", "aニb.be", "a八b.be", "aㄧb.be", "je\u0332tte.be",
     "je\u0361tte.be", "je" + 40 * "\u0301" + "tte.be", "۰۱۲.com"],
)  # fmt: skip
def test_letters_that_no_alphabet_has_beside_latin_ones_are_refused(name: str) -> None:
    assert address_fault(f"https://{name}/") is not None
