"""A question put to a store through TinyDB as it comes: ``FILE list-topic|list-with|show|search|add WORD``.

TinyDB takes ids for numbers unless it is told otherwise, which is all that is told here.
"""

import json
import sys
from pathlib import Path

from tinydb import TinyDB, where
from tinydb.table import Document, Table

COLUMNS = ("id", "start", "kind", "city", "title")


def took_part(event: dict, identifier: str) -> bool:
    """Tell whether an event names somebody among those who came."""
    return any(
        identifier in (part.get("id"), part.get("on_behalf_of"))
        for field in ("organisers", "participants", "people")
        for part in event.get(field, ())
    )


def rows(table: Table, question: str, word: str) -> list:
    """Return the records that a question finds."""
    if question == "list-topic":
        return table.search(where("topics").any([word]))
    if question == "list-with":
        return table.search(lambda event: took_part(event, word))
    said = ("title", "summary", "notes")
    return table.search(lambda event: any(word in event.get(name, "").lower() for name in said))


def main(path: str, question: str, word: str) -> None:
    """Answer, or add the record in a file."""
    Table.document_id_class = str
    with TinyDB(path, encoding="utf-8") as database:
        table = database.table("events")
        if question == "add":
            record = json.loads(Path(word).read_text(encoding="utf-8"))
            table.insert(Document(record, doc_id=record["id"]))
        elif question == "show":
            print(json.dumps(table.get(doc_id=word), ensure_ascii=False))
        else:
            for event in rows(table, question, word):
                print(*(event.get(name, "") for name in COLUMNS), sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
