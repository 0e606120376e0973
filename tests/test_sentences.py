"""Is every sentence of the article one that an editor has read, just as it stands?

A word that comes, goes or changes stops the build, wherever it stands, and the message names the
rows that rest on the sentence. What only moved is no change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

import pytest
from conftest import ARTICLE, rows
from spoilt import KNOWLEDGE, TABLES

import build
from transcription.article import Article
from transcription.lock import check_read, check_rows, read_in
from transcription.refusal import Refusal
from transcription.sentences import digest, sentences
from transcription.table import Table

FOUND = sentences(Article("article.txt", ARTICLE))


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence.excerpt.exact for sentence in sentences(Article("text", text))]


TEXTS = {
    "One. Two! Three? Four": ["One.", "Two!", "Three?", "Four"],
    "By Grigori F. Krivosheev. He said": ["By Grigori F. Krivosheev.", "He said"],
    'He "hands over." The U.S. forces, ca. 3,000 of 1.0 million. Based': ['He "hands over."', "The U.S. forces, ca. 3,000 of 1.0 million.", "Based"],
    "A line\nAnother. One\n\n==Heading==\n- item": ["A line", "Another.", "One", "==Heading==", "- item"],
    "between them . With": ["between them .", "With"],
    "Above. It\n| a | b |\nSource. Author. Title., 2000 Page 2\nBelow. It": ["Above. It", "Source. Author. Title., 2000 Page 2", "Below.", "It"],
    "Ende. Österreich": ["Ende.", "Österreich"],
}  # fmt: skip


def test_a_text_is_split_into_sentences() -> None:
    """At a full stop before a capital, not behind an initial; what touches a table is one line."""
    assert {text: split(text) for text in TEXTS} == TEXTS


def test_every_word_stands_in_a_sentence_or_in_a_drawn_line() -> None:
    """Nothing is left out, and nothing belongs to two."""
    offsets = [offset for one in FOUND for offset in range(one.excerpt.start, one.excerpt.end)]
    covered = set(offsets)
    assert len(covered) == len(offsets)
    left = "".join(" " if n in covered else c for n, c in enumerate(ARTICLE))
    assert all(line.startswith("|") for line in left.splitlines() if line.strip())


def test_the_table_gives_the_place_of_every_sentence() -> None:
    """The digest of its words is its key, and its section the heading above."""
    table = rows("sentences")
    assert [row["sentence"] for row in table] == [sentence.key for sentence in FOUND]
    for row in table:
        assert digest(ARTICLE[int(row["char_start"]) : int(row["char_end"])]) == row["sentence"]
    sections = [row["section"] for row in table]
    assert list(dict.fromkeys(sections)) == [
        "lead", "German POWs in the USSR", "German estimates", "Soviet statistics", "See also",
    ]  # fmt: skip


def test_the_same_sentence_twice_has_two_keys() -> None:
    """And one digest, for it was read once."""
    one, two = sentences(Article("text", "It is so.\n\nIt is so."))
    assert (one.digest, one.key) == (two.digest, one.digest)
    assert two.key == f"{one.digest}-2"


def test_every_row_belongs_to_a_sentence() -> None:
    """Every statement, event and source, and both tables; the lock names them."""
    locked = {address for addresses in KNOWLEDGE.lock.values() for address in addresses}
    for table in ("statements", "events", "sources"):
        (key, *_) = rows(table)[0]
        assert {f"{table}/{row[key]}" for row in rows(table)} <= locked
    assert {"prisoners_held", "prisoners_by_nationality"} <= locked


def values(tables: Mapping[str, Table]) -> dict[str, object]:
    """Every value that is read from the article."""
    return {
        f"{name}/{table.key(row)}/{field}": cell.value
        for name, table in tables.items()
        if name in ("statements", "events", "sources", "prisoners_held", "prisoners_by_nationality")
        for row in table.rows
        for field, cell in row.items()
    }


def moved(text: str, sentences_too: bool, paragraphs_too: bool) -> str:
    """The sentences of each paragraph, the paragraphs of each section in the opposite order."""
    lines = text.split("\n")
    prose = [n for n, line in enumerate(lines) if len(split(line)) and line[0] not in "=-| "
             and not any(other.startswith("|") for other in lines[n - 1 : n + 2])]  # fmt: skip
    if sentences_too:
        for n in prose:
            lines[n] = " ".join(reversed(split(lines[n])))
    headings = [n for n, line in enumerate(lines) if line.startswith("=")]
    for first, last in pairwise([*headings, len(lines)]) if paragraphs_too else ():
        within = [n for n in prose if first < n < last]
        for n, line in zip(within, [lines[n] for n in reversed(within)], strict=True):
            lines[n] = line
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("sentences_too", "paragraphs_too"),
    [(True, True), *(pytest.param(n, not n, marks=pytest.mark.slow) for n in (True, False))],
)
def test_what_only_moved_need_not_be_read_anew(sentences_too: bool, paragraphs_too: bool) -> None:
    """Sentences within their paragraph, paragraphs within their section: every value is the same."""
    text = moved(ARTICLE, sentences_too, paragraphs_too)
    assert text != ARTICLE
    assert sorted(text) == sorted(ARTICLE)
    article = Article("article.txt", text)
    check_read(article, KNOWLEDGE.lock, lambda: None)
    assert values(build.transcribe(article, KNOWLEDGE)) == values(TABLES)


def refusal(text: str, former: str | None = ARTICLE) -> str:
    """What the build says to another text."""
    with pytest.raises(Refusal) as refused:
        check_read(Article("article.txt", text), KNOWLEDGE.lock, lambda: former)
    return str(refused.value)


def test_a_changed_word_is_shown_beside_the_old_one() -> None:
    """With the place, the rows that rest on the sentence, and how it is confirmed."""
    new = ARTICLE.replace("35.8 percent of German POWs died", "35.8 percent of Italian POWs died")
    (sentence,) = {one.digest for one in sentences(Article("", new))} - {
        one.digest for one in FOUND
    }
    assert refusal(new) == (
        "article.txt line 15, characters 4197-4324: '… percent of German POWs died …' has become "
        "'… percent of Italian POWs died …' (statements/history-beorn-died-share, sources/beorn, "
        "sources/other-academic-works rest on it). Read anew what changed, let the entries follow "
        f"it, and confirm it: make confirm READ='{sentence}'"
    )


def test_without_the_old_text_the_new_words_are_shown() -> None:
    """Where there is no repository, only a digest is left of the old ones."""
    said = refusal(ARTICLE.replace("Overmans believes that", "Overmans doubts that", 1), None)
    assert "line 5" in said
    assert "changed to 'Based on his research, Overmans doubts that the deaths of 363,000" in said
    assert "statements/lead-overmans-died-confirmed" in said


def test_a_new_sentence_was_read_by_nobody() -> None:
    """Even one that bears no figure."""
    said = refusal(ARTICLE.replace("in Moscow.", "in Moscow. Many wept."))
    assert "article.txt line 11" in said
    assert "nobody has read 'Many wept.'" in said


def test_a_sentence_that_is_gone_is_missed() -> None:
    """With the rows that rested on it."""
    said = refusal(re.sub("Heinz Nawratil.*", "", ARTICLE))
    assert "the sentence 'Heinz Nawratil maintains" in said
    assert "is gone (sources/nawratil rest on it)" in said


def test_other_blanks_are_a_change() -> None:
    """A no-break space where none was, though every word is the same."""
    said = refusal(ARTICLE.replace("2.8 million", "2.8\u00a0million"))
    assert "line 11" in said
    assert refusal(ARTICLE.replace("The POWs", "The \u2003POWs")).count("with other blanks") == 1


def test_a_sentence_that_is_repeated_was_read_once() -> None:
    """The second is one that nobody has read."""
    words = "By 1950 almost all surviving POWs had been released, with the last prisoner returning from the USSR in 1956."
    said = refusal(ARTICLE.replace(words, f"{words} {words}"))
    assert "nobody has read 'By 1950 almost all" in said


def test_a_new_sentence_is_not_taken_for_its_changed_neighbour() -> None:
    """Old and new are told apart by their words, not by their order."""
    said = refusal(
        ARTICLE.replace("Waitman Wade Beorn states", "It rained. Waitman Wade Beorn denies")
    )
    assert "nobody has read 'It rained.'" in said
    assert "'… Wade Beorn states that 35.8 …' has become '… Wade Beorn denies that 35.8 …'" in said


def test_a_drawn_line_outside_the_tables_is_refused() -> None:
    """It would else be read by nobody."""
    text = ARTICLE.replace("==German estimates==", "| It is false. |\n\n==German estimates==")
    with pytest.raises(Refusal, match=r"line 21.*no definition reads a table of the section"):
        build.read_article(Article("article.txt", text), KNOWLEDGE)


def test_every_changed_sentence_is_named() -> None:
    """All of them in the one line, and all in the command that confirms them."""
    said = refusal(ARTICLE.replace("According to Soviet records", "Contrary to Soviet records")
                   .replace("Waitman", "Whitman"))  # fmt: skip
    assert "'According to Soviet …' has become 'Contrary to Soviet …'" in said
    assert "'Waitman Wade Beorn …' has become 'Whitman Wade Beorn …'" in said
    assert re.search("READ='[0-9a-f]{12} [0-9a-f]{12}'$", said)


def test_a_row_that_nobody_has_read_in_its_sentence() -> None:
    """A new entry asks for a confirmation, too."""
    lock = {key: [row for row in found if row != "events/history-gdr-created"]
            for key, found in KNOWLEDGE.lock.items()}  # fmt: skip
    with pytest.raises(Refusal, match=r"read it for events/history-gdr-created and confirm it"):
        check_rows(read_in(Article("article.txt", ARTICLE), TABLES.values()), lock)


UNSEEN = {
    "a\u00adb": "line 1, character 1: U+00AD cannot be seen",
    "one\n\u200btwo": "line 2, character 4: U+200B",
    "3\u0308": "U+0308 cannot be seen, or stands on no letter",
    "f\u0456ve": "mixes letters of CYRILLIC and LATIN",
    "u\u0308ber": "is not in the form NFC",
    "a\rb": "U+000D",
}


def test_a_text_with_what_nobody_sees_is_refused() -> None:
    """Controls, format characters, marks on no letter, letters of two scripts in a word."""
    for text, message in UNSEEN.items():
        with pytest.raises(Refusal, match=re.escape(message)):
            Article("text", text)


def test_letters_of_other_scripts_are_welcome() -> None:
    """A word in Cyrillic, an umlaut, a thin space, a mark on a letter that has none of its own."""
    Article("text", "Rüdiger, Военнопленные, 2\u2009388, s\u0331a")
