"""What does a user get from the installed wheel, in another folder?

The checkout hides what a wheel lacks: a file that was not packed, a dependency that only the
developers have. So the wheel is installed with its one dependency and nothing else, and asked there.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import duckdb
import polars as pl
import pytest
from conftest import DESCRIPTOR, ROOT, SCHEMAS, Installation, expected_dtype, hatchling
from polars.testing import assert_frame_equal

POLARS_TYPES = {
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}


def installed_path(installation: Installation, table: str, format: str) -> Path:
    """What ``path`` answers in the clean environment."""
    code = f"import german_pows_ussr as pows; print(pows.path({table!r}, {format!r}))"
    return Path(installation.run(code).strip())


def test_it_lies_where_it_was_installed(installation: Installation) -> None:
    """Neither the code nor the data come from the checkout."""
    found = installation.run(
        "import german_pows_ussr as pows; print(pows.__file__); print(pows.path('events'))"
    )
    module, events = (Path(line) for line in found.splitlines())
    assert module.parent.samefile(installation.package)
    assert events.parent.parent.samefile(installation.package)


def test_the_environment_is_clean(installation: Installation) -> None:
    """Nothing is there that the wheel does not ask for; not even Parquet."""
    code = "import importlib.util as u; print([n for n in ('pyarrow', 'frictionless', 'pytest', 'msgspec') if u.find_spec(n)])"
    assert installation.run(code).strip() == "[]"


def test_the_tables_load_with_the_types_of_their_schemas(installation: Installation) -> None:
    """Shape and dtypes, without pyarrow."""
    code = """
import json, german_pows_ussr as pows
def kinds(frame):
    return {name: str(dtype).partition("[")[0] for name, dtype in frame.dtypes.items()}
frames = {table: pows.load(table) for table in pows.tables()}
print(json.dumps({table: [len(frame), kinds(frame)] for table, frame in frames.items()}))
"""
    assert json.loads(installation.run(code)) == {
        table: [
            len((ROOT / f"resources/{table}.csv").read_text(encoding="utf-8").splitlines()) - 1,
            {field["name"]: expected_dtype(field) for field in schema["fields"]},
        ]
        for table, schema in SCHEMAS.items()
    }


@pytest.mark.parametrize("table", SCHEMAS)
def test_duckdb_and_polars_read_the_parquet_file(installation: Installation, table: str) -> None:
    """The same values as in the CSV file, with the types of the schema."""
    file = installed_path(installation, table, "parquet")
    types = {field["name"]: POLARS_TYPES[field["type"]] for field in SCHEMAS[table]["fields"]}
    expected = pl.read_csv(installed_path(installation, table, "csv"), schema=types)
    assert_frame_equal(pl.read_parquet(file), expected)
    assert duckdb.connect().execute(f"select * from '{file}'").fetchall() == expected.rows()


def test_a_figure_is_traced(installation: Installation) -> None:
    """The documented example, printed far from the checkout."""
    code = "import german_pows_ussr as pows; print(pows.trace('prisoners_held', '1945-Q2', 'prisoners'))"
    printed = installation.run(code)
    assert "| | II | 2,000,000 |" in printed
    assert "article.txt, line 42, characters 6594-6603" in printed


def test_importing_does_no_work(installation: Installation) -> None:
    """Neither pandas nor the descriptor is read before somebody asks for it."""
    code = """
import sys, german_pows_ussr as pows
from german_pows_ussr import _package
pows.tables(); pows.path("events"); pows.trace("prisoners_held", "1945-Q2", "prisoners")
print("pandas" in sys.modules, "numpy" in sys.modules)
"""
    assert installation.run(code).strip() == "False False"
    fresh = "import german_pows_ussr._package as p; print(p.descriptor.cache_info().currsize)"
    assert installation.run(fresh).strip() == "0"


def test_the_installed_folder_is_a_valid_data_package(installation: Installation) -> None:
    """The descriptor lies beside the code and describes the files there."""
    assert json.loads((installation.package / "datapackage.json").read_bytes()) == DESCRIPTOR
    for resource in DESCRIPTOR["resources"]:
        content = (installation.package / resource["path"]).read_bytes()
        assert f"sha256:{hashlib.sha256(content).hexdigest()}" == resource["hash"]


def test_the_wheel_carries_no_transcription_code(distributions: Path) -> None:
    """The accessor, the published files, the metadata; the type marker among them."""
    (wheel,) = distributions.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    package = {
        name.removeprefix("german_pows_ussr/")
        for name in names
        if name.startswith("german_pows_ussr/")
    }
    code = {path.name for path in (ROOT / "src/german_pows_ussr").iterdir() if path.is_file()}
    assert {"__init__.py", "_trace.py", "py.typed"} <= code
    assert package == code | {"datapackage.json"} | {
        resource["path"] for resource in DESCRIPTOR["resources"]
    } | {f"docs/pictures/{path.name}" for path in (ROOT / "docs/pictures").glob("*.vl.json")}
    assert all(name.startswith(("german_pows_ussr/", "german_pows_ussr-")) for name in names)


def test_the_wheel_asks_for_pandas_and_nothing_else(distributions: Path) -> None:
    """One dependency; Parquet is an extra."""
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        metadata = archive.read(name).decode()
    required = [
        line.removeprefix("Requires-Dist: ")
        for line in metadata.splitlines()
        if line.startswith("Requires-Dist")
    ]
    assert sorted(required) == sorted(
        [
            "pandas>=2.0",
            "pyarrow>=14; extra == 'parquet'",
            "polars>=1; extra == 'polars'",
            "xlsxwriter>=3; extra == 'excel'",
            "altair>=6; extra == 'charts'",
            "pyreadstat>=1.2; extra == 'statistics'",
            "shtab>=1.6; extra == 'completion'",
        ]
    )
    assert f"\nVersion: {DESCRIPTOR['version']}\n" in metadata


def test_the_source_distribution_gives_the_same_wheel(distributions: Path, tmp_path: Path) -> None:
    """Built from the sdist, every file in the wheel is the same."""
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (project,) = tmp_path.iterdir()
    hatchling(project, tmp_path / "dist", "-t", "wheel")
    (direct,), (indirect,) = distributions.glob("*.whl"), (tmp_path / "dist").glob("*.whl")
    assert direct.read_bytes() == indirect.read_bytes()


def test_it_works_from_the_checkout() -> None:
    """With nothing installed but pandas, from another folder."""
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); import german_pows_ussr as pows; print(len(pows.load('events')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd="/", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "13"


def test_the_files_are_verified_in_milliseconds(installation: Installation) -> None:
    """Without pandas and without frictionless, which the full validation asks for by name."""
    code = """
import sys, german_pows_ussr as pows
print(len(pows.verify()), "pandas" in sys.modules)
try:
    pows.verify(full=True)
except ModuleNotFoundError as error:
    print(error)
"""
    assert (
        installation.run(code)
        == f"{len(DESCRIPTOR['resources'])} False\nthe full validation needs frictionless: pip install frictionless\n"
    )
