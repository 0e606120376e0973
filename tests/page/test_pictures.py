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
from page.pictures import TOPICS, pictures
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


CLAIMS = {
    row["figure"]: row
    for row in rows("figures")
    if row["topic"] in TOPICS
    and row["unit"] == "persons"
    and row["figure"] == f"statements/{row['claim']}/value"
}
"""The counts of the prose, each where it is first printed."""


@pytest.mark.parametrize("width", WIDTHS)
def test_every_count_of_the_captured_and_the_dead_is_a_link(width: str) -> None:
    """Confirmed and presumed ones, too, and the parts; with all who say it, and of whom."""
    found = links("captured_and_died", width)
    assert set(found) == set(CLAIMS)
    expected = {
        "lead-overmans-died-presumed": "700,000: Rüdiger Overmans, of whom: German military, presumed",
        "lead-commission-died-1941-1945": (
            "549,360: Commission headed by Erich Maschke, Part: 1941 to 1945-04"
        ),
    }
    assert {key: found[f"statements/{key}/value"] for key in expected} == expected
    assert (
        "; Krivosheev; Soviet NKVD figures, reported" in found["statements/lead-soviet-died/value"]
    )


BAND = re.compile(
    r'<line transform="translate\(([-.\d]+),[^"]+" x2="([-.\d]+)" y2="0" stroke="#e3a9b2"'
)
PERSONS = 3_500_000 / 271
"""What a pixel of the wide picture stands for."""


def test_a_band_is_what_the_print_allows() -> None:
    """From the lowest to the highest number; a maximum has none, and its band begins at zero."""
    drawn = BAND.findall(SHOWN["captured_and_died", ""])[3:]  # behind those of the key
    found = [PERSONS * (float(end) + float(back)) for end, back in drawn]
    high = [PERSONS * float(end) for end, _ in drawn]
    expected = {
        end: sorted(float(row[f"printed_{end}"] or 0) for row in CLAIMS.values())
        for end in ("low", "high")
    }
    assert sorted(found) == pytest.approx(expected["low"], abs=2 * PERSONS / 10)
    assert sorted(high) == pytest.approx(expected["high"], abs=PERSONS / 10)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_maximum_is_open_towards_zero(width: str) -> None:
    """Broken, with an arrow; nothing else is, but the one that explains it."""
    maxima = [row for row in CLAIMS.values() if row["qualifier"] == "at_most"]
    assert len(maxima) == 2
    for name in ("captured_and_died", "disputes"):
        shown = SHOWN[name, width]
        assert shown.count("stroke-dasharray") == len(maxima) + 1, name
        assert shown.count('d="M-3.6,0L3.6,-4.2L3.6,4.2Z"') == len(maxima) + 1, name


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_says_what_its_bands_are(name: str, width: str) -> None:
    """No reader takes them for confidence intervals."""
    assert "would be" in SHOWN[name, width]
    assert "printed this way" in SHOWN[name, width]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_disputes_are_those_of_the_table(width: str) -> None:
    """In its order, each with its title, its verdict by word and by mark, and its size."""
    shown, disputes = SHOWN["disputes", width], rows("disputes")
    texts = [
        re.sub("<[^>]+>", "", re.sub("</tspan><tspan", "</tspan> <tspan", text)).replace(
            "&amp;", "&"
        )
        for text in re.findall(r"<text.*?</text>", shown)
    ]
    titles = {row["title"] for row in disputes}
    assert [text for text in texts if text in titles] == [row["title"] for row in disputes]
    verdicts = [text for text in texts if text.endswith("% apart")]
    assert len(verdicts) == len(disputes)
    for text, row in zip(verdicts, disputes, strict=True):
        word, size = text.removesuffix("% apart").split(", ")
        assert word == row["finding"]
        assert float(size) == pytest.approx(float(row["difference_percent"]), rel=0.05)
    conflicts = [row for row in disputes if row["finding"] == "conflict"]
    assert shown.count('h8.9v8.9h-8.9Z" fill="#a3001b"') == len(conflicts)
    assert shown.count('fill="#ffffff" stroke="#a3001b"') == len(disputes) - len(conflicts)


@pytest.mark.parametrize("width", WIDTHS)
def test_both_sides_of_a_dispute_are_links(width: str) -> None:
    """In the order of the comparison that causes it, and with what it says."""
    labels = [(address, label) for address, label, _ in LINK.findall(SHOWN["disputes", width])]
    causes = [cells("findings")[row["cause"]] for row in rows("disputes")]
    sides = [cause[f"{side}_side"] for cause in causes for side in ("left", "right")]
    assert [address for address, _ in labels] == [
        re.findall(r"[a-z_]+/[^]]+", side)[0] for side in sides
    ]
    assert labels[:2] == [
        ("statements/soviet-nkvd-died/value", "Soviet NKVD figures: 381,067 died"),
        (
            "statements/lead-commission-died/value",
            "Commission headed by Erich Maschke: 1,094,250 died",
        ),
    ]
    said = [label for _, label in labels]
    assert "Rüdiger Overmans: at most 1,000,000 died" in said
    assert "Rüdiger Overmans: ×1.51" in said
    both = "Soviet records and Commission headed by Erich Maschke: 3,349,360 held and died"
    assert both in said


@pytest.mark.parametrize("width", WIDTHS)
def test_the_larger_side_reaches_a_hundred_percent(width: str) -> None:
    """And the other as many percent less as the table says that they are apart."""
    numbers = re.findall(r'<path d="M([-.\d]+),[-.\d]+h3v17h-3Z"', SHOWN["disputes", width])
    middles = [float(left) + 1.5 for left in numbers][2:]  # behind those that explain the marks
    pairs = list(zip(middles[::2], middles[1::2], strict=True))
    hundred = max(middles)
    for pair, row in zip(pairs, rows("disputes"), strict=True):
        assert max(pair) == pytest.approx(hundred, abs=0.1)
        apart = float(row["difference_percent"]) / 100 * hundred
        assert hundred - min(pair) == pytest.approx(apart, abs=0.2), row["dispute"]


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
