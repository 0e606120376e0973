"""A record set as mlcroissant reads it, as JSON."""

import json
import sys
from importlib.metadata import version

import mlcroissant

records = [
    {
        name.rpartition("/")[2]: value.decode() if isinstance(value, bytes) else value
        for name, value in record.items()
    }
    for record in mlcroissant.Dataset(jsonld=sys.argv[1]).records("evidence.parquet")
]
print(json.dumps({"version": version("mlcroissant"), "records": records}, default=str))
