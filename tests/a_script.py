"""What a user might write: ``mypy --strict`` takes it, and it answers."""

from datetime import date
from pathlib import Path

from unsco_cli import Delegation, Event, KnowledgeBase, Rows, UnknownName, UnscoError, open_store


def observers(kb: KnowledgeBase, day: date) -> list[str]:
    """Return who the observers were on a day."""
    rows: Rows = kb.list("observers", as_of=day, certain=True)
    return [str(row["name"]) for row in rows]


def seats(kb: KnowledgeBase) -> dict[str, int]:
    """Return how many took part in each special event."""
    events = kb.find(Event, lambda event: event.kind == "special-event")
    return {event.id: len(event.participants) for event in events}


def main(path: Path | None = None) -> None:
    """Print some answers."""
    kb = open_store(path)
    print(observers(kb, date(2018, 11, 27)))
    print(seats(kb)["un-sco-2018"] > 0)
    iran: Delegation = kb.get("iran", Delegation)
    print(iran.statuses[0].since.first.year, kb.get("iran").id)
    print(len(kb.attendance("iran", kind=("special-event", "summit"), since="2018")) > 0)
    print(kb.diff("2017-06-08", "2017-06-09").select("id", "change").to_dicts()[0])
    try:
        kb.get("nobody at all")
    except UnknownName as error:
        refused: UnscoError = error
        print(refused)


if __name__ == "__main__":
    main()
