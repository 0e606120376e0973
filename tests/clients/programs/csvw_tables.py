"""Every table of a CSVW description as csvw reads it, as JSON."""

import json
import sys
from importlib.metadata import version

import csvw

group = csvw.TableGroup.from_file(sys.argv[1])
tables = {table.url.string.rpartition("/")[2][:-4]: list(table) for table in group.tables}
said = {"version": version("csvw"), "tables": tables}
print(json.dumps(said, default=lambda moment: str(moment.date())))
