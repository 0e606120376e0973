"""What does each reader accept, and what does it refuse?

A reader that accepts too much reads a changed article without a word: the '%' of a percentage, the
'ca.' of an estimate, or a digit in another script would vanish into a clean number.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from transcription.readers import READERS
from transcription.refusal import Refusal

ACCEPTED: dict[str, dict[str, object]] = {
    "integer": {"2,388,443": 2388443, "200": 200, "0": 0, "1,000": 1000, "12,345": 12345},
    "millions": {"1.0 million": 1000000, "2.8 million": 2800000, "3 million": 3000000},
    "multiple": {"doubled": 2, "tripled": 3},
    "number_words": {"three million": 3000000, "six": 6, "ten thousand": 10000, "one hundred": 100},
    "percent_sign": {"15%": Decimal(15), "13.9%": Decimal("13.9"), "0%": 0},
    "percent_word": {"35.8 percent": Decimal("35.8"), "7 percent": 7},
    "signed_percent": {"−3.4%": Decimal("-3.4"), "+1.2%": Decimal("1.2"), "−0.0%": Decimal("-0.0")},
    "spaced_integer": {"146\u2009256": 146256, "12": 12, "1\u2009000\u2009000": 1000000},
    "roman_quarter": {"I": 1, "II": 2, "III": 3, "IV": 4},
    "verbatim": {
        "ca. 3,000,000": "ca. 3,000,000",
        "3\u2009000 to 4": "3\u2009000 to 4",
        "Overmans, Rüdiger": "Overmans, Rüdiger",
    },
    "year": {"1945": 1945, "2000": 2000},
    "years": {"25 years": 25, "2 years": 2},
}

REFUSED = {
    "integer": ["", "1234", "1,23", ",123", "01", "0,123", "1,000.0", "-5", "+5", "−5", "1_000", "1e3",
                " 5", "5 ", "5\n", "ca. 5", "5%", "1.000", "1 000", "IV", "three", "1,\u00a0000"],
    "millions": ["million", "a million", "2.8", "2.8  million", "2,8 million", "02.8 million", ".8 million",
                 "2. million", "-2.8 million", "2.8 Million", "2.8 millions", "2800 million",
                 "2.8\u00a0million", "ca. 2.8 million"],
    "multiple": ["", "double", "Doubled", "nearly doubled", "2"],
    "number_words": ["", "million", "Three million", "three  million", "three millions", "ten hundred",
                     "several hundred thousand", "thousands", "3 million", "a million"],
    "percent_sign": ["15", "15 %", "15.%", "015%", "-15%", "15 percent", "1,5%", "1500%", "NaN%", "15%%", "15\uff05"],
    "percent_word": ["35.8", "35.8%", "35.8 per cent", "35.8  percent", "-35.8 percent"],
    "signed_percent": ["", "3.4%", "-3.4%", "− 3.4%", "−3.4", "+−3.4%", "−3.4 %", "−03.4%", "±3.4%", "−3,4%"],
    "spaced_integer": ["", "146256", "146,256", "146 256", "146\u00a0256", "146\u202f256", "14\u200962", "0\u2009256",
                       "\u2009256", "146\u2009256\u2009", "−146\u2009256", "146\u2009256 people"],
    "roman_quarter": ["", "i", "V", "VI", "0", "1", "IIII", " I", "Ⅳ"],
    "verbatim": ["", " ", " a", "a ", "a\nb", "a\u00a0b", "a\u2009b", "a\u20091", "a\u00adb", "a\u200bb", "a\tb"],
    "year": ["", "45", "945", "19450", "0945", "3000", "1945–49", "1945.", " 1945"],
    "years": ["25", "1 years", "25 year", "025 years", "25  years", "-25 years", "usually 25 years"],
}  # fmt: skip

# The same digits in other scripts and forms: full width, Arabic-Indic, superscript.
FOREIGN = [
    str.maketrans("0123456789", digits)
    for digits in ("０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "⁰¹²³⁴⁵⁶⁷⁸⁹")
]


def test_every_reader_is_tried_here() -> None:
    """A reader without an example here would be a reader nobody tried."""
    assert set(ACCEPTED) == set(REFUSED) == set(READERS)


def test_a_reader_accepts_what_its_name_says() -> None:
    """The value is the one a person reads."""
    assert {
        name: {text: READERS[name](text) for text in ACCEPTED[name]} for name in READERS
    } == ACCEPTED


def test_a_reader_refuses_everything_else() -> None:
    """The refusal quotes the text and says what would have been accepted."""
    for name, examples in REFUSED.items():
        for text in examples:
            assert refusal(name, text) == f"{text!r} is not {READERS[name].accepts}"


def refusal(name: str, text: str) -> str | None:
    """Return the message with which a reader refuses a text, or None if it accepts it."""
    try:
        READERS[name](text)
    except Refusal as refused:
        return str(refused)
    return None


def test_digits_of_other_scripts_are_refused() -> None:
    """Python's int() reads them; a reader of this article must not."""
    tried = [(name, text, text.translate(digits)) for name, examples in ACCEPTED.items()
             for text in examples for digits in FOREIGN]  # fmt: skip
    foreign = {(name, other) for name, text, other in tried if other != text and name != "verbatim"}
    assert {name for name, _ in foreign} == {"integer", "millions", "percent_sign", "percent_word",
                                             "signed_percent", "spaced_integer", "year", "years"}  # fmt: skip
    assert [each for each in sorted(foreign) if not refusal(*each)] == []


def test_printed_decimals_are_kept() -> None:
    """'1.0 million' and '1 million' are the same number printed with different precision."""
    assert str(READERS["millions"]("1.0 million")) == "1.0E+6"
    assert str(READERS["millions"]("1 million")) == "1E+6"


TEXTS = st.one_of(
    st.text(),
    st.from_regex(r"[0-9IVX,.%+ -]{1,9}( million| percent| years|%)?", fullmatch=True),
    st.sampled_from([text for examples in ACCEPTED.values() for text in examples]),
)


@given(text=TEXTS)
def test_what_is_read_prints_back(text: str) -> None:
    """Each reader refuses a text, or reads it to a value that prints back to that text."""
    for name, reader in READERS.items():
        if refusal(name, text) is None:
            assert reader.write(reader(text)) == text


@given(text=TEXTS)
def test_no_reader_accepts_what_another_should(text: str) -> None:
    """Any text has one reading at most, besides being taken as it stands."""
    accepting = {name for name in set(READERS) - {"verbatim"} if refusal(name, text) is None}
    if text.isdecimal():  # nothing parts what is below 1000
        accepting -= {"spaced_integer"}
    assert len(accepting) <= 1, accepting


# A sign, a unit, a qualifier, or a character that one hardly sees.
SWALLOWED = ["-", "+", "−", "±", "~", "ca. ", "%", " percent", " persons", "*", "\u00a0", "\u00ad", "\u200b",
             "\u2009", "²", "⁵", " ", "\n", "\ufeff", "٣", "３"]  # fmt: skip


def test_nothing_around_a_figure_is_swallowed() -> None:
    """Before it, behind it or within it: what is added is refused."""
    spoilt = [
        (name, text[:place] + addition + text[place:])
        for name in sorted(set(READERS) - {"verbatim"})
        for text in ACCEPTED[name]
        for addition in SWALLOWED
        for place in {0, 1, len(text)}
    ]
    assert [each for each in spoilt if not refusal(*each)] == []
