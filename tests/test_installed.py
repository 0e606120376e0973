"""What does a user get from the installed wheel, in another folder?

The checkout hides what a wheel lacks: a file that was not packed, a dependency that only the
developers have. So the wheel is installed with its one dependency and nothing else, and asked there.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
from conftest import DESCRIPTOR, ROOT, SCHEMAS
from installations import Installation, expected_dtype, hatchling

LIMIT = 450_000
"""What the wheel may weigh, with the page and the Parquet files of the data tables."""

AUDIT = [entry["name"] for entry in DESCRIPTOR["resources"] if entry.get("group") == "audit"]
LEFT_OUT = {f"resources/{table}.parquet" for table in AUDIT}
CARRIED = [entry for entry in DESCRIPTOR["resources"] if entry["path"] not in LEFT_OUT]
"""What of the published files the wheel has room for."""

CHARTS = sorted((ROOT / "docs/pictures").glob("*.vl.json"))
SOURCE = ROOT / "src" / "german_pows_ussr"
CODE = {
    path.relative_to(SOURCE).as_posix()
    for path in SOURCE.rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
}
CONTENT = {
    *CODE,
    "datapackage.json",
    "index.html",
    *(f"docs/pictures/{path.name}" for path in CHARTS),
    *(entry["path"] for entry in CARRIED),
}
"""Every file that the wheel carries."""

ASK = """
import importlib.util, json, sys, webbrowser
import german_pows_ussr as pows
from german_pows_ussr import _files
def refusal(function, *arguments, **options):
    try:
        return str(function(*arguments, **options))
    except (LookupError, ImportError) as error:
        return str(error)
webbrowser.open = id
print(json.dumps({
    "work of importing": _files.descriptor.cache_info().currsize,
    "module": pows.__file__,
    "found": [n for n in ("pyarrow", "frictionless", "pytest", "jinja2") if importlib.util.find_spec(n)],
    "paths": {t: [str(pows.path(t)), refusal(pows.path, t, "parquet")] for t in pows.tables()},
    "trace": str(pows.trace("prisoners_held/1945-Q2/prisoners")),
    "verify": pows.verify().files,
    "notes": pows.verify().notes,
    "read": pows.read("prisoners_held/1945-Q2/prisoners"),
    "heavy": sorted({"pandas", "numpy"} & {*sys.modules}),
}))
"""


@pytest.fixture(scope="module")
def answers(installation: Installation) -> dict[str, Any]:
    """What the installed package answers, asked once for all."""
    found: dict[str, Any] = json.loads(installation.run(ASK))
    return found


@pytest.fixture(scope="session")
def archive(distributions: Path) -> zipfile.ZipFile:
    """The wheel, opened."""
    (wheel,) = distributions.glob("*.whl")
    return zipfile.ZipFile(wheel)


@pytest.fixture(scope="session")
def sdist(distributions: Path) -> Path:
    """The source distribution."""
    (found,) = distributions.glob("*.tar.gz")
    return found


def test_it_lies_where_it_was_installed(
    answers: dict[str, Any], installation: Installation
) -> None:
    """Neither the code nor the data come from the checkout."""
    assert Path(answers["module"]).parent.samefile(installation.package)
    for csv, _ in answers["paths"].values():
        assert Path(csv).parent.parent.samefile(installation.package)


def test_the_environment_is_clean(answers: dict[str, Any]) -> None:
    """Nothing is there that the wheel does not ask for; not even what reads Parquet."""
    assert answers["found"] == []


def test_importing_does_no_work(answers: dict[str, Any]) -> None:
    """The descriptor is not read before somebody asks; tracing and verifying need no pandas."""
    assert answers["work of importing"] == 0
    assert answers["heavy"] == []


def test_a_path_leads_to_a_published_file(answers: dict[str, Any]) -> None:
    """The CSV file of every table, and the Parquet file of a data table."""
    for table, (csv, parquet) in answers["paths"].items():
        assert Path(csv).read_bytes() == (ROOT / f"resources/{table}.csv").read_bytes(), table
        if table not in AUDIT:
            published = ROOT / f"resources/{table}.parquet"
            assert Path(parquet).read_bytes() == published.read_bytes(), table
        else:
            message = f"no format 'parquet' in table {table} of this installation; there are csv"
            assert parquet == message


def test_a_figure_is_traced(answers: dict[str, Any]) -> None:
    """The documented example, printed far from the checkout."""
    assert "| | II | 2,000,000 |" in answers["trace"]
    assert "article.txt, line 42, characters 6594-6603" in answers["trace"]


def test_every_file_is_verified(answers: dict[str, Any]) -> None:
    """Data, page, pictures and code; nothing is left out."""
    assert set(answers["verify"]) == CONTENT
    assert answers["notes"] == []


def test_it_opens_the_page_that_lies_beside_the_data(
    answers: dict[str, Any], installation: Installation
) -> None:
    """At a cell; jinja2 is not needed."""
    page = (installation.package / "index.html").resolve().as_uri()
    assert answers["read"] == f"{page}#prisoners_held/1945-Q2/prisoners"


@pytest.mark.slow
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


def test_the_command_is_installed_with_it(installation: Installation) -> None:
    """As a command, which imports pandas only where a frame is needed."""
    assert installation.python.with_name("german-pows-ussr").is_file()
    code = """
import contextlib, io, sys
from german_pows_ussr.__main__ import main
for line in ("tables", "trace prisoners_held/1945-Q2/prisoners", "cite", "verify", "show events", "fields events", "compare died", "find Stalingrad", "findings"):
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(line.split()) == 0
print("pandas" in sys.modules)
"""
    assert installation.run(code).strip() == "False"


def test_the_installed_folder_describes_itself(installation: Installation) -> None:
    """The descriptor lies beside the code, and says of the files there what the published one says."""
    described = json.loads((installation.package / "datapackage.json").read_bytes())
    assert described == DESCRIPTOR | {"resources": CARRIED}


@pytest.mark.slow
def test_the_installed_folder_is_a_valid_data_package(installation: Installation) -> None:
    """By frictionless."""
    assert frictionless.validate(installation.package / "datapackage.json").valid


def test_the_wheel_is_small(archive: zipfile.ZipFile) -> None:
    """So is its page: 1.2 MB, of which a server sends 140 kB."""
    assert Path(str(archive.filename)).stat().st_size <= LIMIT
    page = archive.getinfo("german_pows_ussr/index.html")
    assert page.file_size <= 1_200_000
    assert page.compress_size <= 140_000


def test_the_wheel_carries_accessor_data_charts_and_page(archive: zipfile.ZipFile) -> None:
    """And no code that transcribes or draws; its RECORD names every file in it, once."""
    names = archive.namelist()
    (record,) = (name for name in names if name.endswith(".dist-info/RECORD"))
    lines = archive.read(record).decode().splitlines()
    assert sorted(line.partition(",")[0] for line in lines) == sorted(names)
    metadata = {name for name in names if name.startswith(record.removesuffix("RECORD"))}
    assert set(names) - metadata == {f"german_pows_ussr/{name}" for name in CONTENT}
    assert {"__init__.py", "_trace.py", "py.typed"} <= CODE


def test_the_wheel_carries_the_published_bytes(archive: zipfile.ZipFile) -> None:
    """Of every table; of the charts what they say, in the fewest bytes."""
    for entry in CARRIED:
        packed = archive.read(f"german_pows_ussr/{entry['path']}")
        assert packed == (ROOT / entry["path"]).read_bytes(), entry["path"]
    for published in CHARTS:
        specification = json.loads(published.read_bytes())
        compact = json.dumps(specification, ensure_ascii=False, separators=(",", ":"))
        packed = archive.read(f"german_pows_ussr/docs/pictures/{published.name}")
        assert packed.decode() == f"{compact}\n", published.name


def test_a_wheel_that_is_not_installed_says_so(archive: zipfile.ZipFile) -> None:
    """Imported as it is, a zip, it is not damaged, and nothing is to be reinstalled."""
    code = f"import sys; sys.path.insert(0, {archive.filename!r})\nimport german_pows_ussr as p; p.tables()"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith("; install the wheel: it cannot be read while zipped\n")


def test_the_wheel_asks_for_pandas_and_nothing_else(archive: zipfile.ZipFile) -> None:
    """Whatever else it can use is an extra."""
    (name,) = (name for name in archive.namelist() if name.endswith("METADATA"))
    metadata = archive.read(name).decode()
    required = [line for line in metadata.splitlines() if line.startswith("Requires-Dist: ")]
    always = [line for line in required if "; extra == " not in line]
    assert always == ["Requires-Dist: pandas>=2.0"]
    assert len(required) > len(always)
    assert f"\nVersion: {DESCRIPTOR['version']}\n" in metadata


@pytest.mark.slow
def test_the_source_distribution_gives_the_same_wheel(
    distributions: Path, sdist: Path, tmp_path: Path
) -> None:
    """Built from the sdist, every file in the wheel is the same, the page among them."""
    with tarfile.open(sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    (project,) = tmp_path.iterdir()
    hatchling(project, tmp_path / "dist", "-t", "wheel")
    (direct,), (indirect,) = distributions.glob("*.whl"), (tmp_path / "dist").glob("*.whl")
    assert direct.read_bytes() == indirect.read_bytes()


def test_the_source_distribution_holds_what_git_knows(sdist: Path) -> None:
    """Every file of the repository but the gate's, and what a distribution says of itself."""
    with tarfile.open(sdist) as packed:
        held = {name.partition("/")[2] for name in packed.getnames()}
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True)
    known = {path for path in done.stdout.splitlines() if not path.startswith(".ci/")}
    assert held == known | {"PKG-INFO"}


def test_a_file_that_git_does_not_know_stops_make_dist(tmp_path: Path) -> None:
    """It would be packed and in no repository; the line names it."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for command in (["git", "init", "-q"], ["git", "add", "-A"]):
        subprocess.run(command, cwd=tmp_path, check=True)
    (tmp_path / "stray.txt").write_text("mine\n", encoding="utf-8")
    command = ["make", "-o", "docs", "dist"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "dist: git does not know these files; add or delete them: stray.txt" in done.stderr


@pytest.mark.slow
def test_it_works_from_the_checkout() -> None:
    """With nothing installed but pandas, from another folder."""
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); import german_pows_ussr as pows; print(len(pows.load('events')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd="/", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "13"
