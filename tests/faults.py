"""A sound store made by hand, and for each check the changes that make it faulty."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import CITED, SOURCE, Answer, ask, delegation, event

Tables = dict[str, Any]
Change = Callable[[Tables], bytes | None]

FIELDS = ["check", "collection", "id", "path", "message"]
WORDS = "A founder is a member."


def by_id(*records: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in records}


SOUND: Tables = {
    "about": {
        "unsco": {"title": "A store", "format": 1, "version": "1", "date": "2026-11-23", "licence": "none"}
    },
    "events": by_id(
        event(
            "un-sco-2018",
            title="Special event",
            kind="special-event",
            series="un-sco",
            ordinal=2,
            start="2018-11-27",
            venue="Conference Room 4",
            city="New York",
            chair="kyrgyzstan",
            organisers=[{"id": "un"}, {"id": "kyrgyzstan", "named": "Permanent Mission"}],
            attendance={"count": 100, "qualifier": "over"},
            participants=[
                {"id": "un", "capacity": "agency", "part": "organised"},
                {"id": "kyrgyzstan", "capacity": "member", "part": "chaired"},
                {"id": "india", "capacity": "member", "part": "addressed", "named": "Republic of India"},
                {"id": "sri-lanka", "capacity": "dialogue-partner", "part": "attended"},
                {"id": "serbia", "capacity": "guest", "part": "attended"},
            ],
            people=[{"id": "jane-doe", "post": "Director", "on_behalf_of": "un", "part": "moderated"}],
            groups=[{"named": "several others", "capacity": "guest", "part": "attended", "note": "unnamed"}],
            topics=["drugs", "terrorism"],
            outcomes=["They will meet again."],
            summary="They met.",
            documents=["un-sco-treaty"],
            related=["bishkek-2019"],
            sources=[
                {"id": "page", "supports": "date", "fields": ["start"], "dated": "2018-11-27"},
                {"id": "record"},
            ],
            confidence="high",
            notes="None.",
        ),
        event(
            "bishkek-2019",
            title="Bishkek summit",
            kind="summit",
            un_involved=False,
            start="2019-06-13",
            end="2019-06-14",
            country="kyrgyzstan",
            chair="kyrgyzstan",
            organisers=[{"id": "sco"}],
            participants=[{"id": "india", "capacity": "member", "part": "attended"}],
            related=["un-sco-2018"],
        ),
    ),
    "delegations": by_id(
        delegation(
            "kyrgyzstan",
            official_name="Kyrgyz Republic",
            aliases=["Kirghizia"],
            iso2="KG",
            iso3="KGZ",
            names=[{"name": "Kirghiz SSR", "until": "1991-08-31"}],
            statuses=[
                {
                    "status": "member",
                    "from": "2001-06-15",
                    "founding": True,
                    "basis": "act",
                    "sources": CITED,
                }
            ],
            chairmanships=[
                {
                    "from": "2018-06-10",
                    "until": "2019-06-14",
                    "summit": {
                        "city": "Bishkek",
                        "country": "kyrgyzstan",
                        "start": "2019-06-13",
                        "end": "2019-06-14",
                        "mode": "in-person",
                    },
                    "sources": CITED,
                }
            ],
            un_member_since="1992-03-02",
            sources=CITED,
        ),
        delegation(
            "india",
            ("observer", "2005-07-05", "2017-06-09"),
            ("member", "2017-06-09", None),
            sources=CITED,
        ),
        delegation(
            "sri-lanka",
            ("dialogue-partner", "2010-05-06", "2025-09-01"),
            ("partner", "2025-09-01", None),
            name="Sri Lanka",
            sources=CITED,
        ),
        delegation("serbia", sources=CITED),
        delegation("eu", kind="union", name="European Union", sources=CITED),
    ),
    "agencies": by_id(
        {"id": "un", "name": "United Nations", "kind": "un", "sources": CITED},
        {
            "id": "unodc",
            "name": "Office on Drugs and Crime",
            "kind": "un-secretariat-office",
            "parent": "un",
            "aliases": ["Drugs Office"],
            "founded": "1997",
            "documents": ["un-sco-treaty"],
            "sources": CITED,
        },
        {"id": "sco", "name": "Shanghai Cooperation Organisation", "kind": "sco-body", "sources": CITED},
    ),
    "people": by_id(
        {
            "id": "jane-doe",
            "name": "Jane Doe",
            "variants": ["J. Doe"],
            "state": "serbia",
            "posts": [{"title": "Director", "affiliation": "unodc", "from": "2010", "until": "2020-01"}],
            "sources": CITED,
        }
    ),
    "documents": by_id(
        {
            "id": "un-sco-treaty",
            "kind": "treaty",
            "title": "Treaty",
            "symbol": "A/1/2",
            "date": "2018-03",
            "parties": ["un", "sco"],
            "vote": {"in_favour": 3, "against": 1, "voting_against": ["serbia"], "requested_by": "india"},
            "sources": [{"id": "page", "dated": "2018-03"}],
        }
    ),
    "topics": by_id(
        {"id": "drugs", "label": "Drug trafficking", "description": "Drugs.", "broader": "crime"},
        {"id": "crime", "label": "Organised crime", "description": "Crime."},
        {"id": "terrorism", "label": "Countering terrorism", "description": "Terrorism."},
    ),
    "sources": by_id(
        SOURCE,
        {
            "id": "record",
            "url": "https://www.example.org/record?no=1",
            "title": "A record",
            "publisher": "A publisher",
            "published": "2018-11-28",
            "language": "en",
        },
    ),
}


def step(held: Any, name: str) -> Any:
    return held[int(name)] if isinstance(held, list) else held[name]


def put(place: str, value: Any) -> Change:
    """A change of the value at a place such as ``events/un-sco-2018/topics/0``."""

    def change(tables: Tables) -> None:
        *way, last = place.split("/")
        held: Any = tables
        for name in way:
            held = step(held, name)
        held[int(last) if isinstance(held, list) else last] = deepcopy(value)

    return change


def drop(place: str) -> Change:
    """A change that takes a field or a record away."""

    def change(tables: Tables) -> None:
        *way, last = place.split("/")
        held: Any = tables
        for name in way:
            held = step(held, name)
        del held[last]

    return change


def add(place: str, value: Any) -> Change:
    """A change that appends to a list."""

    def change(tables: Tables) -> None:
        held: Any = tables
        for name in place.split("/"):
            held = step(held, name)
        held.append(deepcopy(value))

    return change


def both(*changes: Change) -> Change:
    """Several changes, one after another."""

    def change(tables: Tables) -> None:
        for one in changes:
            one(tables)

    return change


def text(change: Callable[[str], str | bytes]) -> Change:
    """A change of the text of the file."""

    def changed(tables: Tables) -> bytes:
        found = change(json.dumps(tables, ensure_ascii=False))
        return found.encode() if isinstance(found, str) else found

    return changed


def swap(old: str, new: str) -> Change:
    """A change of a text that stands in the file once."""

    def swapped(contents: str) -> str:
        assert contents.count(old) == 1
        return contents.replace(old, new)

    return text(swapped)


def state(identifier: str, *statuses: tuple[str, str, str | None], **fields: Any) -> Change:
    """A change that adds a delegation with these statuses, which rests on a source."""
    return put(f"delegations/{identifier}", delegation(identifier, *statuses, sources=CITED, **fields))


def source(identifier: str, url: str) -> Change:
    """A change that adds a source with this address."""
    return put(f"sources/{identifier}", {**SOURCE, "id": identifier, "url": url})


def faulty(*changes: Change) -> bytes:
    """The sound store with changes."""
    # Read anew, so that no two records share a list.
    tables = json.loads(json.dumps(SOUND))
    for change in changes:
        contents = change(tables)
        if contents is not None:
            return contents
    return json.dumps(tables, ensure_ascii=False).encode()


class Fault(NamedTuple):
    """A fault of a store, and the one problem that has to be told of it."""

    check: str
    change: Change
    place: str
    said: tuple[str, ...]


def fault(check: str, change: Change, place: str, *said: str) -> Fault:
    """A fault with the collection, id and path of its problem, and what the message mentions."""
    return Fault(check, change, place, said)


EVENT = "events/un-sco-2018"
OTHER = "events/bishkek-2019"
CONFLICT = {"field": "start", "note": "One says otherwise; the record of the meeting was followed."}
HOSTS = {"id": "serbia", "capacity": "host", "part": "attended"}
CHAIRED = {"from": "2018-06-10", "until": "2019-06-14", "sources": CITED}
HALF = json.dumps(SOUND)[: len(json.dumps(SOUND)) // 2]
DEEP = "[" * 100_000 + "]" * 100_000

FAULTS: dict[str, Fault] = {
    # text
    "no JSON": fault("text", text(lambda _: "hello"), "//", "not JSON", "line 1, column 1"),
    "no JSON further down": fault(
        "text", text(lambda _: '{\n "events": {\n  "one": oops\n }\n}\n'), "//", "line 3, column 10"
    ),
    "truncated": fault("text", text(lambda _: HALF), "//", "not JSON", "line 1"),
    "a comma too many": fault("text", text(lambda all_: all_[:-1] + ",}"), "//", "not JSON"),
    "two documents": fault("text", text(lambda all_: all_ + all_), "//", "not JSON", "extra data"),
    "no UTF-8": fault(
        "text", text(lambda _: b'{"events":\n{"a\xff": {}}}'), "//", "not UTF-8", "line 2, column 4"
    ),
    "UTF-16": fault("text", text(lambda all_: all_.encode("utf-16")), "//", "not UTF-8", "column 1"),
    "a byte order mark": fault("text", text(lambda all_: "\ufeff" + all_), "//", "byte order mark"),
    "an empty file": fault("text", text(lambda _: ""), "//", "not JSON", "line 1, column 1"),
    "a blank file": fault("text", text(lambda _: " \n\t\n"), "//", "not JSON", "line 3"),
    "a list": fault("text", text(lambda all_: f"[{all_}]"), "//", "not an object"),
    "a text": fault("text", text(lambda _: '"events"'), "//", "not an object"),
    "a number": fault("text", text(lambda _: "3"), "//", "not an object"),
    "nothing": fault("text", text(lambda _: "null"), "//", "not an object"),
    "NaN": fault("text", swap('"Treaty"', "NaN"), "//", "documents/un-sco-treaty/title", "NaN"),
    "infinity": fault("text", swap('"A record"', "-Infinity"), "//", "sources/record", "-Infinity"),
    "nested too deeply": fault("text", swap('"Treaty"', DEEP), "//", "nested too deeply"),
    "nothing but depth": fault("text", text(lambda _: DEEP), "//", "nested too deeply"),
    "an endless number": fault("text", swap('"count": 100', '"count": 1' + "0" * 9999), "//", "digits"),
    # shape
    "a collection that is none": fault(
        "shape", put("evnts", {}), "evnts//", "no such collection", "did you mean events", "an object"
    ),
    "a collection that is a list": fault("shape", put("events", []), "events//", "a list"),
    "a record that is a list": fault("shape", put("people/x", []), "people/x/", "a list"),
    "a record that is null": fault("shape", put("people/x", None), "people/x/", "null"),
    "a record that is a number": fault("shape", put("people/x", 3), "people/x/", "a number"),
    "a field that is missing": fault("shape", drop(f"{EVENT}/title"), f"{EVENT}/title", "missing"),
    "a part's field that is missing": fault(
        "shape", drop(f"{EVENT}/participants/2/part"), f"{EVENT}/participants.india.part", "missing"
    ),
    "a field that is unknown": fault(
        "shape", put(f"{EVENT}/tittle", "x"), f"{EVENT}/tittle", "no such field", "did you mean title"
    ),
    "a part's field that is unknown": fault(
        "shape", put(f"{EVENT}/groups/0/colour", 1), f"{EVENT}/groups[0].colour", "no such field"
    ),
    "a number for a text": fault("shape", put(f"{EVENT}/venue", 4), f"{EVENT}/venue", "text", "a number"),
    "a text for a number": fault(
        "shape", put(f"{EVENT}/ordinal", "2"), f"{EVENT}/ordinal", "whole number", "a text"
    ),
    "a fraction": fault("shape", put(f"{EVENT}/ordinal", 2.5), f"{EVENT}/ordinal", "whole number"),
    "true for a number": fault(
        "shape", put(f"{EVENT}/ordinal", True), f"{EVENT}/ordinal", "whole number", "true or false"
    ),
    "a number for true": fault(
        "shape", put(f"{EVENT}/un_involved", 1), f"{EVENT}/un_involved", "true or false", "a number"
    ),
    "a text for a list": fault("shape", put(f"{EVENT}/topics", "drugs"), f"{EVENT}/topics", "list", "a text"),
    "a text for an object": fault(
        "shape", put(f"{EVENT}/attendance", "100"), f"{EVENT}/attendance", "object", "a text"
    ),
    "a number in a list of texts": fault(
        "shape", put(f"{EVENT}/outcomes", ["x", 3]), f"{EVENT}/outcomes[1]", "text", "a number"
    ),
    "null for a text": fault("shape", put(f"{EVENT}/title", None), f"{EVENT}/title", "text", "null"),
    "a number for a date": fault("shape", put(f"{EVENT}/end", 2018), f"{EVENT}/end", "date", "a number"),
    "a word that is none": fault(
        "shape", put(f"{EVENT}/kind", "summmit"), f"{EVENT}/kind", "'summmit'", "did you mean summit"
    ),
    "a part's word that is none": fault(
        "shape",
        put(f"{EVENT}/participants/2/capacity", "king"),
        f"{EVENT}/participants.india.capacity",
        "'king'",
        "dialogue-partner",
    ),
    "a word that is a number": fault("shape", put(f"{EVENT}/confidence", 1), f"{EVENT}/confidence", "high"),
    "what the store says of itself": fault(
        "shape", put("about/unsco/format", "1"), "about/unsco/format", "whole number", "a text"
    ),
    "a store that says a number of itself": fault("shape", put("about", 3), "about//", "object", "a number"),
    # ids
    "a key that is not the id": fault("ids", put(f"{EVENT}/id", "other"), f"{EVENT}/id", "'other'"),
    "an id with spaces": fault("ids", state("not safe"), "delegations/not safe/id", "a-z"),
    "an id with capitals": fault("ids", state("Iran"), "delegations/Iran/id", "a-z"),
    "an id with two hyphens": fault("ids", state("a--b"), "delegations/a--b/id", "hyphens"),
    "an id with a hyphen first": fault("ids", state("-a"), "delegations/-a/id", "hyphens"),
    "an id with an accent": fault("ids", state("türkiye"), "delegations/türkiye/id", "a-z"),
    "an id with a newline": fault("ids", state("iran\n"), "delegations/iran\n/id", "a-z"),
    "an empty id": fault("ids", state("", name="Empty"), "delegations//id", "a-z"),
    "an id of two collections": fault(
        "ids",
        put("agencies/serbia", {**SOUND["agencies"]["sco"], "id": "serbia", "name": "Body"}),
        "agencies/serbia/id",
        "delegations",
    ),
    "a record that stands twice": fault(
        "ids", swap('"serbia": {', '"serbia": {}, "serbia": {'), "delegations/serbia/", "record", "twice"
    ),
    "a collection that stands twice": fault(
        "ids", swap('"topics": {', '"topics": {}, "topics": {'), "topics//", "collection", "twice"
    ),
    "a field that stands twice": fault(
        "ids", swap('"iso2"', '"iso2": "KY", "iso2"'), "delegations/kyrgyzstan/iso2", "field", "twice"
    ),
    "a part's field that stands twice": fault(
        "ids", swap('"count"', '"count": 9, "count"'), f"{EVENT}/attendance.count", "field", "twice"
    ),
    # dates
    "a day that is none": fault("dates", put(f"{EVENT}/end", "2018-02-30"), f"{EVENT}/end", "2018-02-30"),
    "a month that is none": fault("dates", put(f"{EVENT}/end", "2018-13"), f"{EVENT}/end", "2018-13"),
    "a date in words": fault(
        "dates", put(f"{EVENT}/end", "27 November 2018"), f"{EVENT}/end", "27 November 2018"
    ),
    "a date with a time": fault(
        "dates", put(f"{EVENT}/end", "2018-11-27T10:00"), f"{EVENT}/end", "2018-11-27T10:00"
    ),
    "an empty date": fault("dates", put(f"{EVENT}/end", ""), f"{EVENT}/end", "not a date"),
    "a required date that is none": fault(
        "dates", put(f"{EVENT}/start", "2018-00"), f"{EVENT}/start", "2018-00"
    ),
    "a part's date that is none": fault(
        "dates", put("people/jane-doe/posts/0/until", "2020-1"), "people/jane-doe/posts[0].until", "2020-1"
    ),
    "a page's date that is none": fault(
        "dates", put("sources/record/published", "2018-11-31"), "sources/record/published", "2018-11-31"
    ),
    "the store's own date": fault("dates", put("about/unsco/date", "today"), "about/unsco/date", "today"),
    # references
    "a participant that is none": fault(
        "references",
        put(f"{EVENT}/participants/4/id", "atlantis"),
        f"{EVENT}/participants.atlantis.id",
        "'atlantis'",
        "delegations or agencies",
    ),
    "an organiser that is none": fault(
        "references",
        put(f"{EVENT}/organisers/0/id", "atlantis"),
        f"{EVENT}/organisers.atlantis.id",
        "'atlantis'",
    ),
    "a person that is none": fault(
        "references", put(f"{EVENT}/people/0/id", "nobody"), f"{EVENT}/people.nobody.id", "'nobody'", "people"
    ),
    "a body spoken for that is none": fault(
        "references",
        put(f"{EVENT}/people/0/on_behalf_of", "nobody"),
        f"{EVENT}/people.jane-doe.on_behalf_of",
        "'nobody'",
    ),
    "a document that is none": fault(
        "references",
        put(f"{EVENT}/documents", ["un-sco-treaty", "lost"]),
        f"{EVENT}/documents[1]",
        "'lost'",
        "documents",
    ),
    "a related event that is none": fault(
        "references", add(f"{EVENT}/related", "lost"), f"{EVENT}/related[1]", "'lost'", "events"
    ),
    "a chair that is none": fault("references", put(f"{EVENT}/chair", "lost"), f"{EVENT}/chair", "'lost'"),
    "a country that is an agency": fault(
        "references", put(f"{EVENT}/country", "unodc"), f"{EVENT}/country", "'unodc'", "delegations"
    ),
    "a source that is none": fault(
        "references", add(f"{EVENT}/sources", {"id": "lost"}), f"{EVENT}/sources.lost.id", "'lost'", "sources"
    ),
    "a status's source that is none": fault(
        "references",
        put("delegations/india/statuses/1/sources", [{"id": "lost"}]),
        "delegations/india/statuses[1].sources.lost.id",
        "'lost'",
    ),
    "a summit's country that is none": fault(
        "references",
        put("delegations/kyrgyzstan/chairmanships/0/summit/country", "lost"),
        "delegations/kyrgyzstan/chairmanships[0].summit.country",
        "'lost'",
    ),
    "a parent that is none": fault(
        "references", put("agencies/unodc/parent", "x"), "agencies/unodc/parent", "'x'"
    ),
    "an office that is none": fault(
        "references",
        put("people/jane-doe/posts/0/affiliation", "x"),
        "people/jane-doe/posts[0].affiliation",
        "'x'",
    ),
    "a home state that is none": fault(
        "references", put("people/jane-doe/state", "x"), "people/jane-doe/state", "'x'"
    ),
    "a party that is none": fault(
        "references", add("documents/un-sco-treaty/parties", "x"), "documents/un-sco-treaty/parties[2]", "'x'"
    ),
    "a voter that is none": fault(
        "references",
        add("documents/un-sco-treaty/vote/voting_against", "x"),
        "documents/un-sco-treaty/vote.voting_against[1]",
        "'x'",
    ),
    # topics
    "a topic that is none": fault(
        "topics", add(f"{EVENT}/topics", "sport"), f"{EVENT}/topics[2]", "'sport'", "topics"
    ),
    "a topic that is something else": fault(
        "topics", add(f"{EVENT}/topics", "un"), f"{EVENT}/topics[2]", "'un'"
    ),
    "a broader topic that is none": fault(
        "topics", put("topics/drugs/broader", "x"), "topics/drugs/broader", "'x'"
    ),
    # addresses
    "a page without https": fault(
        "addresses", source("again", "http://example.org/page"), "sources/again/url", "page"
    ),
    "a page with www": fault(
        "addresses", source("again", "https://www.example.org/page"), "sources/again/url", "page"
    ),
    "a page with www, http, capitals and a slash": fault(
        "addresses", source("again", "http://WWW.Example.ORG/page/"), "sources/again/url", "page"
    ),
    "a page without www": fault(
        "addresses", source("again", "https://example.org/record?no=1"), "sources/again/url", "record"
    ),
    "a page with a fragment": fault(
        "addresses", source("again", "https://example.org/page#part"), "sources/again/url", "page"
    ),
    "no address": fault("addresses", source("again", "a book"), "sources/again/url", "'a book'"),
    "an address without a page": fault(
        "addresses", source("again", "https:///x"), "sources/again/url", "https:///x"
    ),
    "an address of a file": fault(
        "addresses", source("again", "file:///etc/x"), "sources/again/url", "file:///etc/x"
    ),
    "an address that would run": fault(
        "addresses", source("again", "javascript:alert(1)"), "sources/again/url", "javascript:alert(1)"
    ),
    "an empty address": fault("addresses", source("again", ""), "sources/again/url", "''"),
    # names
    "an alias of two": fault(
        "names",
        put("delegations/serbia/aliases", ["kirghizia"]),
        "delegations/serbia/aliases[0]",
        "delegations/kyrgyzstan",
        "'kirghizia'",
    ),
    "a title of two": fault(
        "names", put(f"{OTHER}/title", "The Special Event"), f"{OTHER}/title", EVENT, "'The Special Event'"
    ),
    "a name that is an id": fault(
        "names", put("agencies/sco/acronym", "UN"), "agencies/sco/acronym", "agencies/un", "'UN'"
    ),
    "a former name of another": fault(
        "names",
        put("delegations/serbia/names", [{"name": "India"}]),
        "delegations/serbia/names[0].name",
        "delegations/india",
    ),
    "a name over collections": fault(
        "names",
        put("people/jane-doe/variants", ["Türkiye", "Drugs office"]),
        "people/jane-doe/variants[1]",
        "agencies/unodc",
    ),
    # repetitions
    "a participant twice": fault(
        "repetitions",
        add(f"{EVENT}/participants", {"id": "india", "capacity": "member", "part": "attended"}),
        f"{EVENT}/participants.india.id",
        "'india'",
    ),
    "a person twice": fault(
        "repetitions",
        add(f"{EVENT}/people", {"id": "jane-doe", "post": "Dr", "part": "attended"}),
        f"{EVENT}/people.jane-doe.id",
        "'jane-doe'",
    ),
    "an organiser twice": fault(
        "repetitions", add(f"{EVENT}/organisers", {"id": "un"}), f"{EVENT}/organisers.un.id", "'un'"
    ),
    "a topic twice": fault("repetitions", add(f"{EVENT}/topics", "drugs"), f"{EVENT}/topics[2]", "'drugs'"),
    "a document twice": fault(
        "repetitions", add(f"{EVENT}/documents", "un-sco-treaty"), f"{EVENT}/documents[1]", "'un-sco-treaty'"
    ),
    "a related event twice": fault(
        "repetitions", add(f"{EVENT}/related", "bishkek-2019"), f"{EVENT}/related[1]", "'bishkek-2019'"
    ),
    "a source twice": fault(
        "repetitions", add(f"{EVENT}/sources", {"id": "record"}), f"{EVENT}/sources.record.id", "'record'"
    ),
    "a party twice": fault(
        "repetitions",
        add("documents/un-sco-treaty/parties", "un"),
        "documents/un-sco-treaty/parties[2]",
        "'un'",
    ),
    # relations
    "a relation one way": fault("relations", drop(f"{OTHER}/related"), f"{EVENT}/related[0]", "bishkek-2019"),
    "a relation the other way": fault(
        "relations", put(f"{EVENT}/related", []), f"{OTHER}/related[0]", "un-sco-2018"
    ),
    # involvement
    "a UN body that came": fault(
        "involvement",
        add(f"{OTHER}/participants", {"id": "unodc", "capacity": "agency", "part": "attended"}),
        f"{OTHER}/un_involved",
        "unodc",
    ),
    "a UN body that called": fault(
        "involvement", add(f"{OTHER}/organisers", {"id": "un"}), f"{OTHER}/un_involved", "un is"
    ),
    "a UN body spoken for": fault(
        "involvement", put(f"{EVENT}/un_involved", False), f"{EVENT}/un_involved", "un is"
    ),
    "a UN body spoken for alone": fault(
        "involvement",
        put(
            f"{OTHER}/people", [{"id": "jane-doe", "post": "Dr", "on_behalf_of": "unodc", "part": "attended"}]
        ),
        f"{OTHER}/un_involved",
        "unodc",
    ),
    # periods
    "an event that ends first": fault(
        "periods", put(f"{OTHER}/end", "2019-06-12"), f"{OTHER}/end", "2019-06-12", "2019-06-13"
    ),
    "an event that ends the year before": fault(
        "periods", put(f"{OTHER}/end", "2018"), f"{OTHER}/end", "2018", "2019-06-13"
    ),
    "a status that ends first": fault(
        "periods",
        state("iran", ("observer", "2017-06-09", "2017-06-08")),
        "delegations/iran/statuses[0]",
        "2017-06-08",
        "2017-06-09",
    ),
    "a status that ends at once": fault(
        "periods",
        state("iran", ("observer", "2017-06-09", "2017-06-09")),
        "delegations/iran/statuses[0]",
        "2017-06-09",
    ),
    "a post that ends first": fault(
        "periods",
        put("people/jane-doe/posts/0/until", "2009-12"),
        "people/jane-doe/posts[0]",
        "2009-12",
        "2010",
    ),
    "a name that ends first": fault(
        "periods",
        put("delegations/kyrgyzstan/names/0/from", "1992"),
        "delegations/kyrgyzstan/names[0]",
        "1991-08-31",
        "1992",
    ),
    "a chairmanship that ends first": fault(
        "periods",
        add("delegations/kyrgyzstan/chairmanships", {**CHAIRED, "from": "2030", "until": "2029"}),
        "delegations/kyrgyzstan/chairmanships[1]",
        "2029",
        "2030",
    ),
    "a summit that ends first": fault(
        "periods",
        put("delegations/kyrgyzstan/chairmanships/0/summit/end", "2019-06-12"),
        "delegations/kyrgyzstan/chairmanships[0].summit.end",
        "2019-06-12",
        "2019-06-13",
    ),
    # precision
    "a day where the source has a month": fault(
        "precision",
        put(f"{EVENT}/sources", [{"id": "page", "dated": "2018-11"}]),
        f"{EVENT}/start",
        "2018-11-27",
        "more than 2018-11",
    ),
    "a month where the source has a year": fault(
        "precision",
        put("documents/un-sco-treaty/sources/0/dated", "2018"),
        "documents/un-sco-treaty/date",
        "2018-03",
        "2018",
    ),
    "a day that no source has": fault(
        "precision",
        put(f"{EVENT}/sources", [{"id": "page", "dated": "2018-11"}, {"id": "record", "dated": "2018"}]),
        f"{EVENT}/start",
        "2018-11, 2018",
    ),
    "a day whose source is for something else": fault(
        "precision",
        put(
            f"{EVENT}/sources",
            [{"id": "page", "dated": "2018"}, {"id": "record", "fields": ["title"], "dated": "2018-11-27"}],
        ),
        f"{EVENT}/start",
        "no more than 2018",
    ),
    # disagreements
    "another day": fault(
        "disagreements",
        put(f"{EVENT}/sources/0/dated", "2018-11-28"),
        f"{EVENT}/start",
        "2018-11-27",
        "page says 2018-11-28",
    ),
    "another year": fault(
        "disagreements",
        put(f"{EVENT}/sources/1/dated", "2017"),
        f"{EVENT}/start",
        "2018-11-27",
        "record says 2017",
    ),
    "another month of a document": fault(
        "disagreements",
        put("documents/un-sco-treaty/sources/0/dated", "2018-04"),
        "documents/un-sco-treaty/date",
        "2018-03",
        "2018-04",
    ),
    "the day after the last": fault(
        "disagreements",
        put(f"{OTHER}/sources/0", {"id": "page", "dated": "2019-06-15"}),
        f"{OTHER}/start",
        "2019-06-15",
    ),
    "a conflict about something else": fault(
        "disagreements",
        both(
            put(f"{EVENT}/sources/0/dated", "2018-11-28"),
            put(f"{EVENT}/conflicts", [{**CONFLICT, "field": "venue"}]),
        ),
        f"{EVENT}/start",
        "2018-11-28",
    ),
    # status-gaps
    "a day without a status": fault(
        "status-gaps",
        put("delegations/india/statuses/0/until", "2017-06-08"),
        "delegations/india/statuses[1]",
        "observer",
        "2017-06-08",
        "member",
        "2017-06-09",
    ),
    "years without a status": fault(
        "status-gaps",
        put("delegations/india/statuses/0/until", "2015"),
        "delegations/india/statuses[1]",
        "2015",
    ),
    # status-overlaps
    "a day with two statuses": fault(
        "status-overlaps",
        put("delegations/india/statuses/0/until", "2017-06-10"),
        "delegations/india/statuses[1]",
        "member",
        "2017-06-09",
        "observer",
        "2017-06-10",
    ),
    "a status without an end": fault(
        "status-overlaps",
        state("iran", ("observer", "2005", None), ("member", "2017", None)),
        "delegations/iran/statuses[1]",
        "member",
        "2017",
        "observer",
        "no end",
    ),
    # status-transitions
    "member to observer": fault(
        "status-transitions",
        state("iran", ("observer", "2005", "2010"), ("member", "2010", "2015"), ("observer", "2015", None)),
        "delegations/iran/statuses[2]",
        "observer",
        "after member",
    ),
    "observer to dialogue partner": fault(
        "status-transitions",
        state("iran", ("observer", "2005", "2010"), ("dialogue-partner", "2010", None)),
        "delegations/iran/statuses[1]",
        "dialogue-partner",
        "after observer",
    ),
    "observer to observer": fault(
        "status-transitions",
        state("iran", ("observer", "2005", "2010"), ("observer", "2010", None)),
        "delegations/iran/statuses[1]",
        "observer",
        "after observer",
    ),
    "partner to observer": fault(
        "status-transitions",
        state("iran", ("partner", "2025-09-01", "2025-10-01"), ("observer", "2025-10-01", None)),
        "delegations/iran/statuses[1]",
        "observer",
        "after partner",
    ),
    "a member first that did not found": fault(
        "status-transitions",
        state("iran", ("member", "2001-06-15", None)),
        "delegations/iran/statuses[0]",
        "member",
        "founders",
    ),
    "a founder on another day": fault(
        "status-transitions",
        put("delegations/kyrgyzstan/statuses/0/from", "2001-06-14"),
        "delegations/kyrgyzstan/statuses[0]",
        "founder",
        "2001-06-15",
    ),
    "a founder in another year": fault(
        "status-transitions",
        put("delegations/kyrgyzstan/statuses/0/from", "2001"),
        "delegations/kyrgyzstan/statuses[0]",
        "founder",
        "2001-06-15",
    ),
    "a founder that was something before": fault(
        "status-transitions",
        put("delegations/india/statuses/1/founding", True),
        "delegations/india/statuses[1]",
        "founder",
    ),
    "a founder that is an observer": fault(
        "status-transitions",
        put("delegations/india/statuses/0/founding", True),
        "delegations/india/statuses[0]",
        "founder",
    ),
    "a partner too early": fault(
        "status-transitions",
        state("iran", ("partner", "2025-08-31", None)),
        "delegations/iran/statuses[0]",
        "2025-09-01",
    ),
    "an observer too late": fault(
        "status-transitions",
        state("iran", ("observer", "2025-09-01", None)),
        "delegations/iran/statuses[0]",
        "observer",
        "2025-09-01",
    ),
    "a dialogue partner too late": fault(
        "status-transitions",
        state("iran", ("dialogue-partner", "2026", None)),
        "delegations/iran/statuses[0]",
        "dialogue-partner",
        "2025-09-01",
    ),
    # capacity
    "a member as observer": fault(
        "capacity",
        put(f"{EVENT}/participants/2/capacity", "observer"),
        f"{EVENT}/participants.india",
        "observer",
        "member",
    ),
    "a member as guest": fault(
        "capacity",
        put(f"{EVENT}/participants/2/capacity", "guest"),
        f"{EVENT}/participants.india",
        "guest",
        "member",
    ),
    "a state as agency": fault(
        "capacity",
        put(f"{EVENT}/participants/2/capacity", "agency"),
        f"{EVENT}/participants.india",
        "agency",
        "member",
    ),
    "a dialogue partner as partner": fault(
        "capacity",
        put(f"{EVENT}/participants/3/capacity", "partner"),
        f"{EVENT}/participants.sri-lanka",
        "dialogue-partner",
    ),
    "one without a status as observer": fault(
        "capacity",
        put(f"{EVENT}/participants/4/capacity", "observer"),
        f"{EVENT}/participants.serbia",
        "observer",
        "none",
    ),
    # chair
    "a chair that never was": fault(
        "chair", put(f"{EVENT}/chair", "india"), f"{EVENT}/chair", "india", "2018-11-27"
    ),
    "a chair before its time": fault(
        "chair",
        put("delegations/kyrgyzstan/chairmanships/0/from", "2018-11-28"),
        f"{EVENT}/chair",
        "kyrgyzstan",
        "2018-11-27",
    ),
    "a chair after its time": fault(
        "chair",
        put("delegations/kyrgyzstan/chairmanships/0/until", "2019-06-12"),
        f"{OTHER}/chair",
        "kyrgyzstan",
        "2019-06-13",
    ),
    # unsourced
    "a record without a source": fault(
        "unsourced", put(f"{EVENT}/sources", []), f"{EVENT}/sources", "no source at all"
    ),
    "a delegation without sources": fault(
        "unsourced", drop("delegations/serbia/sources"), "delegations/serbia/sources", "no source at all"
    ),
    "a field without a source": fault(
        "unsourced",
        put("documents/un-sco-treaty/sources/0/fields", ["title", "symbol", "date", "parties"]),
        "documents/un-sco-treaty/vote",
        "no source",
    ),
    "a status without a source": fault(
        "unsourced",
        both(
            put("delegations/india/statuses/1/sources", []),
            put("delegations/india/sources/0", {"id": "page", "fields": ["name"]}),
        ),
        "delegations/india/statuses",
        "member (since 2017-06-09)",
    ),
    # citations
    "a citation for no field": fault(
        "citations",
        put(f"{EVENT}/sources/0/fields", ["start", "colour"]),
        f"{EVENT}/sources.page.fields[1]",
        "colour",
    ),
    "a citation for an empty field": fault(
        "citations",
        put(f"{OTHER}/sources", [*CITED, {"id": "record", "fields": ["venue"]}]),
        f"{OTHER}/sources.record.fields[0]",
        "venue",
    ),
    "a citation for our own words": fault(
        "citations",
        put(f"{EVENT}/sources/0/fields", ["start", "summary"]),
        f"{EVENT}/sources.page.fields[1]",
        "summary",
    ),
    "a conflict about no field": fault(
        "citations",
        put(f"{EVENT}/conflicts", [{**CONFLICT, "field": "colour"}]),
        f"{EVENT}/conflicts[0].field",
        "colour",
    ),
    # acceptances
    "an acceptance that is stale": fault(
        "acceptances",
        put(f"{EVENT}/accepted", [{"check": "capacity", "path": "participants.india", "note": WORDS}]),
        f"{EVENT}/accepted[0]",
        "capacity",
        "'participants.india'",
    ),
    "an acceptance for no check": fault(
        "acceptances",
        put(f"{EVENT}/accepted", [{"check": "colours", "path": "title", "note": WORDS}]),
        f"{EVENT}/accepted[0]",
        "no check",
        "'colours'",
    ),
    "an acceptance of acceptances": fault(
        "acceptances",
        put(f"{EVENT}/accepted", [{"check": "acceptances", "path": "title", "note": WORDS}]),
        f"{EVENT}/accepted[0]",
        "no check",
        "'acceptances'",
    ),
    "a page with a slash": fault(
        "addresses", source("again", "https://example.org/page/"), "sources/again/url", "page"
    ),
    "a page again": fault(
        "addresses", source("again", "https://example.org/page"), "sources/again/url", "page"
    ),
    "an address with half a number": fault(
        "addresses", source("again", "http://[x"), "sources/again/url", "http://[x"
    ),
    "an address with a sign that means another": fault(
        "addresses", source("again", "http://a℀b/"), "sources/again/url", "http://a℀b/"
    ),
    "half a sign": fault("text", swap('"Treaty"', '"\\ud800"'), "//", "documents/un-sco-treaty/title"),
    "NaN for a number": fault("text", swap('"ordinal": 2', '"ordinal": NaN'), "//", "NaN"),
    "a list without its type": fault("shape", drop(f"{EVENT}/sources"), f"{EVENT}/sources", "missing"),
    "a citation's date that is none": fault(
        "dates",
        put(f"{OTHER}/sources/0", {"id": "page", "dated": "2019-13"}),
        f"{OTHER}/sources.page.dated",
        "2019-13",
    ),
    "a status's date that is none": fault(
        "dates",
        put("delegations/india/statuses/0/memorandum", "2005-13"),
        "delegations/india/statuses[0].memorandum",
        "2005-13",
    ),
    "a gap after an imprecise status": fault(
        "status-gaps",
        state("iran", ("observer", "2005-06", "2005"), ("member", "2017", None)),
        "delegations/iran/statuses[1]",
        "2005",
        "2017",
    ),
    "a part's citation for no field": fault(
        "citations",
        put("delegations/india/statuses/1/sources/0", {"id": "page", "fields": ["colour"]}),
        "delegations/india/statuses[1].sources.page.fields[0]",
        "colour",
    ),
    "a part's source twice": fault(
        "repetitions",
        add("delegations/india/statuses/1/sources", {"id": "page"}),
        "delegations/india/statuses[1].sources.page.id",
        "'page'",
    ),
    "a store of a newer format": fault("shape", put("about/unsco/format", 2), "about/unsco/format", "2"),
    "a store that says nothing of itself": fault("shape", put("about", None), "about//", "null"),
    "an object without collections": fault("shape", text(lambda _: "{}"), "//", "collections"),
    "an acceptance that accepts itself": fault(
        "acceptances",
        put(f"{EVENT}/accepted", [{"check": "acceptances", "path": "accepted[0]", "note": WORDS}]),
        f"{EVENT}/accepted[0]",
        "'acceptances'",
    ),
    "two statuses on the day of an event": fault(
        "status-overlaps",
        drop("delegations/india/statuses/0/until"),
        "delegations/india/statuses[1]",
        "no end",
    ),
    "half a sign for a word": fault(
        "text", swap('"treaty"', '"\\ud800"'), "//", "documents/un-sco-treaty/kind"
    ),
    "half a sign for a field": fault("text", swap('"iso2"', '"\\ud800"'), "//", "delegations/kyrgyzstan"),
}


def checked(folder: Path, contents: bytes, *words: str, **environment: Any) -> Answer:
    """What is said of a file with these contents."""
    path = folder / "store.json"
    path.write_bytes(contents)
    return ask("validate", str(path), *words, **environment)


def problems(folder: Path, contents: bytes, *words: str) -> list[dict[str, str]]:
    """The problems of a file, of which the exit code has to tell."""
    answer = checked(folder, contents, "-f", "json", *words)
    found: list[dict[str, str]] = answer.json
    assert answer.code == (1 if found else 0)
    told = [line for line in answer.err.splitlines() if not line.startswith("unsco: accepted, ")]
    assert len(told) == answer.code
    return found


def places(found: list[dict[str, str]]) -> list[tuple[str, str]]:
    """The check of each problem, with collection, id and path in one."""
    return [(one["check"], "/".join(one[name] for name in FIELDS[1:4])) for one in found]


def assert_is(found: list[dict[str, str]], expected: Fault) -> None:
    """Assert that the fault is told, alone."""
    assert places(found) == [(expected.check, expected.place)]
    assert [word for word in expected.said if word not in found[0]["message"]] == []
