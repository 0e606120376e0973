"""Is whatever was damaged noticed before anybody calculates with it?

What was published does not match its published SHA-256 where a wheel was installed, of which the ``RECORD`` knows every file;
in a checkout, where ``ro-crate-metadata.json`` does; and where only the descriptor tells.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import DESCRIPTOR, ROOT, SCHEMAS
from installations import forget, lying_in, unpacked

import german_pows_ussr as pows

HELD = "resources/prisoners_held.csv"
FEW, MANY = 10_007, 331
"""At every so many bytes of the descriptor one does not match its published SHA-256, each by itself."""


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Path]:
    """The published files and nothing that recorded them."""
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    with lying_in(tmp_path) as folder:
        yield folder


@pytest.fixture
def checkout(bare: Path) -> Path:
    """The published files as a checkout has them."""
    shutil.copy(ROOT / "ro-crate-metadata.json", bare)
    forget()
    return bare


@pytest.fixture
def installed(tmp_path: Path, distributions: Path) -> Iterator[Path]:
    """The folder of the installed package."""
    (wheel,) = distributions.glob("*.whl")
    with lying_in(unpacked(wheel, tmp_path)) as folder:
        yield folder


def refused(*parts: str) -> None:
    """The package is refused, with every one of these parts in the message."""
    forget()
    with pytest.raises(pows.DamagedPackageError) as error:
        pows.verify()
    for part in (*parts, "; reinstall"):
        assert part in str(error.value), part


def alter(file: Path, place: int = -1) -> None:
    """Another byte in the place of one."""
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)


def falsify(folder: Path, renew: bool = True) -> None:
    """Another figure of the same length, and its hash made to fit."""
    file = folder / HELD
    published = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(file.read_bytes().replace(b",4,26000", b",5,26000"))
    if renew:
        descriptor = folder / "datapackage.json"
        new = hashlib.sha256(file.read_bytes()).hexdigest()
        descriptor.write_bytes(descriptor.read_bytes().replace(published.encode(), new.encode()))
    forget()


def test_verify_gives_the_hash_of_every_file() -> None:
    """The descriptor first, so that it can be held against the release's; then what it lists."""
    assert pows.verify().files == {
        path: hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
        for path in ["datapackage.json", *(entry["path"] for entry in DESCRIPTOR["resources"])]
    }
    assert next(iter(pows.verify().files)) == "datapackage.json"


def test_of_what_was_installed_page_and_code_are_verified_too(installed: Path) -> None:
    """Every file of the wheel."""
    files = {str(path.relative_to(installed)) for path in installed.rglob("*") if path.is_file()}
    assert set(pows.verify().files) == files
    assert {"_files.py", "py.typed", "index.html", "datapackage.json", HELD} <= files


@pytest.mark.parametrize("every", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
@pytest.mark.parametrize("where", ["installed", "checkout"])
def test_every_altered_byte_of_the_descriptor_is_noticed(
    where: str, every: int, request: pytest.FixtureRequest
) -> None:
    """By whatever recorded it; and no table is loaded by such a descriptor."""
    file: Path = request.getfixturevalue(where) / "datapackage.json"
    published = file.read_bytes()
    for place in range(0, len(published), every):
        alter(file, place)
        refused("datapackage.json does not match its published SHA-256")
        with pytest.raises(pows.DamagedPackageError, match=r"datapackage\.json does not match"):
            pows.load("events")
        file.write_bytes(published)


def test_every_altered_and_every_missing_file_is_named(installed: Path) -> None:
    """Data, page and code, all at once; that a module is missing is for Python to notice."""
    files = [path for path in installed.rglob("*") if path.is_file() and path.stat().st_size]
    for file in files:
        alter(file)
    refused(
        *(
            f"{file.relative_to(installed).as_posix()} does not match its published SHA-256"
            for file in files
        )
    )
    for file in files:
        alter(file)
    assert len(pows.verify().files) > 40
    for entry in DESCRIPTOR["resources"]:
        (installed / entry["path"]).unlink(missing_ok=True)
    refused(*(f"resources/{table}.csv is missing" for table in SCHEMAS), "article.txt is missing")
    (installed / "datapackage.json").unlink()
    refused("no datapackage.json")


def test_a_file_that_the_wheel_does_not_know_is_noticed(installed: Path) -> None:
    """It may stand in for a module of ours; but not what Python compiled."""
    (installed / "__pycache__").mkdir()
    (installed / "__pycache__" / "_cite.cpython-311.pyc").touch()
    forget()
    assert pows.verify()
    (installed / "_cite.abi3.so").touch()
    (installed / "resources" / "more.csv").touch()
    refused(
        "_cite.abi3.so is not a file of the package; resources/more.csv is not a file of the package"
    )


@pytest.mark.parametrize("where", ["installed", "checkout"])
def test_a_figure_with_its_hash_renewed_is_noticed(
    where: str, request: pytest.FixtureRequest
) -> None:
    """The descriptor that vouches for it is not the one recorded."""
    falsify(request.getfixturevalue(where))
    refused(
        "datapackage.json does not match its published SHA-256",
        f"{HELD} does not match its published SHA-256",
    )


@pytest.mark.parametrize("where", ["installed", "checkout"])
def test_a_dropped_resource_is_noticed(where: str, request: pytest.FixtureRequest) -> None:
    """Which files there must be is not left to the descriptor."""
    folder: Path = request.getfixturevalue(where)
    kept = DESCRIPTOR | {"resources": DESCRIPTOR["resources"][:1]}
    (folder / "datapackage.json").write_text(json.dumps(kept), encoding="utf-8")
    (folder / HELD).write_text("quarter\n", encoding="utf-8")
    refused(
        "datapackage.json does not match its published SHA-256",
        f"{HELD} does not match its published SHA-256",
    )


def test_a_record_that_an_older_version_left_does_not_matter(installed: Path) -> None:
    """Wherever it comes in the alphabet; but it does not vouch for an altered descriptor."""
    (own,) = installed.parent.glob("*.dist-info")
    for version in ("0.0.1", "99.0"):
        stale = installed.parent / f"german_pows_ussr-{version}.dist-info"
        shutil.copytree(own, stale)
        lines = (stale / "RECORD").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if "datapackage.json" not in line]
        record = "german_pows_ussr/datapackage.json,sha256=AAAA,1\n" + "\n".join(kept[::2])
        (stale / "RECORD").write_text(record, encoding="utf-8")
        (stale / "METADATA").unlink()
    forget()
    assert "index.html" in pows.verify().files
    (note,) = pows.verify().notes
    assert note.startswith("two installations in ")
    assert all(version in note for version in ("0.0.1", "99.0", pows.__version__))
    falsify(installed)
    refused("datapackage.json does not match its published SHA-256", "two installations in ")


RECORDS = {
    "empty": b"",
    "without the descriptor": b"german_pows_ussr/_files.py,sha256=x,1\n",
    "no table": b"german_pows_ussr/datapackage.json\n",
    "no hash": b"german_pows_ussr/datapackage.json,sha256=?,1\n",
    "no text": b"\xff\xfe",
}
CRATES = [b"{}", b"[]", b'{"@graph": [1]}', b"\xff"]


def test_a_broken_record_is_named(installed: Path) -> None:
    """It cannot be passed over."""
    (record,) = installed.parent.glob("*.dist-info/RECORD")
    for what, content in RECORDS.items():
        record.write_bytes(content)
        refused(
            "datapackage.json does not match its published SHA-256"
            if what == "no hash"
            else "the record of "
        )


def test_a_broken_crate_is_named(checkout: Path) -> None:
    """Likewise."""
    for content in CRATES:
        (checkout / "ro-crate-metadata.json").write_bytes(content)
        refused("the record of ")


def test_a_missing_file_and_a_truncated_one_are_named(bare: Path) -> None:
    """With how to repair it."""
    file = bare / "resources" / "events.csv"
    file.write_bytes(file.read_bytes()[:-10])
    truncated = r"events\.csv does not match its published SHA-256; reinstall"
    with pytest.raises(pows.DamagedPackageError, match=truncated):
        pows.load("events")
    file.unlink()
    with pytest.raises(pows.DamagedPackageError, match=r"events\.csv is missing; reinstall"):
        pows.load("events")


ASKED: dict[str, Callable[[str], object]] = {
    "load": pows.load,
    "path": pows.path,
    "trace": lambda table: pows.trace(f"{table}/1941-Q4/quarter"),
}


def test_an_edit_of_the_same_size_is_noticed(bare: Path) -> None:
    """Whoever asks for a table does not get another, so that a trace never contradicts itself."""
    falsify(bare, renew=False)
    for ask in ASKED.values():
        with pytest.raises(
            pows.DamagedPackageError,
            match=r"prisoners_held\.csv does not match its published SHA-256",
        ):
            ask("prisoners_held")


def test_an_altered_table_of_figures_or_findings_is_noticed(bare: Path) -> None:
    """By whatever looks something up in it."""
    for table in ("figures", "findings"):
        alter(bare / "resources" / f"{table}.csv", 900)
        for ask in (pows.findings, lambda: repr(pows.compare("held"))):
            with pytest.raises(pows.DamagedPackageError, match=rf"{table}\.csv does not match"):
                ask()
        alter(bare / "resources" / f"{table}.csv", 900)


def test_an_altered_page_and_picture_are_noticed(installed: Path) -> None:
    """Before they are shown."""
    alter(installed / "index.html", 2000)
    alter(installed / "docs/pictures/disputes.vl.json", 500)
    for ask, name in ((pows.read, "index.html"), (lambda: pows.chart("disputes"), "disputes")):
        with pytest.raises(
            pows.DamagedPackageError, match=f"{name}.* does not match its published"
        ):
            ask()


def test_what_nothing_recorded_is_said(bare: Path) -> None:
    """Without a record neither code nor descriptor can be compared; in a checkout the code cannot."""
    (note,) = pows.verify().notes
    assert note.startswith("code, page, pictures and datapackage.json were not compared")
    shutil.copy(ROOT / "ro-crate-metadata.json", bare)
    forget()
    (note,) = pows.verify().notes
    assert note == "code, page and pictures of a checkout were not compared: ask git"
    assert note in str(pows.verify())


def test_an_altered_parquet_file_is_noticed(bare: Path) -> None:
    """Before another program reads it."""
    for table in SCHEMAS:
        alter(bare / "resources" / f"{table}.parquet", 60)
        with pytest.raises(
            pows.DamagedPackageError,
            match=rf"{table}\.parquet does not match its published SHA-256",
        ):
            pows.path(table, "parquet")


def test_verify_names_every_damaged_file(bare: Path) -> None:
    """Altered or missing, all at once."""
    (bare / "resources" / "events.csv").unlink()
    alter(bare / "resources" / "sources.parquet")
    refused(
        "resources/events.csv is missing; resources/sources.parquet does not match its published SHA-256; reinstall"
    )
