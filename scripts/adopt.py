"""Pin a newer text of the article: ``make adopt``."""

import sys

if __name__ == "__main__":
    from publication.release import INTERRUPTION

    INTERRUPTION.listen("adopt", "adopted")  # before the imports that take a second

    from revision.adoption import main

    sys.exit(main())
