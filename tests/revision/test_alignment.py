"""Where two places are equally good, does the report say so, and not guess?

What stands around a sentence decides first, then its order; what neither decides stays open.
"""

from __future__ import annotations

import pytest

from revision.alignment import Alignment, align
from revision.pairing import pair_up
from revision.texts import Text
from transcription.article import Article

ALPHA = "The isle of Alpha has many sheep and few people on it."
BETA = "Its harbour was built in 1900 by two brothers from the south."
COUNT = "The survey counted 500 people in the village at that time."
GAMMA = "Gamma is known for the wool that its women weave in winter."
DELTA = "Nobody has lived on the cliffs since the great storm of 1850."
OMEGA = "Far out at sea lies Omega with its lighthouse and its birds."


def aligned(old: list[str], new: list[str]) -> Alignment:
    """The alignment of two texts, given by their sentences."""
    return align(text(old), text(new), labels={})


def text(sentences: list[str]) -> Text:
    """A text of one sentence to a paragraph."""
    return Text(Article("text", "\n\n".join(sentences) + "\n"))


def lines_of(found: Alignment, words: str) -> list[list[int]]:
    """For each place of some words in the old text, the lines of the new one where they may stand."""
    article = found.old.article
    lines = []
    for place in article.whole.occurrences(words):
        (number, *_) = found.old.numbers(place)
        if number in found.unsure:
            lines.append([found.new.excerpt(unit).line for unit in found.unsure[number]])
        elif number in found.images:
            lines.append([found.new.excerpt(found.images[number].new).line])
        else:
            lines.append([])
    return lines


def test_what_stands_around_tells_two_sentences_apart() -> None:
    """Of two sentences that are the same the first is dropped: the second is still the second."""
    found = aligned([ALPHA, COUNT, BETA, GAMMA, COUNT, DELTA], [ALPHA, BETA, GAMMA, COUNT, DELTA])
    assert lines_of(found, "500") == [[], [7]]


def test_a_sentence_that_takes_the_words_of_another_stays_where_it_is() -> None:
    """The first is dropped and the second spelt like it: what stands around outweighs the words."""
    other = COUNT.replace("village", "villages")
    found = aligned([ALPHA, COUNT, BETA, GAMMA, other, DELTA], [ALPHA, BETA, GAMMA, COUNT, DELTA])
    assert lines_of(found, "500") == [[], [7]]


def test_as_many_as_before_keep_their_order() -> None:
    """Both stand elsewhere now, beside nothing that was beside them: their order decides."""
    found = aligned([ALPHA, COUNT, BETA, GAMMA, COUNT, DELTA], [OMEGA, COUNT, COUNT])
    assert lines_of(found, "500") == [[3], [5]]


def test_one_place_for_two_is_not_decided() -> None:
    """Two were the same, one is left, where nothing tells which."""
    found = aligned([ALPHA, COUNT, BETA, GAMMA, COUNT, DELTA], [OMEGA, COUNT])
    assert lines_of(found, "500") == [[3], [3]]
    assert len(found.unsure) == 2 * len(found.old.units[1])


def test_two_places_for_one_are_not_decided() -> None:
    """It was there once, and stands twice now, neither time where it stood."""
    found = aligned([ALPHA, COUNT, BETA, GAMMA], [OMEGA, COUNT, DELTA, COUNT])
    assert lines_of(found, "500") == [[3, 7]]


def test_a_copy_elsewhere_leaves_the_first_where_it_was() -> None:
    """It stands twice, once beside what always stood beside it."""
    found = aligned([ALPHA, COUNT, BETA, GAMMA], [ALPHA, COUNT, BETA, GAMMA, OMEGA, COUNT])
    assert lines_of(found, "500") == [[3]]


@pytest.mark.parametrize(
    ("new", "same"),
    [
        (["The survey counted 500 people. In the village at that time they were many."], 5),
        ([COUNT[:-1] + ", and " + BETA[0].lower() + BETA[1:]], 20),
        (["At that time the survey counted 500 people in the village."], 7),
    ],
    ids=["parted", "joined", "turned-about"],
)
def test_sentences_that_are_parted_joined_or_turned_about_are_followed(
    new: list[str], same: int
) -> None:
    """Most of their words are found again, the figure among them."""
    found = aligned([ALPHA, COUNT, BETA, GAMMA], [ALPHA, *new, GAMMA])
    assert lines_of(found, "500") == [[3]]
    kept = [
        n
        for unit in found.old.units[1:3]
        for n in unit
        if n in found.images and found.images[n].same
    ]
    assert len(kept) >= same


def test_the_best_fit_is_taken_first() -> None:
    """A good fit does not take the place of a better one."""
    fits = {(0, 0): 0.9, (1, 0): 1.0, (0, 1): 0.6}
    assert pair_up(fits, int.__eq__, int.__eq__).pairs == {1: 0, 0: 1}
