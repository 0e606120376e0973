"""Every configuration of a folder as `datasets` loads it, as JSON."""

import json
import sys
from importlib.metadata import version

from datasets import get_dataset_config_names, load_dataset
from datasets.utils.logging import disable_progress_bar

disable_progress_bar()
folder, cache = sys.argv[1:]
tables = {
    name: load_dataset(folder, name, split="train", cache_dir=cache).to_list()
    for name in get_dataset_config_names(folder)
}
print(json.dumps({"version": version("datasets"), "tables": tables}, default=str))
