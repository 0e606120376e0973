"""Are figures compared and found as ``figures`` has them, each count once?"""

from __future__ import annotations

import json
from typing import get_args

import pandas as pd
import pytest
from conftest import ROOT, SCHEMAS, rows

import german_pows_ussr as pows
from german_pows_ussr._chart import Picture
from german_pows_ussr._cite import STYLES, Style
from german_pows_ussr._compare import COLUMNS, Topic
from german_pows_ussr._figures import search

FIGURES = {row["figure"]: row for row in rows("figures")}
VOCABULARY = {
    field["name"]: field["vocabulary"]
    for field in SCHEMAS["figures"]["fields"]
    if "vocabulary" in field
}
DIED = "prisoners_by_nationality/Total/died_in_captivity"


def printings(figure: pd.Series) -> list[str]:
    """Every address at which a compared figure is printed."""
    again = figure["also_printed_at"]
    return [figure["figure"], *([] if pd.isna(again) else again.split("; "))]


def test_every_claim_is_compared_once_under_its_topic() -> None:
    """With all its printings, each a row of ``figures`` with the same value."""
    seen: list[str] = []
    for topic in VOCABULARY["topic"]:
        for _, figure in pows.compare(topic).iterrows():
            found = printings(figure)
            assert figure["printings"] == len(found)
            assert {FIGURES[each]["claim"] for each in found} == {figure["claim"]}
            assert {FIGURES[each]["topic"] for each in found} == {topic}
            assert len({FIGURES[each]["value"] for each in found}) == 1
            seen += found
    assert sorted(seen) == sorted(FIGURES)


def test_the_printing_nearest_to_the_speaker_is_shown() -> None:
    """A cell of the speaker's own table before the prose; its words, unless it has no note."""
    for topic in VOCABULARY["topic"]:
        for _, figure in pows.compare(topic).iterrows():
            own = [each for each in printings(figure) if not each.startswith("statements/")]
            assert figure["figure"] == [*own, *printings(figure)][0]
            published = FIGURES[figure["figure"]]
            for name in ("printed", "population", "custody", "period", "asserted_by_name"):
                assert (published[name] or None) == (
                    None if pd.isna(figure[name]) else figure[name]
                )


def test_other_wordings_of_a_claim_are_named() -> None:
    """381,067 is said of others, elsewhere, by others; what all printings say is not repeated."""
    died = pows.compare("died").set_index("figure").loc[DIED]
    assert died["printings"] == 4
    assert died["other_wordings"] == (
        "population: german_military; custody: nkvd_camps, not said; period: not said; "
        "asserted_by: Soviet records, Krivosheev"
    )
    assert "Deaths in NKVD camps" in died["note"]
    once = pows.compare("died").query("printings == 1")
    assert once["other_wordings"].isna().all()


def test_a_frame_of_figures_has_the_types_of_its_table() -> None:
    """The columns in order; numbers, dates and categories are such."""
    figures, types = pows.compare("died"), pows.load("figures").dtypes
    assert tuple(figures.columns) == COLUMNS
    for name in set(COLUMNS) & set(types.index):
        assert figures[name].dtype == types[name], name
    assert figures["printings"].dtype == "int64"


def test_a_measure_is_compared_like_a_topic() -> None:
    """Claims of which a printing has the measure; a topic of the same name goes first."""
    found = pows.compare("accounted_for")
    expected = {row["claim"] for row in FIGURES.values() if row["measure"] == "accounted_for"}
    assert set(found["claim"]) == expected
    assert set(pows.compare("died")["measure"]) > {"died"}


def test_without_a_topic_the_topics_are_listed() -> None:
    """With their meaning, their measures, and as many claims as each has."""
    listed = pows.compare()
    assert dict(zip(listed["topic"], listed["meaning"], strict=True)) == VOCABULARY["topic"]
    assert list(listed["claims"]) == [len(pows.compare(topic)) for topic in listed["topic"]]
    measures = [name for each in listed["measures"] for name in each.split(", ")]
    assert set(measures) == {row["measure"] for row in FIGURES.values()}


def test_what_an_editor_completes_is_what_there_is() -> None:
    """The types of arguments name the topics, styles and pictures."""
    assert list(get_args(Topic)) == list(VOCABULARY["topic"])
    assert list(get_args(Style)) == list(STYLES)
    pictures = (ROOT / "docs/pictures").glob("*.vl.json")
    assert set(get_args(Picture)) == {path.name.partition(".")[0] for path in pictures}


@pytest.mark.slow
@pytest.mark.parametrize("name", get_args(Picture))
def test_every_picture_is_drawn_under_its_own_title(name: Picture) -> None:
    specification = json.loads((ROOT / f"docs/pictures/{name}.vl.json").read_bytes())
    assert pows.chart(name).to_dict()["title"] == specification["title"]


OF_A_TIME = {
    "1945-05": {"statements/history-soviet-held-1945/value", "prisoners_held/1945-Q2/prisoners"},
    "1945-Q1": {"prisoners_held/1945-Q1/prisoners"},
    "1939/1940-12-31": set(),
}


def test_the_figures_of_a_time() -> None:
    """Those whose time has a day of it; how many undated ones are left out is said."""
    for when, expected in OF_A_TIME.items():
        held = pows.compare("held", when=when)
        printed = {each for _, figure in held.iterrows() for each in printings(figure)}
        assert expected <= printed
        assert bool(printed) == bool(expected)
    every = pows.compare("captured")
    undated = every[every["period_start"].isna() & every["period_end"].isna()]
    dated = pows.compare("captured", when="1900/2000")
    assert 0 < len(undated) < len(every)
    assert list(dated["figure"]) == list(every.drop(undated.index)["figure"])
    assert dated.attrs["undated"] == len(undated)
    assert f"\n{len(undated)} undated figures were left out\n" in repr(dated)
    assert "left out" not in repr(every)


def test_what_cannot_be_compared_is_answered() -> None:
    """An unknown topic with known ones, a wrong time with how one is written."""
    for topic, answer in {"diedd": "did you mean died", "x": "there are captured, held"}.items():
        message = f"no topic or measure '{topic}' in figures; {answer}"
        with pytest.raises(pows.UnknownNameError, match=message):
            pows.compare(topic)
    for when in ("19", "1945-13", "1945-Q5", "1945-Q2-01", "1945-05-32", "", "x/1945"):
        with pytest.raises(pows.UnknownNameError, match="1945-Q2, 1945-05, 1945-05-08"):
            pows.compare("held", when=when)
    with pytest.raises(TypeError, match="a time needs a topic"):
        pows.compare(when="1945")


def test_a_number_is_found_as_printed_and_as_a_value() -> None:
    """In every printing, with its thousands apart or not, in words or digits."""
    four = {row["figure"] for row in FIGURES.values() if row["claim"] == "lead-soviet-died"}
    for sought in ("381,067", "381067", 381067, 381067.0, " 381,067 "):
        assert set(pows.find(sought)["figure"]) == four, sought
    for sought in ("2.8 million", "2,800,000", 2_800_000):
        assert list(pows.find(sought)["printed"]) == ["2.8 million"], sought
    for sought in ("35.8%", "35.8 percent", 35.8):
        assert set(pows.find(sought)["value"]) == {35.8}, sought
    for printed in {row["printed"] for row in FIGURES.values()}:
        expected = {row["figure"] for row in FIGURES.values() if row["printed"] == printed}
        assert expected <= {row["figure"] for row in search(printed)}, printed


def test_a_word_is_found_where_people_read_it() -> None:
    """In the sentence, the names, the terms and the note, whatever its letters."""
    for word in ("Stalingrad", "overmans", "nkvd camps", "not four witnesses", "died_presumed"):
        found = pows.find(word)
        assert len(found), word
        shown = found.astype("string").fillna("").agg(" ".join, axis=1).str.replace("_", " ")
        assert shown.str.casefold().str.contains(word.replace("_", " ").casefold()).all(), word
    assert list(pows.find("Stalingrad").columns) == [*next(iter(FIGURES.values()))]


def test_what_is_not_found_is_answered_with_the_nearest() -> None:
    """Numbers by their distance, words by their spelling; what is neither is refused."""
    for sought, answer in {
        "381,068": "no figure with '381,068'; did you mean 381,067, ",
        1: "no figure with 1; did you mean ",
        "Stalingard": "no figure with 'Stalingard'; did you mean Stalingrad",
        "-5": r"no figure with '-5'; compare\(\) lists the topics",
    }.items():
        with pytest.raises(pows.UnknownNameError, match=answer):
            pows.find(sought)  # type: ignore[arg-type]
    for sought in (None, True, "", b"381,067"):
        with pytest.raises(TypeError, match="a number or a word is sought"):
            pows.find(sought)  # type: ignore[arg-type]
