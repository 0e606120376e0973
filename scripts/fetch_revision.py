"""``make fetch-revision``: see ``revision/newest.py``."""

import sys

from revision.newest import main

if __name__ == "__main__":
    sys.exit(main())
