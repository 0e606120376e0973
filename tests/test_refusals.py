"""What does the build do with bad input?

It stops with one line that says where and what to edit, and leaves what was published as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from conftest import DESCRIPTOR, Checkout, Fault, assert_refused, sampled

S = "scripts/article/statements.toml"
H = "scripts/article/prisoners_held.toml"
N = "scripts/article/prisoners_by_nationality.toml"
P = "scripts/article/package.toml"
X = "scripts/article/not_figures.toml"

KNOWLEDGE: dict[str, Fault] = {
    "unknown reader": (H, 'readers = ["year"]', 'readers = ["yaer"]',
        [H + " line <[fields.year]>, fields.year: no reader 'yaer'", "roman_quarter"]),
    "mistyped key of a field": (H, 'title = "Year"', 'titel = "Year"', [H + " line <titel = >: ", "`titel`"]),
    "mistyped key of an entry": (S, '[passages.rows.lead-captured]\nvalue', '[passages.rows.lead-captured]\nvaleu',
        [S, "rows.lead-captured", "unknown key 'valeu'", "section, quote"]),
    "mistyped key of the package": (P, "keywords = [", "keyword = [", [P + " line <keyword = >: ", "`keyword`"]),
    "broken TOML": (H, "[markup]", "[markup", [H, "line"]),
    "section that is not there": (H, 'section = "German estimates"', 'section = "German figures"',
        ["no section 'German figures'", "German estimates"]),
    "section without a table": (H, 'section = "German estimates"', 'section = "German POWs in the USSR"',
        [H, "prisoners_held", "no table", "markup.section"]),
    "title that is no heading": (H, 'title = "Number of German POWs"', 'title = "Number of POWs"',
        [H, "prisoners_held", "headings", "line 27"]),
    "row that is not expected": (H, '"1949-Q4", ', "", [H, "22 rows", "21 expected", "markup.rows"]),
    "rows in another order": (H, '"1947-Q4", "1948-Q4"', '"1948-Q4", "1947-Q4"',
        [H, "row '1947-Q4'", "'1948-Q4' is expected", "line 46"]),
    "row without a kind": (N, 'Polish = "nationality"\n', "", [N, "row_kind", "Polish"]),
    "kind for no row": (N, 'Polish = "nationality"', 'Polish = "nationality"\nPrussian = "nationality"',
        [N, "row_kind", "Prussian"]),
    "quotation that is not found": (S, 'in forced labor camps, usually 25 years"', 'in forced labor camps, usually 26 years"',
        [S, "history-sentence", "usually 26 years' is not found", "lines 7-20"]),
    "quotation that is found twice": (S, 'quote = "in October 1949, all but 85,000 POWs had been released"',
        'quote = "85,000"', [S, "history-held-1949", "found 2 times, on lines 9, 11"]),
    "quotation that cuts a number": (S, 'that 35.8 percent of German POWs died"\n\n', 'that … 8 percent of German POWs died"\n\n',
        [S, "history-beorn-died-share", "'8 percent of German POWs died' is not found as whole words"]),
    "words outside the quotation": (S, 'percent_word = "35.8 percent"', 'percent_word = "which is supported"',
        [S, "history-beorn-died-share", "stands 0 times in the quotation"]),
    "reader that refuses": (S, '{ percent_word = "35.8 percent" }', '{ integer = "35.8 percent" }',
        [S, "history-beorn-died-share", "'35.8 percent' is not one whole number", "line 15, characters 4228-4240"]),
    "reader that the field does not allow": (S, '{ years = "25 years" }', '{ year = "25 years" }',
        [S, "rows.history-sentence", "the reader of value is 'year'", "number_words"]),
    "figure that is not quoted": (S, 'value = { years = "25 years" }', "value = 25",
        [S, "rows.history-sentence", 'value is 25; { term = "words of the quotation" } expected']),
    "unit that the reader does not read": (S, 'unit = { percent = "percent" }\n', '',
        [S, "rows.history-beorn-died-share", "percent_word", "does not read persons"]),
    "word that is not in the vocabulary": (S, 'measure = { sentence = "', 'measure = { punishment = "',
        [S, "history-sentence", "'punishment' is not in the vocabulary", "captured, held"]),
    "term that no row uses": (S, "[fields.unit.vocabulary]", '[fields.unit.vocabulary]\ntons = { description = "Mass." }',
        [S, "fields.unit: no row uses 'tons'"]),
    "foreign key to nowhere": (S, 'part_of = { history-overy-accounted =', 'part_of = { history-overy-taken =',
        [S, "history-overy-died", "'history-overy-taken'", "statements/statement"]),
    "source that is not there": (S, 'asserted_by = { beorn =', 'asserted_by = { beorne =',
        [S, "history-beorn-died-share", "'beorne'", "sources/source"]),
    "attribution to nobody": (H, 'asserted_by = { overmans-2000 =', 'asserted_by = { overmans-2001 =',
        [H + ", asserted_by: 'overmans-2001' is no source in sources; there are wikipedia-article"]),
    "required cell that is empty": (S, 'measure = { sentence = "sentenced to long terms in forced labor camps" }\n', "", [S, "history-sentence, measure", "required"]),
    "entry without a section": (S, 'section = "lead"\nquote = "Approximately', 'quote = "Approximately',
        [S, "rows.lead-captured", "section is missing"]),
    "text where true or false is meant": (S, 'printed = "Approximately three million"\n', 'printed = false\n',
        [S, "rows.lead-captured", "printed is False"]),
    "period that is no EDTF": (S, '"1939/1945" = ', '"1939-1945" = ',
        [S, "lead-captured, period", "1939-1945", "has not the form"]),
    "constraint that the data break": (H, "minimum = 1941, maximum = 1950", "minimum = 1942, maximum = 1950",
        ["nothing was published", "prisoners_held", "1941", "minimum"]),
    "two readers for one column": (H, 'readers = ["roman_quarter"]', 'readers = ["roman_quarter", "integer"]',
        [H, "fields.quarter", "one reader"]),
    "transcribed field without a reader": (S, 'readers = ["verbatim"]\naccounts_for = "date"\n', 'counts_as = "date"\n',
        [S, "fields.period_printed", "readers if, and only if"]),
    "curated field with a derivation": (S, 'title = "Sic"', 'title = "Sic"\nderivation = { rule = "quarter_label", of = [] }',
        [S, "fields.sic", "a derivation if, and only if"]),
    "column by row without a drawn table": (S, 'title = "Sic"', 'title = "Sic"\nby_row = { "lead-captured" = "true" }',
        [S, "fields.sic", "by_row"]),
    "key that is no field": (S, 'primary_key = ["statement"]', 'primary_key = ["statment"]',
        [S, "primary_key", "no field 'statment'"]),
    "reference to no table": (S, '[fields.asserted_by]\ntitle = "Asserted by"\ntype = "string"\norigin = "curated"\nreferences = { table = "sources"',
        '[fields.asserted_by]\ntitle = "Asserted by"\ntype = "string"\norigin = "curated"\nreferences = { table = "source"', [S, "fields.asserted_by", "references"]),
    "measure that statements lack": (H, 'measure = { held =', 'measure = { kept =',
        [H + ", prisoners: 'kept' is no measure in statements; there are captured, held"]),
    "population that statements lack": (H, 'population = { german_prisoners =', 'population = { germans =',
        [H + ", population: 'germans' is no population in statements", "german_military"]),
    "rule that there is not": (H, 'rule = "quarter_label"', 'rule = "quarter"', [H, "fields.period", "must be one of quarter_label"]),
    "derivation from no field": (H, 'rule = "quarter_label", of = ["year", "quarter"]', 'rule = "quarter_label", of = ["year", "month"]',
        [H, "fields.period", "no field 'month'", "quarter"]),
    "exclusion that is not found": (X, 'quote = "Page 246"', 'quote = "Page 247"', [X + ", overmans-page", "'Page 247' is not found"]),
    "exclusion of a figure": (X, 'quote = "Page 246"\nnumeral = "246"', 'quote = "| 1950 | IV | 29,000 |"\nnumeral = "29,000"',
        [X + ", overmans-page takes '29,000' as excluded", "prisoners_held/1950-Q4/prisoners as figure"]),
    "exclusion of no numeral": (X, 'numeral = "246"', 'numeral = "Page"', [X + ", overmans-page", "'Page' is no numeral"]),
    "exclusion that was deleted": (X, '[overmans-page]\nsection = "German estimates"\nquote = "Page 246"\nnumeral = "246"\n'
        'reason = "Page of a cited work: sources/overmans-2000/reference_printed."\n', "",
        ["line 50, characters 6906-6909: '246' is neither transcribed nor excluded", X]),
    "table without a file": (P, '"numerals", "sentences"', '"numerals", "camps", "sentences"', [P, "camps"]),
    "note that does not stand there": (N, 'exact = "excluding USSR citizens who', 'exact = "including USSR citizens who',
        [N, "notes", "'including USSR citizens who were serving in Wehrmacht' is not found"]),
    "column that nothing bears out": (N, 'measure = { died = "Died in captivity" }', 'measure = { died = "Released and repatriated" }',
        [N + ", died_in_captivity: 'died' needs one of died, dead, deaths in its words, not 'Released and repatriated'"]),
    "caption that does not stand there": (H, 'held by the Soviet Union" }\n\n[attribution]', 'kept by the Soviet Union" }\n\n[attribution]',
        [H, "prisoners_held, population", "kept by the Soviet Union' is not found"]),
    "curated column without knowledge": ("scripts/article/numerals.toml", 'knowledge = "Given by the editor, in scripts/article/not_figures.toml."\n', "",
        ["scripts/article/numerals.toml", "fields.reason", "a curated field of a computed table has knowledge"]),
    "brackets within brackets": (P, "keywords = [", "keywords = " + "[" * 5000 + "]" * 5000 + "\nkeyword = [",
        [P, "nested too deeply"]),
    "keys within keys": (H, 'title = "Year"', "title" + ".a" * 5000 + ' = "Year"', [H, "keys are nested too deeply"]),
    "key of two lines": (H, 'title = "Year"', '"ti\\ntle" = "Year"', [H + ", fields.year: the text holds U+000A"]),
    "number of 5,000 digits": (H, "minimum = 1941", "minimum = 1" + "0" * 5000, [H, "a number has thousands of digits"]),
    "pattern that is none": (H, "pattern = '[0-9]{4}-Q[1-4]'", "pattern = '[0-9{4}-Q[1-4'",
        [H, "fields.period", "no regular expression"]),
    "no licence": (P, '[[licenses]]\nname = "CC-BY-SA-4.0"\ntitle = "Creative Commons Attribution-ShareAlike 4.0 International"\n'
        'path = "https://creativecommons.org/licenses/by-sa/4.0/"\n', "", [P, "`licenses`"]),
    "contributor without a role": (P, 'roles = ["author"]', "roles = []", [P, "length >= 1", "contributors[0].roles"]),
    "version that is none": (P, f'version = "{DESCRIPTOR["version"]}"', 'version = "0.2"', [P + " line <version = >: ", "$.version"]),
    "day that there is not": (P, f'created = "{DESCRIPTOR["created"]}"', 'created = "2026-02-30T00:00:00Z"', [P, "day is out of range"]),
    "table that is listed twice": (P, '"events", "sources",', '"events", "sources", "events",',
        [P + " line <tables = >: the table 'events' is listed twice"]),
    "time that ends before it begins": (P, 'start = "1941", end = "1956"', 'start = "1956", end = "1941"',
        [P, "temporal ends in 1941, before it begins in 1956"]),
    "link that is none": (P, 'path = "https://en.wikipedia', 'path = "javascript://en.wikipedia', [P, "https?", "$.source.path"]),
    "text of blanks": (H, 'title = "Quarter"', 'title = " "', [H + ", fields.quarter.title: the text is empty or holds nothing but blanks"]),
    "text with a control character": (H, 'title = "Quarter"', 'title = "Quar\\u0008ter"', [H + ", fields.quarter.title: the text holds U+0008"]),
    "text with a character that nobody sees": (P, 'publisher = "Wikipedia"', 'publisher = "Wiki\u200bpedia"', [P + ", source.publisher: the text holds U+200B"]),
    "text that begins a formula": (H, 'title = "Quarter"', 'title = "=HYPERLINK(A1)"',
        [H + ", fields.quarter.title: the text begins with '=', as a formula does in a spreadsheet"]),
    "note that begins with a minus": (S, 'note = "The commission is not named here;', 'note = "- The commission is not named here;', [S, "note: the text begins with '-'"]),
    "Braille blank": (H, 'title = "Quarter"', 'title = "Quar\\u2800ter"', [H + ", fields.quarter.title: the text holds U+2800"]),
    "Hangul filler": (H, 'title = "Quarter"', 'title = "Quar\\u3164ter"', [H + ", fields.quarter.title: the text holds U+3164"]),
    "variation selector": (H, 'title = "Quarter"', 'title = "Quar\\uFE0Fter"', [H + ", fields.quarter.title: the text holds U+FE0F"]),
    "three combining marks": (H, 'title = "Quarter"', 'title = "Quar\\u0301\\u0301\\u0301ter"',
        [H + ", fields.quarter.title: the text has more than 2 combining marks on one character"]),
    "coder's text that begins a formula": ("scripts/article/codings/coder_a.csv", "Same wording as i05", "=Same wording as i05",
        ["scripts/article/codings/coder_a.csv, line 38, note: the text begins with '='"]),
    "editor without an ORCID iD": (P, "[source]\n", '[[editors]]\nfamily = "Doe"\ngiven = "Jane"\norcid = "Doe"\n\n[source]\n', [P, "$.editors[0].orcid"]),
    "title that holds a mark of the README": (H, 'title = "Quarter"', 'title = "<!-- end of tables -->"',
        [H + ", fields.quarter.title: the text holds '<!--'"]),
    "drawn table without an attribution": (H, "[attribution]\nasserted_by = { overmans-2000 = \"Source of figures: Rüdiger Overmans, Soldaten hinter Stacheldraht\" }\n"
        'reported_by = { wikipedia-article = "Source of figures" }\n', "", [H, "a drawn table has an attribution and a population"]),
    "drawn table without a population": (H, 'population = { german_prisoners = "German prisoners of war held by the Soviet Union" }\n', "",
        [H, "a drawn table has an attribution and a population"]),
    "drawn figures without a unit": (H, 'unit = "persons"\nprecision', "precision", [H, "fields.prisoners", "have a unit and a measure"]),
    "ISBN with a digit exchanged": ("scripts/article/sources.toml", 'isbn = "3-549-07121-3"', 'isbn = "3-549-07121-4"',
        ["sources, row overmans-2000, isbn", "'3-549-07121-4' is no ISBN: its check digit"]),
    "DOI that is none": ("scripts/article/sources.toml", 'isbn = "3-549-07121-3"', 'isbn = "3-549-07121-3"\ndoi = "10.x/y"',
        ["sources, row overmans-2000, doi", "'10.x/y' is no DOI"]),
    "figure that repeats itself": (S, '[passages.rows.lead-captured]\n', '[passages.rows.lead-captured]\nrepeats = { lead-captured = "three million" }\n',
        ["lead-captured, repeats", "leads back to 'lead-captured' in a circle"]),
    "check with an open brace": ("scripts/article/findings.toml", 'right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] + {"',
        ["checks.held-early-1942", "a brace in", "stands for no field"]),
    "check with the field of no row": ("scripts/article/findings.toml", 'right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/{period}/prisoners]"',
        ["checks.held-early-1942", "a brace in", "stands for no field"]),
}  # fmt: skip


@sampled(KNOWLEDGE, every=20)
def test_a_fault_in_the_knowledge_stops_the_build(checkout: Checkout, names: list[str]) -> None:
    """The message names the file and the entry."""
    assert_each_refused(checkout, KNOWLEDGE, names)


def test_an_empty_list_of_licences_stops_the_build(checkout: Checkout) -> None:
    """Who may use the data must be said."""
    file = checkout.root / P
    named = re.sub(r"(?s)\[\[licenses]].*?\n\n", "", file.read_text(encoding="utf-8"))
    file.write_text(f"licenses = []\n{named}", encoding="utf-8")
    assert_refused(checkout, [P + " line 1: ", "length >= 1 - at `$.licenses`"])


def assert_each_refused(checkout: Checkout, faults: Mapping[str, Fault], names: list[str]) -> None:
    """Assert that each of the named faults, made by itself, is refused in the words expected."""
    before, missed = checkout.published(), []
    for name in names:
        path, old, new, expected = faults[name]
        file = checkout.root / path
        text = file.read_text(encoding="utf-8")
        checkout.edit(path, old, new)
        line = checkout.refusal()
        lines = file.read_text(encoding="utf-8").splitlines()
        wanted = [numbered(words, lines) for words in expected]
        missed += [f"{name}: {words!r} not in {line!r}" for words in wanted if words not in line]
        missed += [f"{name}: several lines"] if "\n" in line else []
        file.write_text(text, encoding="utf-8", newline="\n")
    assert missed == []
    assert checkout.published() == before


def numbered(words: str, lines: list[str]) -> str:
    """Replace each ``<beginning of a line>`` in some words by the number of that line."""

    def number(match: re.Match[str]) -> str:
        (found,) = (n for n, line in enumerate(lines, start=1) if line.startswith(match[1]))
        return str(found)

    return re.sub("<(.+?)>", number, words)
