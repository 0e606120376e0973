"""Is whatever was damaged noticed before anybody calculates with it?

What was published is altered where a wheel was installed, whose ``RECORD`` knows every file; in a
checkout, where ``ro-crate-metadata.json`` does; and where only the descriptor tells.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ALL, DESCRIPTOR, ROOT, SCHEMAS

import german_pows_ussr as pows
from german_pows_ussr import _package
from german_pows_ussr._command import main

EVERY = 23 if ALL else 331  # of the bytes of the descriptor one is altered, each by itself
HELD = "resources/prisoners_held.csv"


def forget() -> None:
    """Let the package find its files anew."""
    for found in (_package.root, _package.record, _package.descriptor):
        found.cache_clear()


@pytest.fixture
def look_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Path]]:
    """Make the accessor believe that it lies in some folder."""

    def move(folder: Path) -> Path:
        monkeypatch.setattr(_package, "__file__", str(folder / "_package.py"))
        forget()
        return folder

    yield move
    forget()


@pytest.fixture
def bare(tmp_path: Path, look_in: Callable[[Path], Path]) -> Path:
    """The published files and nothing that recorded them."""
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    return look_in(tmp_path)


@pytest.fixture
def checkout(bare: Path) -> Path:
    """The published files as a checkout has them."""
    shutil.copy(ROOT / "ro-crate-metadata.json", bare)
    forget()
    return bare


@pytest.fixture
def installed(tmp_path: Path, distributions: Path, look_in: Callable[[Path], Path]) -> Path:
    """The folder of the installed package."""
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    return look_in(tmp_path / "german_pows_ussr")


def refused(*parts: str) -> None:
    """The package is refused, with every one of these parts in the message."""
    forget()
    with pytest.raises(pows.DamagedPackageError) as error:
        pows.verify()
    assert all(part in str(error.value) for part in (*parts, "; reinstall"))


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
    assert pows.verify() == {
        path: hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
        for path in ["datapackage.json", *(entry["path"] for entry in DESCRIPTOR["resources"])]
    }
    assert next(iter(pows.verify())) == "datapackage.json"
    assert pows.verify(full=True) == pows.verify()


def test_of_what_was_installed_the_code_is_verified_too(installed: Path) -> None:
    """Every file of the wheel."""
    files = {str(path.relative_to(installed)) for path in installed.rglob("*") if path.is_file()}
    assert set(pows.verify()) == files
    assert {"_verify.py", "py.typed", "datapackage.json", HELD} <= files


def test_every_altered_byte_of_the_descriptor_is_noticed(installed: Path) -> None:
    """Where the package is installed; and no table is loaded by such a descriptor."""
    file = installed / "datapackage.json"
    published = file.read_bytes()
    for place in range(0, len(published), EVERY):
        alter(file, place)
        refused("datapackage.json is altered")
        with pytest.raises(pows.DamagedPackageError, match="is not the one recorded in"):
            pows.load("events")
        file.write_bytes(published)


def test_every_altered_byte_of_the_descriptor_is_noticed_in_a_checkout(checkout: Path) -> None:
    """Likewise."""
    file = checkout / "datapackage.json"
    published = file.read_bytes()
    for place in range(0, len(published), 7 * EVERY):
        alter(file, place)
        refused("datapackage.json is altered")
        file.write_bytes(published)


def test_every_altered_and_every_missing_file_is_noticed(installed: Path) -> None:
    """Data and code, one after the other."""
    for file in [path for path in installed.rglob("*") if path.is_file()]:
        name, published = str(file.relative_to(installed)), file.read_bytes()
        if published:
            alter(file)
            refused(f"{name} is altered")
        file.unlink()
        refused(f"{name} is missing" if name != "datapackage.json" else "no datapackage.json")
        file.write_bytes(published)


def test_a_file_that_the_wheel_does_not_know_is_noticed(installed: Path) -> None:
    """It may stand in for a module of ours; but not what Python compiled."""
    (installed / "__pycache__").mkdir()
    (installed / "__pycache__" / "_cite.cpython-311.pyc").touch()
    forget()
    assert pows.verify()
    (installed / "_cite.abi3.so").touch()
    (installed / "resources" / "more.csv").touch()
    refused("_cite.abi3.so is not of the package; resources/more.csv is not of the package")


@pytest.mark.parametrize("where", ["installed", "checkout"])
def test_a_figure_with_its_hash_renewed_is_noticed(
    where: str, request: pytest.FixtureRequest
) -> None:
    """The descriptor that vouches for it is not the one recorded."""
    falsify(request.getfixturevalue(where))
    refused("datapackage.json is altered", f"{HELD} is altered")


@pytest.mark.parametrize("where", ["installed", "checkout"])
def test_a_dropped_resource_is_noticed(where: str, request: pytest.FixtureRequest) -> None:
    """Which files there must be is not left to the descriptor."""
    folder: Path = request.getfixturevalue(where)
    kept = DESCRIPTOR | {"resources": DESCRIPTOR["resources"][:1]}
    (folder / "datapackage.json").write_text(json.dumps(kept), encoding="utf-8")
    (folder / HELD).unlink()
    refused("datapackage.json is altered", f"{HELD} is missing")


RECORDS = {
    "empty": b"",
    "without the descriptor": b"german_pows_ussr/_verify.py,sha256=x,1\n",
    "no table": b"german_pows_ussr/datapackage.json\n",
    "no hash": b"german_pows_ussr/datapackage.json,sha256=?,1\n",
    "no text": b"\xff\xfe",
}


@pytest.mark.parametrize("what", RECORDS)
def test_a_broken_record_is_named(installed: Path, what: str) -> None:
    """It cannot be passed over."""
    (record,) = installed.parent.glob("*.dist-info/RECORD")
    record.write_bytes(RECORDS[what])
    refused("datapackage.json is altered" if what == "no hash" else str(record))


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"@graph": [1]}', b"\xff"])
def test_a_broken_crate_is_named(checkout: Path, content: bytes) -> None:
    """Likewise."""
    (checkout / "ro-crate-metadata.json").write_bytes(content)
    refused("ro-crate-metadata.json")


def test_a_missing_file_is_named(bare: Path) -> None:
    """With how to repair it."""
    (bare / "resources" / "events.csv").unlink()
    with pytest.raises(
        pows.DamagedPackageError,
        match=r"events\.csv is missing; reinstall",
    ):
        pows.load("events")


def test_a_truncated_file_is_named(bare: Path) -> None:
    """Its size is not the published one."""
    file = bare / "resources" / "events.csv"
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(
        pows.DamagedPackageError,
        match=r"events\.csv has \d+ bytes, but \d+ were published; reinstall",
    ):
        pows.load("events")


ASKED: dict[str, Callable[[str], object]] = {
    "load with pandas": pows.load,
    "load with polars": lambda table: pows.load(table, "polars"),
    "load with Arrow": lambda table: pows.load(table, "pyarrow"),
    "path": pows.path,
    "trace": lambda table: pows.trace(table, "1941-Q4", "quarter"),
    "compare": lambda table: pows.compare("held"),
}


@pytest.mark.parametrize("what", ASKED)
def test_an_edit_of_the_same_size_is_noticed(bare: Path, what: str) -> None:
    """Whoever asks for a table does not get another, so that a trace never contradicts itself."""
    falsify(bare, renew=False)
    with pytest.raises(pows.DamagedPackageError, match=r"prisoners_held\.csv is altered"):
        ASKED[what]("prisoners_held")


@pytest.mark.parametrize("table", SCHEMAS)
def test_an_altered_parquet_file_is_noticed(bare: Path, table: str) -> None:
    """Before another program reads it."""
    alter(bare / "resources" / f"{table}.parquet", 60)
    with pytest.raises(pows.DamagedPackageError, match=rf"{table}\.parquet is altered"):
        pows.path(table, "parquet")


def test_an_article_with_its_hash_renewed_is_noticed(bare: Path) -> None:
    """A trace never marks other characters than those that were read."""
    file, descriptor = bare / "resources" / "article.txt", bare / "datapackage.json"
    published = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(file.read_bytes().replace(b"2,000,000", b"2,100,000"))
    new = hashlib.sha256(file.read_bytes()).hexdigest()
    descriptor.write_text(descriptor.read_text(encoding="utf-8").replace(published, new), "utf-8")
    with pytest.raises(pows.DamagedPackageError, match=r"characters 6594-6603 are not '2,000,000'"):
        pows.trace("prisoners_held", "1945-Q2", "prisoners")


FIRST = DESCRIPTOR["resources"][0]
BROKEN = {
    "empty": b"",
    "truncated": b"{",
    "no text": b"\xff",
    "an empty object": b"{}",
    "a list": b"[]",
    "nested": b"[" * 100_000,
    "no files": b'{"resources": []}',
    "a resource that is a text": b'{"resources": ["article"]}',
    **{
        f"no {name}": json.dumps({"resources": [FIRST | {name: None}]}).encode()
        for name in ("name", "path", "bytes", "hash")
    },
    "a path that is a list": json.dumps({"resources": [FIRST | {"path": ["a"]}]}).encode(),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_descriptor_is_named(bare: Path, what: str) -> None:
    """Emptied, truncated, not even text, or of something else."""
    (bare / "datapackage.json").write_bytes(BROKEN[what])
    with pytest.raises(pows.DamagedPackageError, match=r"datapackage\.json: .*reinstall"):
        pows.tables()


def test_verify_names_every_damaged_file(bare: Path) -> None:
    """Altered or missing, all at once."""
    (bare / "resources" / "events.csv").unlink()
    alter(bare / "resources" / "sources.parquet")
    refused("resources/events.csv is missing; resources/sources.parquet is altered; reinstall")


def test_the_full_validation_sees_more_than_hashes(bare: Path) -> None:
    """A file and its hash changed together, so that only the schema objects."""
    falsify(bare)
    assert main(["verify"]) == 0
    with pytest.raises(pows.DamagedPackageError, match=r"prisoners_held: .*quarter.*maximum"):
        pows.verify(full=True)
    assert main(["verify", "--full"]) == 1
