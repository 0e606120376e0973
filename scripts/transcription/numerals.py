"""A text -> every numeral in it, found without knowing what anybody transcribed.

A numeral is a number in digits (with its separators, its range, its ordinal ending), in words, or
in Roman letters. Words that belong together make one numeral: 'three million', '2.8 million'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .article import Article, Excerpt

CARDINALS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
SCALES = "dozen|hundred|thousand|million|billion|trillion"
OTHERS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|hundredth"
    "|thousandth|half|halves|quarters?|once|twice|double|doubled|doubling|triple|tripled"
    "|quadrupled|halved"
)

# Any decimal digit of any script, and the numbers that are one character: ², ½, Ⅳ, ④.
DIGITS = r"(?:\d+(?:[.,]\d+)*(?:[–-]\d+(?:[.,]\d+)*)?(?:st|nd|rd|th)?(?![^\W\d_]))"
SINGLE = "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u249b]"
WORD = rf"\b(?:{CARDINALS}|(?:{SCALES})s?)\b"
ROMAN = r"\b[IVX]+\b"

NUMERAL = re.compile(
    rf"(?:{DIGITS}|{SINGLE}|\d+|{WORD})(?:[ -](?:{WORD}))*"
    rf"|\b(?:{OTHERS})\b"
    rf"|(?-i:{ROMAN})",
    re.IGNORECASE,
)


def numerals(article: Article) -> Iterator[Excerpt]:
    """Every numeral of the article, in its order."""
    for match in NUMERAL.finditer(article.text):
        yield Excerpt(article, *match.span())
