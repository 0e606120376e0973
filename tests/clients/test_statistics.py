"""Do programs of statistics read from the Stata and SPSS exports what was published?"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from client_lines import Client
from conftest import SCHEMAS
from published import PROGRAMS, TYPES, assert_read, exports, from_csv, run

TABLES = ("prisoners_held", "prisoners_by_nationality", "statements")
"""Between them they have every type, a vocabulary, and cells that are empty."""

GRETL_KEEPS = 61
"""How many bytes of a text gretl keeps."""

STATA_BEGINS = date(1960, 1, 1)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each table in each of the two formats."""
    folder = tmp_path_factory.mktemp("statistics")
    names = [f"{table}{suffix}" for table in TABLES for suffix in (".dta", ".sav")]
    exports({folder / name: Path(name).stem for name in names})
    return {name: folder / name for name in names}


def test_haven(client: Client, files: dict[str, Path]) -> None:
    """Every cell of both formats; a vocabulary by its labels."""
    script = client.installed("haven", "Rscript", "r-cran-haven")
    client.says("haven", run(script, PROGRAMS / "haven.R", *files.values()))
    client.reads(f"{len(files)} files of Stata and SPSS")
    for name, file in files.items():
        assert_read(Path(name).stem, from_csv(Path(f"{file}.csv").read_text(encoding="utf-8")))


def test_gretl(client: Client, files: dict[str, Path], tmp_path: Path) -> None:
    """Every number, code and day of the Stata files; of a text, as much as gretl keeps."""
    command = client.installed("gretl", "gretlcli", "gretl")
    client.reads(f"{len(TABLES)} files of Stata")
    for table in TABLES:
        store, script = tmp_path / f"{table}.csv", tmp_path / f"{table}.inp"
        script.write_text(f'open "{files[f"{table}.dta"]}"\nstore "{store}"\n', encoding="utf-8")
        run(command, "-b", script, folder=tmp_path)
        found = from_csv(store.read_text(encoding="utf-8"))
        assert_read(table, [decoded(table, row) for row in found], keeps=GRETL_KEEPS)


def decoded(table: str, row: dict[str, str]) -> dict[str, str]:
    """A row of gretl with the terms of its codes and the days of its dates."""
    return {name: plain(table, name, text) for name, text in row.items()}


def plain(table: str, name: str, text: str) -> str:
    """A cell of gretl, which prints codes, and days since 1960."""
    (field,) = (field for field in SCHEMAS[table]["fields"] if field["name"] == name)
    if text in ("", "NA"):
        return ""
    if "vocabulary" in field:
        return str(list(field["vocabulary"])[int(text) - 1])
    if field["type"] == "date":
        return str(STATA_BEGINS + timedelta(days=int(text)))
    return text


def test_pspp(client: Client, files: dict[str, Path], tmp_path: Path) -> None:
    """Every cell of the SPSS files, vocabularies by their labels; counts without decimals."""
    command = client.installed("PSPP", "pspp", "pspp")
    client.reads(f"{len(TABLES)} files of SPSS")
    for table in TABLES:
        store, script = tmp_path / f"{table}.csv", tmp_path / f"{table}.sps"
        script.write_text(
            f"GET FILE='{files[f'{table}.sav']}'.\nDISPLAY DICTIONARY.\nDISPLAY DOCUMENTS.\n"
            f"SAVE TRANSLATE /OUTFILE='{store}' /TYPE=CSV /FIELDNAMES /CELLS=LABELS.\n",
            encoding="utf-8",
        )
        shown = run(command, script, folder=tmp_path)
        assert "how to cite" in shown
        assert table != "prisoners_held" or re.search(r"year .*F4\.0", shown)
        found = from_csv(store.read_text(encoding="utf-8"))
        assert_read(table, [
            {name: iso(text) if TYPES[table][name] == "date" else text for name, text in row.items()}
            for row in found
        ])  # fmt: skip


def iso(printed: str) -> str:
    """'05/31/1945' -> '1945-05-31'; PSPP prints an empty date as a blank."""
    month, _, rest = printed.strip().partition("/")
    day, _, year = rest.partition("/")
    return f"{year}-{month}-{day}" if year else ""
