"""The package as the reference library of Data Package 1 reads it: its rows, as JSON."""

import json
import sys
from importlib.metadata import version

import datapackage

package = datapackage.Package(sys.argv[1])
tables = {
    resource.name: resource.read(keyed=True)
    for resource in package.resources
    if resource.tabular and resource.check_relations()
}
said = {"version": version("datapackage"), "valid": package.valid, "tables": tables}
print(json.dumps(said, default=str))
