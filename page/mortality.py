"""How many of each nationality died: shares and counts -> a picture."""

from __future__ import annotations

from german_pows_ussr._package import descriptor, rows

from .drawing import Scale, link, picture, tag, words
from .picture import WIDE, Picture, names


def mortality() -> Picture:
    """Shares with their counts, in order, the residual and the total apart."""
    cells = {row["nationality"]: row for row in rows("prisoners_by_nationality")}
    printed = {
        place["row"]: place["exact"]
        for place in rows("provenance")
        if (place["resource"], place["field"]) == ("prisoners_by_nationality", "died_percent")
    }
    kinds = ("nationality", "residual", "total")
    ordered = sorted(
        cells.values(), key=lambda row: (kinds.index(row["row_kind"]), -float(row["died_percent"]))
    )
    resource = next(r for r in descriptor()["resources"] if r["name"] == "prisoners_by_nationality")
    first = ordered[0]
    return Picture(
        name="mortality",
        title="Share of the prisoners who died, by nationality",
        caption=(
            "Shares as printed, beside the counts from which they come. Small groups have large "
            "shares by little; 'others' is what is left over, not a nationality."
        ),
        source=f"{resource['title']}; {names()['nkvd-figures']}, after {names()['krivosheev']}.",
        alternative=(
            f"{len(ordered)} bars. The highest share of a nationality is "
            f"{printed[first['nationality']]} ({first['nationality']}); of the residual "
            f"{printed['others']}; of all {printed['Total']}."
        ),
        columns=("nationality", "died, share as printed", "died", "accounted for"),
        data=[
            (
                row["nationality"],
                printed[row["nationality"]],
                f"{int(row['died_in_captivity']):,}",
                f"{int(row['accounted_for']):,}",
            )
            for row in ordered
        ],
        key=[],
        draw=lambda width: draw_mortality(width, ordered, printed),
    )


def draw_mortality(width: int, ordered: list[dict[str, str]], printed: dict[str, str]) -> str:
    """Bars from the left, their share and their counts beside them."""
    left, right, step = 124, *((180, 24) if width == WIDE else (44, 42))
    highest = max(float(row["died_percent"]) for row in ordered)
    x = Scale(0, highest, left, width - right)
    parts, y, kind = [], 18.0, "nationality"
    for row in ordered:
        y += 14 if row["row_kind"] != kind else 0
        kind = row["row_kind"]
        name = row["nationality"]
        counts = f"{int(row['died_in_captivity']):,} of {int(row['accounted_for']):,}"
        end = x(float(row["died_percent"]))
        parts.append(
            link(
                f"prisoners_by_nationality/{name}/died_percent",
                f"{name}: {printed[name]} died, {counts}",
                words(name, left - 8, y + 4, "label", "end"),
                tag("rect", x=left, y=y - 7, width=end - left, height=14, class_=f"bar {kind}"),
                words(printed[name], end + 5, y + 4, "label strong"),
                words(counts, width, y + 4, "label soft", "end")
                if width == WIDE
                else words(counts, left, y + 21, "label soft"),
            )
        )
        y += step
    shown = "Share of the prisoners who died, by nationality, in percent"
    return picture(width, y - 6, f"mortality-{width}", shown, parts)
