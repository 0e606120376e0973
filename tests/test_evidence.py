"""Does every reading of an editor's say what it rests on, and does that support it?

Fidelity has two halves. The digits are proved by their characters (test_places.py); the meaning, who
says a figure, of whom, counting what, by the words that support it, located like any others.
"""

from __future__ import annotations

from conftest import ARTICLE, SCHEMAS, cells, rows, sampled
from spoilt import missing, refusal_of_edit

EVIDENCE = [part for part in rows("evidence") if part["role"] == "support"]
READ = [part for part in rows("evidence") if part["role"] == "read"]
SENTENCES = {row["sentence"]: row for row in rows("sentences")}
BY_WORDS = [part for part in EVIDENCE if part["ground"] == "words"]
READINGS = {
    "statements": (
        "measure", "population", "custody", "unit", "qualifier", "period", "asserted_by",
        "reported_by", "part_of", "repeats", "sic",
    ),
    "events": ("date", "title"),
    "prisoners_by_nationality": ("row_kind", "period"),
}  # fmt: skip


def grounds(table: str, row: str, field: str) -> list[dict[str, str]]:
    """The evidence of one cell."""
    return [part for part in EVIDENCE if part["address"] == f"{table}/{row}/{field}"]


def test_every_reading_has_its_evidence() -> None:
    """A cell that is filled has some, which names its value; an empty one has none."""
    for table, fields in READINGS.items():
        for row, published in cells(table).items():
            for field in fields:
                found = grounds(table, row, field)
                assert bool(found) == bool(published[field]), f"{table}/{row}/{field}"
                assert {part["reading"] for part in found} <= {published[field]}


def test_every_curated_column_has_evidence_or_knowledge() -> None:
    """That of its cells, or one for the whole column."""
    for table, schema in SCHEMAS.items():
        for field in schema["fields"]:
            if field["origin"] == "curated":
                read = field["name"] in READINGS.get(table, ())
                assert read != ("knowledge" in field), f"{table}/{field['name']}"


def test_words_are_the_characters_of_the_article() -> None:
    """From start to end, on their line, within their sentence; fragments in their order."""
    last: dict[tuple[str, ...], int] = {}
    for part in BY_WORDS:
        start, end = int(part["char_start"]), int(part["char_end"])
        assert ARTICLE[start:end] == part["exact"]
        assert ARTICLE.count("\n", 0, start) + 1 == int(part["line"])
        sentence = SENTENCES.get(part["sentence"])
        if sentence:
            assert int(sentence["char_start"]) <= start < end <= int(sentence["char_end"])
        else:
            assert ARTICLE.splitlines()[int(part["line"]) - 1].startswith("|")
        cell = (part["address"], part["sentence"])
        if "/*/" not in part["address"]:
            assert last.get(cell, 0) <= start
        last[cell] = end


def test_a_ground_fills_its_own_columns() -> None:
    """Words have a place, a sentence its key, knowledge its text, and nothing else."""
    filled = {
        "words": {"exact", "char_start", "char_end", "line"},
        "sentence": {"sentence"},
        "knowledge": {"knowledge"},
    }
    for part in [*EVIDENCE, *READ]:
        assert bool(part["reader"]) == (part["role"] == "read")
        names = {name for name in ("exact", "char_start", "char_end", "line", "sentence", "knowledge")
                 if part[name]}  # fmt: skip
        assert (
            names - ({"sentence"} if part["ground"] == "words" else set()) == filled[part["ground"]]
        )


def test_the_evidence_of_a_row_stands_in_its_sentence() -> None:
    """Or in one of the same section, where the entry asks for it; a repeat also where it repeats."""
    places = {part["address"].rpartition("/")[0]: part["sentence"] for part in READ
              if part["address"].endswith(("/printed", "/date_printed"))}  # fmt: skip
    for part in EVIDENCE:
        row, _, field = part["address"].rpartition("/")
        own = SENTENCES.get(places.get(row, ""))
        if own and part["sentence"] and field != "repeats":
            assert SENTENCES[part["sentence"]]["section"] == own["section"]
            assert part["ground"] != "sentence" or part["sentence"] == own["sentence"]


def words(table: str, row: str, field: str) -> tuple[set[str], str]:
    """Return the readings of a cell, and their words joined."""
    found = grounds(table, row, field)
    return {part["reading"] for part in found}, " … ".join(part["exact"] for part in found)


def test_a_reading_of_a_whole_table_has_its_words() -> None:
    """By the row '*': whose figures, of whom, what a column counts."""
    assert words("prisoners_held", "*", "prisoners") == (
        {"held"},
        "held by the Soviet Union … Number of German POWs",
    )
    shares = words("prisoners_by_nationality", "*", "died_percent")
    assert shares == ({"died_share"}, "% Died in captivity")
    custody = words("prisoners_by_nationality", "*", "custody")
    assert custody == ({"captivity"}, "in captivity … in captivity")
    assert [part["line"] for part in grounds("prisoners_held", "*", "asserted_by")] == ["50"]


OVERMANS = {
    "measure": ("words", "deaths"),
    "population": ("words", "German POW"),
    "custody": ("words", "in Soviet hands"),
    "unit": ("words", "German POW"),
    "qualifier": ("words", "maximum"),
    "asserted_by": ("words", "According to German historian Rüdiger Overmans … he put"),
    "reported_by": ("sentence", ""),
    "sic": ("sentence", ""),
}


def test_a_reading_has_its_words() -> None:
    """Those of Overmans' maximum, typed by hand."""
    for field, (ground, expected) in OVERMANS.items():
        found = grounds("statements", "lead-overmans-died", field)
        assert {part["ground"] for part in found} == {ground}
        assert " … ".join(part["exact"] for part in found) == expected
        key = {part["sentence"] for part in found}
        assert ARTICLE[int(SENTENCES[key.pop()]["char_start"]) :].startswith("According to German")


def test_what_an_editor_knows_is_said() -> None:
    """Beside the words, where a reading needs both."""
    spoken, known = grounds("events", "history-few-captured", "date")
    assert spoken["exact"] == "In the first six months of Operation Barbarossa"
    assert "June 1941" in known["knowledge"]


S = "scripts/article/statements.toml"
FAULTS = {
    "words that are not quoted": ('measure = { growth = "the number of … doubled" }', 'measure = { growth = "trebled" }',
        [S, "rows.history-growth-1944: measure 'trebled' stands 0 times in the quotation"]),
    "words that stand twice": ('measure = { accounted_for = "put the number of" }', 'measure = { accounted_for = "of" }',
        ["rows.history-krivosheev-accounted: measure 'of' stands 2 times"]),
    "words out of order": ('asserted_by = { overmans = "Overmans believes that" }\nnote', 'asserted_by = { overmans = "believes that … Overmans" }\nnote',
        ["rows.lead-overmans-died-confirmed", "'Overmans' stands before 'believes that'", "give the words in their order"]),
    "words of another term": ('measure = { growth = "the number of … doubled" }', 'measure = { growth = "the number" }',
        ["history-growth-1944, measure", "'growth' needs one of doubled in its words, not 'the number'"]),
    "a hedge within an unhedged figure": ('qualifier = { usual = "usually" }\n', '',
        ["history-sentence, qualifier", "'usually' supports 'usual', not 'unhedged'"]),
    "speaker by another's name": ('asserted_by = { peterson = "According to Edward Peterson" }', 'asserted_by = { overy = "According to Edward Peterson" }',
        ["history-peterson-transferred, asserted_by", "'overy' needs one of Richard Overy"]),
    "speaker without a verb": ('asserted_by = { peterson = "According to Edward Peterson" }', 'asserted_by = { peterson = "Edward Peterson" }',
        ["history-peterson-transferred, asserted_by", "it needs one of according to, found that"]),
    "partition without a sign": ('part_of = { history-overy-accounted = "356,000 out of 2,388,000" }', 'part_of = { history-overy-accounted = "356,000" }',
        ["history-overy-died, part_of", "it needs one of (, out of"]),
    "reading without words": ('measure = { growth = "the number of … doubled" }', 'measure = "growth"',
        ["history-growth-1944, measure", 'rests on nothing; write measure = { growth = "words that support it" }']),
    "reading of two terms": ('measure = { growth = "the number of … doubled" }', 'measure = { growth = "doubled", held = "doubled" }',
        ["rows.history-growth-1944: measure is {'growth': 'doubled', 'held': 'doubled'}"]),
    "word that nobody uses": ('words = ["doubled"] }\nsentence', 'words = ["doubled", "trebled"] }\nsentence',
        ["fields.measure: no reading uses the word 'trebled' of 'growth'; delete it"]),
    "name that nobody uses": ('words = ["according to", "maintains that"]', 'words = ["according to", "maintains that", "shouts"]',
        ["fields.reported_by: no reading uses the word 'shouts'; delete it"]),
    "repeat of another figure": ('repeats = "lead-overmans-died"', 'repeats = "lead-overmans-captured"',
        ["estimates-overmans-died, repeats: its value is 1", "that of lead-overmans-captured is 3000000"]),
    "quotation over two sentences": ('quote = "the number of German POWs nearly doubled', 'quote = "force … the number of German POWs nearly doubled',
        ["history-growth-1944"]),
    "clause of another sentence": ('context = "few Germans were captured"\nquote = "the number', 'quote = "few Germans were captured … the number',
        ["history-held-1942", "'the number of prisoners in the Soviet prisoner of war camps rose to 120,000 by early 1942' is not found"]),
    "passage that all its rows overrule": ('quote = "the number of German POWs nearly doubled in', 'sic = { "true" = "nearly" }\nmeasure = { growth = "doubled" }\nquote = "the number of German POWs nearly doubled in',
        ["rows.history-growth-1944: no row uses measure of the passage"]),
    "figure without its number": ('printed = "nearly doubled"', 'printed = "nearly"',
        ["rows.history-growth-1944: value 'doubled' does not lie within printed 'nearly'"]),
    "date that is none": ('period = { "1945-04" =', 'period = { "1945-13" =', ["history-held-1945, period", "'1945-13' is no date in EDTF"]),
    "quarter that is no EDTF": ('period = { "1945-04" =', 'period = { "1945-Q2" =', ["history-held-1945, period", "'1945-Q2' is no date in EDTF"]),
    "years of other words": ('period = { "1949-10" =', 'period = { "1948-10" =', ["history-held-1949, period", "the years of '1948-10' are not those of 'in October 1949'"]),
    "period that ends before it begins": ('"1941/1945-04" = "from 1941 to April 1945" }\npart_of = { lead', '"1945-04/1941" = "from 1941 to April 1945" }\npart_of = { lead',
        ["lead-commission-died-1941-1945, period", "ends before it begins"]),
    "knowledge that is left out": ('knowledge = { period = "World War II is read as 1939 to 1945." }\n', "", ["lead-captured, period", "say under knowledge"]),
    "knowledge that says nothing": ('"World War II is read as 1939 to 1945."', '" "', ["rows.lead-captured.knowledge.period: the text is empty or holds nothing but blanks"]),
    "part of itself": ('part_of = { history-overy-accounted =', 'part_of = { history-overy-died =', ["history-overy-died, part_of", "in a circle"]),
    "knowledge of nothing": ('knowledge = { period = "World War II is read', 'knowledge = { repeats = "World War II is read',
        ["rows.lead-captured: knowledge of 'repeats', which the entry does not give"]),
}  # fmt: skip


@sampled(FAULTS, every=5)
def test_a_fault_in_the_evidence_stops_the_build(names: list[str]) -> None:
    """In one line that says which entry to edit."""
    for old, new, words in map(FAULTS.__getitem__, names):
        assert missing(words, refusal_of_edit(S, old, new)) == []
