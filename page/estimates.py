"""Who says how many were captured, and how many died: rival figures -> a picture."""

from __future__ import annotations

from textwrap import wrap

from german_pows_ussr import compare
from german_pows_ussr._package import rows

from .drawing import Scale, line, link, picture, tag, ticks, whisker, words
from .picture import MILLION, WIDE, Picture, Row, records, who


def estimates() -> Picture:
    """The rival figures for the captured and for the dead on one scale."""
    panels = {measure: rivals(measure) for measure in ("captured", "died")}
    return Picture(
        name="estimates",
        title="Captured and died: who says how many",
        caption=(
            "One scale for both. A full dot is a figure without a hedge, a ring one with a hedge, "
            "a bar across a maximum; the line through it runs over all the numbers that would be "
            "printed so. Figures count different people, so they are grouped by whom they count. "
            "What the article says again is folded; what it presents as a part of another of these "
            "figures is left out."
        ),
        source="The pinned article; each figure leads to its words there.",
        alternative="; ".join(
            f"{measure}: " + ", ".join(f"{figure['printed']} ({who(figure)})" for figure in figures)
            for measure, figures in panels.items()
        )
        + ".",
        columns=(
            "measure",
            "of whom",
            "as printed",
            "least",
            "most",
            "how exactly",
            "on whose word",
        ),
        data=[
            (
                measure,
                figure["population"].replace("_", " "),
                figure["printed"],
                f"{figure['low']:,.0f}",
                f"{figure['high']:,.0f}",
                figure["qualifier"],
                who(figure),
            )
            for measure, figures in panels.items()
            for figure in figures
        ],
        key=[],
        draw=lambda width: draw_estimates(width, panels),
    )


def rivals(measure: str) -> list[Row]:
    """The figures for a measure that are no parts of others for it, grouped by whom they count."""
    measures = {row["statement"]: row["measure"] for row in rows("statements")}
    parts = {
        row["statement"]
        for row in rows("statements")
        if row["part_of"] and measures[row["part_of"]] == measure
    }
    figures = [
        figure
        for figure in records(compare(measure))
        if figure["address"].split("/")[1] not in parts
    ]
    groups = list(dict.fromkeys(figure["population"] for figure in figures))
    return sorted(figures, key=lambda figure: groups.index(figure["population"]))


def draw_estimates(width: int, panels: dict[str, list[Row]]) -> str:
    """A line for each figure, under the people it counts."""
    highest = max(figure["high"] for figures in panels.values() for figure in figures)
    levels = ticks(highest, MILLION / 2)
    x = Scale(0, levels[-1], 6, width - 14)
    parts, y = [], 16.0
    for measure, figures in panels.items():
        parts.append(words(f"{measure.capitalize()}, in millions", 0, y, "label title"))
        y += 18
        top = y - 6
        rules: list[str] = []
        population = ""
        for figure in figures:
            if figure["population"] != population:
                population = figure["population"]
                y += 8
                parts.append(
                    words(population.replace("_", " ").capitalize(), 0, y + 4, "label soft")
                )
                y += 20
            written = wrap(f"{figure['printed']}: {who(figure)}", width // 7)
            parts.append(rival(figure, written, x, y))
            y += 18 + 16 * len(written)
        for level in levels:
            rules.append(line(x(level), top, x(level), y - 14, "rule"))
            if width == WIDE or level % MILLION == 0:
                text = f"{level / MILLION:.1f}"
                parts.append(words(text, max(x(level), 10), y, "label soft", "middle"))
        parts[:0] = rules
        y += 34
    shown = "Figures for the captured and for the dead, on one scale, in millions"
    return picture(width, y - 20, f"estimates-{width}", shown, parts)


def rival(figure: Row, written: list[str], x: Scale, y: float) -> str:
    """A figure: who says it, and where it lies."""
    at, height = x(figure["value"]), y + 16 * len(written) - 2
    marks = {
        "unhedged": tag("circle", cx=at, cy=height, r=5, class_="dot"),
        "at_most": line(at, height - 6, at, height + 6, "cap"),
    }.get(figure["qualifier"], tag("circle", cx=at, cy=height, r=5, class_="ring"))
    texts = [words(text, x(0), y + 4 + 16 * place) for place, text in enumerate(written)]
    meant = whisker(x(figure["low"]), height, x(figure["high"]), height)
    return link(figure["address"], " ".join(written), *texts, *meant, marks)
