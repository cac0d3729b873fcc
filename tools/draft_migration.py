"""`make migration m="…"`: write the step from the newest migration to the tables in the code."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from headrace.db.bundled import Bundled
from headrace.db.drift import draft
from headrace.db.migrate import migrate
from headrace.testing.tables import every_table


def main(message: str) -> None:
    with TemporaryDirectory() as folder:
        server = Bundled(Path(folder))
        try:
            url = server.start()
            migrate(url)
            print(draft(url, every_table(), message) or "The tables have their migrations already.")
        finally:
            server.stop()


if __name__ == "__main__":
    main(sys.argv[1])
