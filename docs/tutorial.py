# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # German prisoners of war in the Soviet Union: from a figure to its evidence
#
# Besides the package this needs `matplotlib`; nothing is fetched.

# %%
import matplotlib.pyplot as plt
import pandas as pd

import german_pows_ussr as pows

pows.tables()

# %% [markdown]
# ## Load
#
# Every table has the types of its schema. `fields` is its codebook.

# %%
held = pows.load("prisoners_held")
held.tail()

# %%
pows.fields("prisoners_held")

# %% [markdown]
# ## Trace
#
# Which words of the article became this number, and who says so?

# %%
peak = held.sort_values("prisoners")["period"].iloc[-1]
print(pows.trace(f"prisoners_held/{peak}/prisoners"))

# %% [markdown]
# The parts of a trace can also be used one by one.

# %%
place = pows.trace(f"prisoners_held/{peak}/prisoners")
place.exact, place.places[0].line, place.asserted_by.source

# %% [markdown]
# Every cell has a trace, editorial readings too: which words support that a figure counts the dead?

# %%
print(pows.trace("statements/lead-overmans-died/measure"))

# %% [markdown]
# ## Draw the quarterly series
#
# The article does not say to which day of its quarter a count belongs, so each is drawn as a bar
# from the first day of the quarter to the last. Quarters that are missing, not zero, are left
# blank. The figures of the prose are drawn on top.

# %% mystnb={"image": {"alt": "Prisoners held: quarters as bars, figures of the prose as circles"}}
series, axes = plt.subplots(figsize=(9, 4.5), layout="constrained")
first, last, label = held["period_start"], held["period_end"], "table, after Overmans 2000, p. 246"
axes.hlines(held["prisoners"] / 1e6, first, last, color="black", linewidth=3, label=label)

prose = pows.load("figures").query("topic == 'held' and figure.str.startswith('statements/')")
prose = prose[(prose["unit"] == "persons") & prose["period"].notna()]
at = pd.to_datetime(prose["period"].str.split("/").str[0], format="ISO8601")
axes.plot(
    at, prose["value"] / 1e6, "o", mfc="none", mec="tab:red", ms=9, label="prose of the article"
)
axes.set(ylabel="prisoners held, millions", ylim=(0, None))
axes.set_title("German prisoners of war held by the Soviet Union", loc="left")
axes.legend(frameon=False)
axes.spines[["top", "right"]].set_visible(False)

# %% [markdown]
# One circle stands apart: the figure of Soviet records for the end of the war. `findings` has
# the comparison in numbers.

# %%
findings = pows.load("findings").set_index("comparison")
findings.loc["held-end-of-war", ["left_value", "right_value", "difference", "finding", "note"]]

# %% [markdown]
# ## Compare
#
# How many were captured, and how many died? These are the rival figures for all the prisoners, whom
# the article calls by three names. Parts of a whole are left out, and repeats are counted once.

# %%
statements = pows.load("statements")
parts = statements.loc[statements["part_of"].notna(), "statement"]


def rivals(topic):
    """Select the rival figures for all the prisoners."""
    figures = pows.compare(topic).query("compared_as == 'german_prisoners' and unit == 'persons'")
    return figures[~figures["claim"].isin(parts)]


rivals("died")[["printed", "printed_low", "printed_high", "qualifier", "asserted_by_name"]]

# %% [markdown]
# Each is drawn with its bounds, the range of numbers that would be printed that way. "Up to 1.0
# million" begins at zero.

# %% mystnb={"image": {"alt": "Figures for captured and died, each with its bounds, by source"}}
estimates, panels = plt.subplots(2, figsize=(9, 5.5), layout="constrained", sharex=True)
panels[1].set(xlabel="millions", xlim=(0, None))
for axes, measure in zip(panels, ["captured", "died"], strict=True):
    shown = rivals(measure)
    least, value, most = (shown[name] / 1e6 for name in ("printed_low", "value", "printed_high"))
    rows, ends = range(len(shown)), [(value - least.fillna(0)), most - value]
    axes.errorbar(value, rows, xerr=ends, fmt="o", color="black", ecolor="gray", capsize=3)
    axes.set_yticks(rows, shown["asserted_by_name"] + ": " + shown["printed"])
    axes.set_title(measure, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    axes.invert_yaxis()

# %% [markdown]
# ## Cite
#
# Cite the package, or a single figure with its own source and its place in the article.

# %%
print(pows.cite())

# %%
print(pows.cite(f"prisoners_held/{peak}/prisoners", style="bibtex"))
