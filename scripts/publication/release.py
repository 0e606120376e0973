"""The bytes of every published file -> the work tree, all of them or none."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from importlib.resources import files as package_files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from transcription.refusal import Refusal

STAGING = ".staging-"


def release(files: Mapping[str, bytes], root: Path) -> list[str]:
    """Stage the files beside the published ones, validate them there, and only then move them in.

    Returns the paths that changed. Whatever fails before the move leaves ``root`` as it was.
    """
    changed = [path for path in files if differs(root / path, files[path])]
    obsolete = [path for path in present(root) if path not in files]
    try:
        with TemporaryDirectory(prefix=STAGING, dir=root) as folder:
            stage(files, Path(folder))
            validate(Path(folder) / "datapackage.json")
            uninterrupted(lambda: move_in(changed, obsolete, Path(folder), root))
    except OSError as error:
        raise Refusal(f"nothing was published: {error}") from None
    return changed + obsolete


def stage(files: Mapping[str, bytes], folder: Path) -> None:
    """Write every file into a folder of the same file system, so that moving it is renaming it."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def move_in(changed: list[str], obsolete: list[str], staged: Path, root: Path) -> None:
    """Rename what changed over what was published; delete what is no longer published."""
    for path in changed:
        (root / path).parent.mkdir(exist_ok=True)
        (staged / path).replace(root / path)
    for path in obsolete:
        (root / path).unlink()


def uninterrupted(work: Callable[[], None]) -> None:
    """Do the work in a process of its own, which outlives this one if this one is killed.

    A handful of renames cannot be made one; but nobody who kills the build can stop between them.
    """
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if status:
            raise OSError("moving the files in was interrupted; run `make build` again")
        return
    os.setsid()
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    try:
        work()
    finally:
        os._exit(1 if sys.exc_info()[0] else 0)


def present(root: Path) -> list[str]:
    """The paths of the files in the folders that hold nothing but published files."""
    return sorted(
        f"{folder}/{path.name}"
        for folder in ("resources", "metadata")
        if (root / folder).is_dir()
        for path in (root / folder).iterdir()
    )


def differs(path: Path, content: bytes) -> bool:
    """Whether the file is missing or holds other bytes."""
    return not path.is_file() or path.read_bytes() != content


def validate(descriptor: Path) -> None:
    """Refuse a package in which the v2 profile or frictionless finds an error."""
    for error in [
        *profile_errors(json.loads(descriptor.read_bytes())),
        *frictionless_errors(descriptor),
    ]:
        raise Refusal(f"the package would not be valid, so nothing was published: {error}")


def profile_errors(descriptor: dict[str, Any]) -> list[str]:
    """What the official JSON Schema of Data Package v2 (as dplib-py carries it) finds."""
    from jsonschema import Draft7Validator

    profile = json.loads((package_files("dplib") / "profiles/2.0/datapackage.json").read_bytes())
    return [
        f"datapackage.json, {error.json_path}: {error.message}"
        for error in Draft7Validator(profile).iter_errors(descriptor)
    ]


def frictionless_errors(descriptor: Path) -> list[str]:
    """What frictionless finds in the descriptor, in the sizes and hashes and in every cell."""
    import frictionless

    report = frictionless.validate(str(descriptor))
    errors = [("datapackage.json", error) for error in report.errors]
    errors += [(task.name, error) for task in report.tasks for error in task.errors]
    return [f"{name}: {error.message}" for name, error in errors]
