"""What does a user get from the installed wheel, in another folder?

The checkout hides what a wheel lacks: a file that was not packed, a dependency that only the
developers have. So the wheel is installed with its one dependency and nothing else, and asked there.
"""

from __future__ import annotations

import bz2
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import duckdb
import frictionless
import polars as pl
import pytest
from conftest import DESCRIPTOR, ROOT, SCHEMAS, expected_dtype
from installations import Installation, hatchling
from polars.testing import assert_frame_equal

import german_pows_ussr as pows

POLARS_TYPES = {
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}


CARRIED = [entry for entry in DESCRIPTOR["resources"] if not entry["path"].endswith(".parquet")]
"""What of the published files the wheel has room for."""


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
def test_duckdb_and_polars_read_the_parquet_file(table: str) -> None:
    """That of a checkout: the same values as in the CSV file, with the types of the schema."""
    file, text = (pows.path(table, kind) for kind in ("parquet", "csv"))
    assert file == ROOT / "resources" / f"{table}.parquet"
    types = {field["name"]: POLARS_TYPES[field["type"]] for field in SCHEMAS[table]["fields"]}
    expected = pl.read_csv(text, schema=types)
    assert_frame_equal(pl.read_parquet(file), expected)
    assert duckdb.connect().execute(f"select * from '{file}'").fetchall() == expected.rows()


def test_a_path_of_the_wheel_is_that_of_a_csv_file(installation: Installation) -> None:
    """Parquet is refused in a line, for the wheel has none."""
    code = """
import german_pows_ussr as pows
print(pows.path("events").name)
try:
    pows.path("events", "parquet")
except pows.UnknownNameError as error:
    print(error)
"""
    assert installation.run(code) == (
        "events.csv\nno format 'parquet' in table events; there are csv\n"
    )


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
    """The descriptor lies beside the code, and says of the files there what the published one says."""
    described = json.loads((installation.package / "datapackage.json").read_bytes())
    assert described == DESCRIPTOR | {"resources": CARRIED}
    assert frictionless.validate(installation.package / "datapackage.json").valid
    found = {path.name for path in (installation.package / "resources").iterdir()}
    assert found == {Path(resource["path"]).name for resource in CARRIED}


def test_the_wheel_carries_no_transcription_code(distributions: Path) -> None:
    """The accessor, the published files but Parquet, the metadata; the type marker among them."""
    (wheel,) = distributions.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    package = {
        name.removeprefix("german_pows_ussr/")
        for name in names
        if name.startswith("german_pows_ussr/")
    }
    code = {path.name for path in (ROOT / "src/german_pows_ussr").iterdir() if path.is_file()}
    assert {"__init__.py", "_trace.py", "py.typed"} <= code
    specifications = {
        f"docs/pictures/{path.name}" for path in (ROOT / "docs/pictures").glob("*.vl.json")
    }
    carried = (
        code | specifications | {"datapackage.json"} | {resource["path"] for resource in CARRIED}
    )
    assert package - {"frame.html.bz2"} == carried
    assert all(name.startswith(("german_pows_ussr/", "german_pows_ussr-")) for name in names)


def test_the_wheel_carries_the_frame_of_the_page(distributions: Path) -> None:
    """Packed, byte for byte."""
    (wheel,) = distributions.glob("*.whl")
    packed = zipfile.ZipFile(wheel).read("german_pows_ussr/frame.html.bz2")
    assert bz2.decompress(packed) == (ROOT / "page" / "frame.html").read_bytes()


def test_a_wheel_that_is_not_installed_says_so(distributions: Path) -> None:
    """Imported as it is, a zip, it is not damaged, and nothing is to be reinstalled."""
    (wheel,) = distributions.glob("*.whl")
    code = (
        f"import sys; sys.path.insert(0, {str(wheel)!r})\nimport german_pows_ussr as p; p.tables()"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith("; install the wheel: it is not read while zipped\n")


def test_the_wheel_carries_the_charts_without_blanks(distributions: Path) -> None:
    """What the published ones say, in the fewest bytes."""
    (wheel,) = distributions.glob("*.whl")
    for published in (ROOT / "docs/pictures").glob("*.vl.json"):
        packed = zipfile.ZipFile(wheel).read(f"german_pows_ussr/docs/pictures/{published.name}")
        specification = json.loads(published.read_bytes())
        compact = json.dumps(specification, ensure_ascii=False, separators=(",", ":"))
        assert packed.decode() == f"{compact}\n"


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
            "pyreadstat>=1.3.1; extra == 'statistics'",
            
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


def test_the_source_distribution_holds_what_git_knows(distributions: Path) -> None:
    """Every file of the repository but the gate's, and what a distribution says of itself."""
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True)
    known = {path for path in done.stdout.splitlines() if not path.startswith(".ci/")}
    assert held == known | {"PKG-INFO"}


def test_the_wheel_holds_what_it_lists(distributions: Path) -> None:
    """Its RECORD names every file in it, once, and the published ones are among them."""
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()
        (record,) = (name for name in held if name.endswith(".dist-info/RECORD"))
        lines = archive.read(record).decode().splitlines()
    assert sorted(line.partition(",")[0] for line in lines) == sorted(held)
    published = {f"german_pows_ussr/{entry['path']}" for entry in CARRIED}
    packed = {name for name in held if name.startswith("german_pows_ussr/resources/")}
    assert packed == published


def test_a_file_that_git_does_not_know_stops_make_dist(tmp_path: Path) -> None:
    """It would be packed and in no repository; the line names it."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for command in (["git", "init", "-q"], ["git", "add", "-A"]):
        subprocess.run(command, cwd=tmp_path, check=True)
    (tmp_path / "stray.txt").write_text("mine\n", encoding="utf-8")
    command = ["make", "-o", ".venv/installed", "dist"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "dist: git does not know these files; add or delete them: stray.txt" in done.stderr


def test_it_works_from_the_checkout() -> None:
    """With nothing installed but pandas, from another folder."""
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); import german_pows_ussr as pows; print(len(pows.load('events')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd="/", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "13"


def test_the_files_are_verified_in_milliseconds(installation: Installation) -> None:
    """Data and code, without pandas or frictionless, which the full validation asks for by name."""
    code = """
import sys, german_pows_ussr as pows
print(sorted({*pows.verify()} - {"frame.html.bz2"}), "pandas" in sys.modules)
try:
    pows.verify(full=True)
except ModuleNotFoundError as error:
    print(error)
"""
    code_files = {path.name for path in (ROOT / "src/german_pows_ussr").iterdir() if path.is_file()}
    charts = {f"docs/pictures/{path.name}" for path in (ROOT / "docs/pictures").glob("*.vl.json")}
    files = {"datapackage.json", *(entry["path"] for entry in CARRIED), *code_files, *charts}
    assert (
        installation.run(code)
        == f"{sorted(files)} False\nthe full validation needs frictionless: pip install frictionless\n"
    )


def test_the_command_is_installed_with_it(installation: Installation) -> None:
    """As a command, which imports pandas only where a frame is needed."""
    command = installation.python.with_name("german-pows-ussr")
    assert Path(command).is_file()
    code = """
import contextlib, io, sys
from german_pows_ussr._command import main
for line in ("tables", "trace prisoners_held/1945-Q2/prisoners", "cite", "verify", "show events", "fields events"):
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(line.split()) == 0
print("pandas" in sys.modules)
"""
    assert installation.run(code).strip() == "False"
