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
# Load a table, trace a figure to the words it was read from, compare what rival sources say, draw
# both, and cite. Needs `matplotlib` beside the package; nothing is fetched.

# %%
import matplotlib.pyplot as plt
import pandas as pd

import german_pows_ussr as pows

pows.tables()

# %% [markdown]
# ## Load
#
# Every table comes with the types of its schema. `fields` is its codebook: where a column comes
# from (`origin`), its unit, and what an empty cell means.

# %%
held = pows.load("prisoners_held")
held.tail()

# %%
pows.fields("prisoners_held")

# %% [markdown]
# ## Trace
#
# Which words of the article became this number, and on whose word does the article print it?

# %%
peak = held.sort_values("prisoners")["period"].iloc[-1]
print(pows.trace("prisoners_held", peak, "prisoners"))

# %% [markdown]
# The parts of a trace can be used, too.

# %%
place = pows.trace("prisoners_held", peak, "prisoners")
place.exact, place.line, place.asserted_by.source

# %% [markdown]
# Every cell has one, an editor's reading, too: what bears out that a figure counts the dead?

# %%
print(pows.trace("statements", "lead-overmans-died", "measure"))

# %% [markdown]
# ## Draw the quarterly series
#
# The article does not say to which day of its quarter a count belongs, so each is drawn as a bar
# from the first day of the quarter to the last. After 1945 it counts fourth quarters only: what
# lies between is missing, not zero, and stays empty. The figures of the prose are laid over it.

# %%
figure, axes = plt.subplots(figsize=(9, 4.5), layout="constrained")
axes.hlines(
    held["prisoners"] / 1e6, held["period_start"], held["period_end"], color="black", linewidth=3,
    label="table, after Overmans 2000, p. 246",
)  # fmt: skip

prose = pows.compare("held").query("address.str.startswith('statements/')")
at = pd.to_datetime(prose["period"].str.split("/").str[0], format="ISO8601")
axes.plot(
    at, prose["value"] / 1e6, "o", mfc="none", mec="tab:red", ms=9, label="prose of the article"
)
axes.set(ylabel="prisoners held, millions", ylim=(0, None))
axes.set_title("German prisoners of war held by the Soviet Union", loc="left")
axes.spines[["top", "right"]].set_visible(False)
axes.legend(frameon=False)
series = figure

# %% [markdown]
# One circle stands apart: what Soviet records give for the end of the war. `reconciliation` says so
# in figures.

# %%
findings = pows.load("reconciliation").set_index("check")
findings.loc["held-end-of-war", ["left_value", "right_value", "difference", "finding", "note"]]

# %% [markdown]
# ## Compare
#
# How many died? Rival figures, those of one population only, no parts of a whole; what the article
# says twice is folded.

# %%
died = pows.compare("died")
of_all = ["wehrmacht", "german_military", "german_prisoners"]
statements = pows.load("statements")
parts = "statements/" + statements.loc[statements["part_of"].notna(), "statement"] + "/value"
rivals = died[died["population"].isin(of_all) & ~died["address"].isin(parts)]
rivals[["printed", "qualifier", "asserted_by", "reported_by", "repeated_at"]]

# %% [markdown]
# A maximum is not an estimate: it is drawn as all that lies below it.

# %%
figure, axes = plt.subplots(figsize=(9, 3.2), layout="constrained")
rows = range(len(rivals))
values = rivals["value"] / 1e6
bound = rivals["qualifier"] == "at_most"
axes.hlines([row for row in rows if bound.iloc[row]], 0, values[bound], color="gray", linestyle=":")
axes.scatter(values, rows, color="black", marker="o", zorder=2)
limit = bound.map({True: " (at most)", False: ""})
axes.set_yticks(rows, rivals["asserted_by"] + ": " + rivals["printed"] + limit)
axes.set(xlabel="deaths, millions", xlim=(0, 1.2))
axes.set_title("German prisoners of war who died in Soviet hands", loc="left")
axes.spines[["top", "right"]].set_visible(False)
axes.invert_yaxis()
estimates = figure

# %% [markdown]
# ## Cite
#
# The package, or a single figure with its own source and its place in the article.

# %%
print(pows.cite())

# %%
print(pows.cite("prisoners_held", peak, "prisoners", style="bibtex"))
