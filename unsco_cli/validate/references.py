"""Checks of what records say of each other: references, addresses, names, lists."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from unsco_cli.schema import COLLECTIONS, Collection, fold
from unsco_cli.schema.involvement import un_body_in
from unsco_cli.schema.places import located, parts_of
from unsco_cli.validate.contents import Contents, Fields
from unsco_cli.validate.problems import Problem, cited


def reference_problems(contents: Contents) -> Iterator[Problem]:
    """Find ids of records that don't exist; topics are looked at by a check of their own."""
    yield from _dangling(contents, topics=False)


def topic_problems(contents: Contents) -> Iterator[Problem]:
    """Find topics that are not in the vocabulary."""
    yield from _dangling(contents, topics=True)


def _dangling(contents: Contents, *, topics: bool) -> Iterator[Problem]:
    for name, collection in COLLECTIONS.items():
        for reference in collection.references:
            if (reference.to == ("topics",)) is topics:
                for key, record in contents.records(name):
                    for path, value in located(record, reference.path):
                        if isinstance(value, str) and not contents.has(value, reference.to):
                            yield Problem(name, key, path, reference.not_there(value))


def address_problems(contents: Contents) -> Iterator[Problem]:
    """Find two sources that are one page, and addresses that lead nowhere."""
    owners: dict[str, str] = {}
    for key, record in contents.records("sources"):
        address = record.get("url")
        if not isinstance(address, str):
            continue
        page = page_of(address)
        if page is None:
            yield Problem("sources", key, "url", f"{cited(address)} is not the address of a page")
        elif page in owners:
            yield Problem("sources", key, "url", f"the source {owners[page]} is the same page: {address}")
        else:
            owners[page] = key


def page_of(address: str) -> str | None:
    """Return what tells one page from another, however its address is written; None of no page.

    Args:
        address: the address.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    host = parts.netloc.lower().removeprefix("www.").rstrip(".")
    # A fragment is a place on a page, unless it is the address of one within a site.
    within = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    # What only tells a site where a visitor came from is not part of the address.
    query = "&".join(one for one in parts.query.split("&") if not one.startswith("utm_"))
    return f"{host}{parts.path.rstrip('/')}?{query}#{within}"


def name_problems(contents: Contents) -> Iterator[Problem]:
    """Find names that two records answer to, so that neither can be asked for by it."""
    owners: dict[str, tuple[str, str]] = {}
    for name, collection in COLLECTIONS.items():
        # Two sources with one address are found by the check of addresses.
        names = () if collection.addressed else collection.names
        for key, record in contents.records(name):
            for path in ("id", *names):
                for place, value in located(record, path):
                    folded = fold(value) if isinstance(value, str) else ""
                    owner = owners.setdefault(folded, (name, key)) if folded else (name, key)
                    # Two records with one id are found by the check of ids.
                    if owner != (name, key) and owner[1] != key:
                        message = f"{'/'.join(owner)} answers to {cited(value)}, too"
                        yield Problem(name, key, place, message)


def repetition_problems(contents: Contents) -> Iterator[Problem]:
    """Find what a list names twice."""
    for name, collection in COLLECTIONS.items():
        for key, record in contents.records(name):
            for path, value in _again(record, collection):
                yield Problem(name, key, path, f"{cited(value)} stands in the list already")


def _again(record: Fields, collection: Collection) -> Iterator[tuple[str, str]]:
    """Yield what a list of a record, or a list of sources of a part of it, names a second time."""
    held = filter(None, map(collection.reference_of, collection.fields))
    lists = [list(located(record, reference.path)) for reference in held]
    for field in collection.parts:
        lists += [
            list(located(part, "sources.id", path)) for path, part in parts_of(record.get(field), field)
        ]
    for entries in lists:
        seen: set[str] = set()
        for path, value in entries:
            if isinstance(value, str):
                if value in seen:
                    yield path, value
                seen.add(value)


def relation_problems(contents: Contents) -> Iterator[Problem]:
    """Find events that name a related event which doesn't name them, or themselves."""
    for key, record in contents.records("events"):
        for path, other in located(record, "related"):
            if other == key:
                yield Problem("events", key, path, "it names itself")
            elif contents.has(other, ("events",)):
                back = [value for _, value in located(contents.tables["events"][other], "related")]
                if key not in back:
                    yield Problem("events", key, path, f"{other} does not name this event in turn")


def involvement_problems(contents: Contents) -> Iterator[Problem]:
    """Find events whose word on whether the UN was involved does not fit who came or called them."""
    for key, record in contents.records("events"):
        found = un_body_in(record, contents.tables.get("agencies", {}))
        if record.get("un_involved") is False and found:
            yield Problem("events", key, "un_involved", f"it says no, and {found} is a UN body")
        elif record.get("un_involved") is True and not found:
            yield Problem("events", key, "un_involved", "it says yes, and no UN body is named")
