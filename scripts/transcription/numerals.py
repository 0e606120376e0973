"""A text -> every numeral in it, found without knowing what anybody transcribed.

A numeral is a number in digits (with its separators, its range, its ordinal ending), in words, or
in Roman letters. Words that belong together make one numeral: 'three million', '2.8 million'.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .article import Article, Excerpt

CARDINALS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    "|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
    "|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|thousandth|millionth"
)
SCALES = "dozen|score|hundred|thousand|million|billion|trillion"
MULTIPLES = (
    "half|halves|halved|quarters?|quartered|once|twice|thrice|doubl(?:e|es|ed|ing)"
    "|trebl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)|quintupl(?:e|es|ed|ing)"
    "|decimated"
)
OTHERS = "none|nil|nought|couple|pair"

# Any decimal digit of any script.
DIGITS = r"(?:\d+(?:[.,\u2009]\d+)*(?:[–-]\d+(?:[.,\u2009]\d+)*)?(?:st|nd|rd|th)?(?![^\W\d_]))"
WORD = rf"\b(?:{CARDINALS}|(?:{SCALES})s?)\b"
FOLD = rf"\b(?:\d+|{CARDINALS}|{SCALES})[ -]?fold\b"
ORDINAL = rf"\b(?:(?:{CARDINALS})[ -])?(?:{ORDINALS})s?\b"
ROMAN = r"\b(?=[MDCLXVI]+\b)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b"

NUMERAL = (
    rf"{FOLD}|{ORDINAL}|(?:{DIGITS}|%s|\d+|{WORD})(?:[ -](?:{WORD}))*"
    rf"|\b(?:{MULTIPLES}|{OTHERS})\b"
    rf"|(?-i:{ROMAN})"
)


def numerals(article: Article) -> Iterator[Excerpt]:
    """Every numeral of the article, in its order."""
    pattern = re.compile(NUMERAL % single(article.text), re.IGNORECASE)
    for match in pattern.finditer(article.text):
        yield Excerpt(article, *match.span())


def single(text: str) -> str:
    """Yield the numbers of a text that are one character, but no digit: ², ½, Ⅳ, ㊿."""
    found = {character for character in text if unicodedata.category(character) in ("No", "Nl")}
    return f"[{''.join(sorted(found))}]" if found else "(?!)"
