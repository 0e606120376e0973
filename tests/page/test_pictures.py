"""Do the pictures say what the tables say, wherever they are drawn, and the same each time?

A specification is published for others: it must read the published tables where they lie, and be
the one from which page, site and README are drawn. A picture must keep the page's policy, which
refuses style attributes, and lead from every figure to its cell.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, cells, rows
from page.charts.looks import LINKED, NARROW, WIDE
from page.pictures import DRAWN as PUBLISHED
from page.pictures import MEASURES, pictures
from vl_convert import vegalite_to_svg

import german_pows_ussr as pows
from german_pows_ussr._chart import with_data

PICTURES = {picture.name: picture for picture in pictures()}
WIDTHS = {"": WIDE, "-narrow": NARROW}
SHOWN = {
    (name, width): str(picture.drawn(width))
    for name, picture in PICTURES.items()
    for width in WIDTHS
}
"""What the page shows of each picture: it lies in docs/pictures/, and nothing is drawn for it."""
LINK = re.compile(r'<a href="#([^"]+)" aria-label="([^"]+)"><title>([^<]+)</title>')


def parts(specification: Any, name: str) -> Iterator[Any]:
    """What a specification has under a name, wherever it is."""
    if isinstance(specification, dict):
        for key, value in specification.items():
            if key == name:
                yield value
            yield from parts(value, name)
    elif isinstance(specification, list):
        for value in specification:
            yield from parts(value, name)


def links(name: str, width: str) -> dict[str, str]:
    """What each link of a picture says, by the cell to which it leads."""
    found = LINK.findall(SHOWN[name, width])
    assert all(label == title for _, label, title in found)
    return {address.replace("%20", " "): label for address, label, _ in found}


def test_no_picture_is_left_over() -> None:
    """There are three files of each, and no others."""
    kinds = (".vl.json", ".svg", "-narrow.svg")
    expected = {f"{name}{kind}" for name in PICTURES for kind in kinds}
    assert {path.name for path in PUBLISHED.iterdir()} == expected


def test_a_specification_reads_the_published_tables() -> None:
    """By addresses that hold from where it lies, and nothing else; it says in words what it shows."""
    for name, picture in PICTURES.items():
        published = json.loads((PUBLISHED / f"{name}.vl.json").read_text(encoding="utf-8"))
        addresses = set(parts(published, "url"))
        assert addresses
        for address in addresses:
            assert (PUBLISHED / address).resolve().parent == ROOT / "resources"
            assert (PUBLISHED / address).is_file()
        assert published["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")
        assert published["description"] == picture.alternative


def test_a_picture_keeps_the_policy_and_its_width() -> None:
    """No style, no script, no address but of the page; every colour is known in the dark."""
    looks = (ROOT / "page" / "pictures.css").read_text(encoding="utf-8")
    for (name, width), shown in SHOWN.items():
        where = f"{name}{width}"
        assert not re.search(r"\sstyle=|<style|<script|<image|url\(|\son\w+=", shown), where
        addresses = set(re.findall(r"https?://[^\"]+", shown))
        assert addresses == {"http://www.w3.org/2000/svg"}, where
        (across,) = re.findall(r'<svg[^>]* width="(\d+)"', shown)
        assert int(across) <= WIDTHS[width] + 4, where
        used = set(re.findall(r'(fill|stroke)="([^"]+)"', shown)) - {("fill", "none")}
        for role, colour in used:
            assert f'.picture [{role}="{colour}"]' in looks, (where, role, colour)
        assert LINKED not in shown, where
        assert 'role="group"' in shown, where


@pytest.mark.parametrize("width", WIDTHS)
def test_every_figure_of_the_series_is_a_link(width: str) -> None:
    """Each quarter, each number of the prose, each event of the time; with what it says."""
    found = links("prisoners_held", width)
    expected = {f"prisoners_held/{row['period']}/prisoners" for row in rows("prisoners_held")} | {
        f"statements/{row['statement']}/value"
        for row in rows("statements")
        if row["measure"] == "held" and not row["repeats"]
    }
    happened = {
        f"events/{row['event']}/date_printed"
        for row in rows("events")
        if row["period_end"] >= "1941" and row["period_start"] < "1957"
    }
    assert set(found) == expected | happened
    assert found["prisoners_held/1945-Q2/prisoners"] == "1945-Q2: 2,000,000 in the table"
    assert (
        found["statements/history-soviet-held-1945/value"]
        == "2.8 million in the prose: Soviet records"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_every_share_is_a_link(width: str) -> None:
    """With its counts."""
    found = links("mortality", width)
    assert set(found) == {
        f"prisoners_by_nationality/{name}/died_percent"
        for name in cells("prisoners_by_nationality")
    }
    assert (
        found["prisoners_by_nationality/Czech and Slovak/died_percent"]
        == "Czech and Slovak: 6% died, 4,023 of 69,977"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_the_rivals_are_the_figures_that_are_no_parts(width: str) -> None:
    """Of the captured and of the dead; neither repetitions nor parts of others, by name."""
    found = links("captured_and_died", width)
    measures = {"": "", **{key: row["measure"] for key, row in cells("statements").items()}}
    assert set(found) == {
        f"statements/{key}/value"
        for key, row in cells("statements").items()
        if row["measure"] in MEASURES
        and row["measure"] not in (measures[row["repeats"]], measures[row["part_of"]])
    }
    assert (
        found["statements/soviet-nkvd-captured/value"]
        == "2,733,739: Soviet NKVD figures, reported by Grigori F. Krivosheev, of whom: Wehrmacht"
    )


def test_a_maximum_is_drawn_broken() -> None:
    """From nothing on, and nothing else is."""
    limits = [row for row in rows("statements") if row["qualifier"] == "at_most"]
    own = [row for row in limits if row["measure"] in MEASURES and not row["repeats"]]
    assert len(own) == 2
    for width in WIDTHS:
        drawn = SHOWN["captured_and_died", width]
        assert drawn.count("stroke-dasharray") == len(own), width


@pytest.mark.parametrize("width", WIDTHS)
def test_every_conflict_has_its_tile(width: str) -> None:
    """The tiles count together as many conflicts between two authors as were found."""
    labels = [label for _, label, _ in LINK.findall(SHOWN["conflicts", width])]
    counts = [int(label.split(": ")[1].split(" of ")[0]) for label in labels]
    conflicts = [row for row in rows("findings") if row["finding"] == "conflicts"]
    assert sum(counts) == len(conflicts)
    subjects = {
        subject.replace("\u00a0", "_")
        for label, count in zip(labels, counts, strict=True)
        for subject in (label.rpartition("(")[2][:-1].split(", ") if count else [])
    }
    assert subjects == {
        cells("statements")[row["left_side"].split("/")[1]]["measure"] for row in conflicts
    }
    pair = "historians in the West and Commission headed by Erich Maschke"
    assert [label for label in labels if label.startswith(pair) and "(captured, died)" in label]


@pytest.mark.parametrize("name", PICTURES)
def test_a_chart_is_the_published_picture(name: str) -> None:
    """With the tables within, so that it can be shown anywhere."""
    shown = pows.chart(name).to_dict()
    published = json.loads((PUBLISHED / f"{name}.vl.json").read_text(encoding="utf-8"))
    assert vegalite_to_svg(shown) == vegalite_to_svg(with_data(published))
    assert shown["description"] == PICTURES[name].alternative
    assert shown["title"]["text"] == PICTURES[name].title
    assert not list(parts(shown, "url"))
    named = shown.get("datasets", {}).values()  # where Altair moves some of them
    within = {values for values in [*parts(shown, "values"), *named] if isinstance(values, str)}
    tables = {Path(address).name for address in parts(published, "url")}
    texts = {(ROOT / "resources" / table).read_bytes().decode("utf-8") for table in tables}
    assert within == texts


def test_an_unknown_chart_names_the_known_ones() -> None:
    """All of them."""
    with pytest.raises(pows.UnknownNameError, match="no picture 'warders' in the package; there"):
        pows.chart("warders")
    with pytest.raises(pows.UnknownNameError, match=", ".join(sorted(PICTURES))):
        pows.chart("warders")


def test_without_altair_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name of the extra."""
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'german-pows-ussr\[charts\]'"):
        pows.chart("mortality")
