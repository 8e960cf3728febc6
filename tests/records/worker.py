"""Another process at the database: `python -m tests.records.worker URL COUNT`.

It opens the database, stores COUNT questions, and prints the token of each once it is stored.
"""

import sys

from bot.records.database import open_database
from bot.records.questions import store_question
from tests.records.samples import asked


def main() -> None:
    url, count = sys.argv[1], int(sys.argv[2])
    with open_database(url) as db:
        for _ in range(count):
            one = asked()
            store_question(db, one)
            print(one.id, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
