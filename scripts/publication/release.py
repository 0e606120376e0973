"""The bytes of every published file -> the work tree, all of them or none."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    with TemporaryDirectory(prefix=STAGING, dir=root) as folder:
        staged = Path(folder)
        for path, content in files.items():
            target = staged / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        validate(staged / "datapackage.json")
        return move_in(files, staged, root)


def move_in(files: Mapping[str, bytes], staged: Path, root: Path) -> list[str]:
    """Replace what differs, then delete from ``resources/`` what is no longer published."""
    changed = [path for path in files if differs(root / path, files[path])]
    for path in changed:
        (staged / path).replace(root / path)
    published = {root / path for path in files}
    for file in (root / "resources").iterdir():
        if file not in published:
            file.unlink()
            changed.append(str(file.relative_to(root)))
    return changed


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
