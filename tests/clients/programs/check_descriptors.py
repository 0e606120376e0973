"""What check-datapackage finds in descriptors, and its version, as JSON."""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import check_datapackage

issues = [
    str(issue)
    for file in sys.argv[1:]
    for issue in check_datapackage.check(json.loads(Path(file).read_text(encoding="utf-8")))
]
print(json.dumps({"version": version("check-datapackage"), "issues": issues}))
