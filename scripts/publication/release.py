"""The bytes of every published file -> the work tree, all of them or none."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from transcription.refusal import Refusal

from .moving import Move, differs

STAGING = ".staging-"
PROFILE = Path(__file__).parent / "profiles" / "datapackage-2.0.json"
FOLDERS = ("resources", "metadata")
"""The folders that hold nothing but published files."""


def release(files: Mapping[str, bytes], root: Path) -> list[str]:
    """Stage the files beside the published ones, validate them there, and only then move them in.

    Returns the paths that changed. Whatever fails leaves ``root`` as it was.
    """
    remove_stale_staging(root)
    check_targets(files, root)
    obsolete = [path for path in present(root) if path not in files]
    changed = [path for path in files if differs(root / path, files[path])]
    replace(files, changed, obsolete, root, validate)
    return changed + obsolete


def replace(
    files: Mapping[str, bytes],
    changed: list[str],
    obsolete: list[str],
    root: Path,
    check: Callable[[Path], None],
) -> None:
    """Stage the files, let them be checked there, and move in those that changed, or none."""
    former = [path for path in (*changed, *obsolete) if (root / path).exists()]
    try:
        with TemporaryDirectory(prefix=STAGING, dir=root, ignore_cleanup_errors=True) as folder:
            staged, kept = Path(folder) / "new", Path(folder) / "former"
            move = Move(root, staged, kept, changed, obsolete, former)
            stage(files, staged, root)
            move.keep()
            check(staged)
            if changed or obsolete:
                move.make()
    except OSError as error:
        raise Refusal(f"nothing was published: {error}") from None


def remove_stale_staging(root: Path) -> None:
    """Delete what builds have staged that were killed."""
    for folder in root.glob(f"{STAGING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def check_targets(files: Mapping[str, bytes], root: Path) -> None:
    """Refuse what would stand in the way of the files, before anything is moved."""
    for folder in sorted({(root / path).parent for path in files}):
        if folder.exists():
            check_folder(folder, root)
    for path in files:
        target = root / path
        if target.is_symlink() or (target.exists() and not target.is_file()):
            raise Refusal(f"nothing was published: {path} is no regular file; move it elsewhere")
    known = {*files, *named(root / "datapackage.json")}
    for path in present(root):
        if path not in known or not (root / path).is_file():
            raise Refusal(
                f"nothing was published: {path} is none of the published files; "
                "delete it, or move it elsewhere"
            )


def check_folder(folder: Path, root: Path) -> None:
    """Refuse a folder into which nothing can be renamed."""
    name = folder.relative_to(root)
    if folder.stat().st_dev != root.stat().st_dev:
        raise Refusal(
            f"nothing was published: {name} lies on another file system than the checkout; "
            "put it on the same one"
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Refusal(f"nothing was published: {name} is not writable; make it so")


def named(descriptor: Path) -> set[str]:
    """Return the paths of the files that were published last, if the descriptor can be read."""
    try:
        return {resource["path"] for resource in json.loads(descriptor.read_bytes())["resources"]}
    except (OSError, ValueError, LookupError, TypeError):
        return set()


def stage(files: Mapping[str, bytes], folder: Path, root: Path) -> None:
    """Write every file into a folder of the same file system, so that moving it is renaming it.

    Each gets the mode of the file that it replaces, or takes after the folder that it goes to.
    """
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod(mode(root / path, root))


def mode(path: Path, root: Path) -> int:
    """Return the mode that a published file is to have, whatever the umask."""
    if path.exists():
        return path.stat().st_mode & 0o777
    folder = path.parent if path.parent.exists() else root
    return folder.stat().st_mode & 0o666


def present(root: Path) -> list[str]:
    """List what lies in the folders that hold nothing but published files."""
    return sorted(
        f"{folder}/{path.name}"
        for folder in FOLDERS
        if (root / folder).is_dir()
        for path in (root / folder).iterdir()
    )


def validate(folder: Path) -> None:
    """Refuse a package in which the v2 profile or frictionless finds an error."""
    descriptor = folder / "datapackage.json"
    for error in [
        *profile_errors(json.loads(descriptor.read_bytes())),
        *frictionless_errors(descriptor),
    ]:
        raise Refusal(f"the package would not be valid, so nothing was published: {error}")


def profile_errors(descriptor: dict[str, Any]) -> list[str]:
    """List what the official JSON Schema of Data Package v2 finds; REUSE.toml says whence it is."""
    from jsonschema import Draft7Validator

    profile = json.loads(PROFILE.read_bytes())
    return [
        f"datapackage.json, {error.json_path}: {error.message}"
        for error in Draft7Validator(profile).iter_errors(descriptor)
    ]


def frictionless_errors(descriptor: Path) -> list[str]:
    """List what frictionless finds in the descriptor, in sizes and hashes and in every cell."""
    import frictionless

    report = frictionless.validate(str(descriptor))
    errors = [("datapackage.json", error) for error in report.errors]
    errors += [(task.name, error) for task in report.tasks for error in task.errors]
    return [f"{name}: {error.message}" for name, error in errors]
