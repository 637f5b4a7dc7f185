"""One record with all that is known of it, and with what refers to it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CITED, SOURCE, Answer, StoreMaker, ask, at, delegation, event

Shipped = dict[str, dict[str, Any]]
COLLECTIONS = ("events", "delegations", "agencies", "people", "documents", "topics", "sources")


def shown(*words: str) -> Any:
    """Return what show prints of one record as JSON."""
    answer = ask("show", *words, "-f", "json")
    assert (answer.code, answer.err) == (0, "")
    (record,) = answer.json
    return record


def drawn(*words: str, width: int = 160) -> str:
    """Return what a command draws on a terminal of this width."""
    answer = ask(*words, terminal=width)
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def ways(section: list[str]) -> dict[str, str]:
    """Return as what each record of a section names the one that is shown."""
    cells = [re.split(r" {2,}", line) for line in section]
    assert len({first for first, *_ in cells}) == len(cells), "each record once"
    return {first: last for first, *_, last in cells}


def sections(sheet: str) -> dict[str, list[str]]:
    """Return the lines of each headed part of a sheet, without the line of column names."""
    _caption, *parts = (block.splitlines() for block in re.split(r"\n\n+", sheet.strip()))
    # Facts have no heading: a name and a value stand in their first line.
    return {lines[0]: lines[2:] for lines in parts if "  " not in lines[0]}


# As what a record names another, by the path of the other's id, with what is said of it beside the id.
WAYS: dict[str, dict[str, tuple[str, ...]]] = {
    "events": {
        "chair": ("SCO chair",),
        "country": ("host country",),
        "organisers.id": ("organiser", "named"),
        "participants.id": ("took part", "capacity", "part"),
        "people.id": ("spoke or was present", "post", "part"),
        "people.on_behalf_of": ("spoken for", "post", "part"),
        "topics": ("topic",),
        "documents": ("document",),
        "related": ("related event",),
        "sources.id": ("source",),
    },
    "agencies": {"parent": ("parent",), "sources.id": ("source",)},
    "people": {"state": ("home state",), "posts.affiliation": ("office", "title", "from", "until")},
    "documents": {"parties": ("party",)},
    "topics": {"broader": ("broader topic",)},
}


def named_in(shipped: Shipped, collection: str, identifier: str) -> dict[str, str]:
    """Work out from the plain file which records of a collection name another, in order, and as what."""
    found: dict[str, dict[str, None]] = {}
    for path, (way, *details) in WAYS[collection].items():
        field, _, key = path.partition(".")
        for name, record in shipped[collection].items():
            for part in at(record, field):
                if (part.get(key) if key else part) == identifier:
                    said = ", ".join(part[detail] for detail in details if detail in part)
                    found.setdefault(name, {})[f"{way}: {said}" if said else way] = None

    def when(name: str) -> tuple[str, str]:
        record = shipped[collection][name]
        return record.get("start") or record.get("date", "~"), name

    return {name: "; ".join(found[name]) for name in sorted(found, key=when)}


def starts(section: list[str]) -> list[str]:
    """Return the first days of the events of a section."""
    return [line.split()[1] for line in section]


def has(found: dict[str, str], expected: dict[str, str], *told: tuple[str, str]) -> None:
    """Check that what is shown is all that is expected, in order, and that this is told there."""
    assert list(found.items()) == list(expected.items())
    for name, way in told:
        assert found[name] == way


# The facts of the release on the second special event: http://eng.sectsco.org/news/20181128/491786.html

REPORTED = {
    "rashid-alimov": ("Rashid Alimov", "SCO Secretary-General"),
    "antonio-guterres": ("António Guterres", "UN Secretary General"),
    "yevgeny-sysoyev": (
        "Yevgeny Sysoyev",
        "Director of the Executive Committee of SCO's Regional Anti-Terrorist Structure",
    ),
    "vladimir-voronkov": (
        "Vladimir Voronkov",
        "UN Under-Secretary General and Chief of the UN Counter-Terrorism Office",
    ),
    "simone-monasebian": (
        "Simone Monasebian",
        "Director of the New York Liaison Office of the UN Office on Drugs and Crime (UNODC)",
    ),
}
TOOK_THE_FLOOR = {
    "member": {
        "ind": "the Republic of India",
        "kaz": "the Republic of Kazakhstan",
        "chn": "the People's Republic of China",
        "pak": "the Islamic Republic of Pakistan",
        "rus": "the Russian Federation",
        "tjk": "the Republic of Tajikistan",
        "uzb": "the Republic of Uzbekistan",
    },
    "observer": {"afg": "Afghanistan", "blr": "Belarus", "irn": "Iran", "mng": "Mongolia"},
    "dialogue-partner": {
        "aze": "Azerbaijan",
        "arm": "Armenia",
        "khm": "Cambodia",
        "npl": "Nepal",
        "tur": "Turkey",
        "lka": "Sri Lanka",
    },
}
CAME_AS_WELL = {
    "guest": {
        "eu": "the European Union",
        "cub": "Cuba",
        "sau": "Saudi Arabia",
        "grc": "Greece",
        "mdg": "Madagascar",
        "qat": "Qatar",
        "bgd": "Bangladesh",
        "gtm": "Guatemala",
        "isr": "Israel",
    },
    "agency": {
        "ilo": "the International Labour Organisation",
        "icrc": "the International Committee of the Red Cross",
        "unodc": "the UN Office on Drugs and Crime (UNODC)",
        "oecd": "the Organisation for Economic Cooperation and Development (OECD)",
    },
}


def test_the_second_special_event_has_its_day_place_and_number() -> None:
    record = shown("un-sco-2018")
    assert record["title"] == "UN-SCO: Cooperation Aimed at Strengthening Peace, Security and Stability"
    assert (record["start"], record["venue"]) == ("2018-11-27", "UN Headquarters")
    assert (record["kind"], record["ordinal"], record["un_involved"]) == ("special-event", 2, True)
    assert record["attendance"] == {"count": 100, "qualifier": "over"}


def test_the_second_special_event_fell_in_the_kyrgyz_chairmanship_and_the_first_in_the_kazakh() -> None:
    record = shown("un-sco-2018")
    assert record["chair"] == "kgz"
    assert "kgz" in [one["id"] for one in record["organisers"]]
    first = shown("un-sco-2016")
    assert (first["ordinal"], first["start"][:7], first["chair"]) == (1, "2016-11", "kaz")
    assert "un-sco-2016" in record["related"]


def test_the_second_special_event_heard_five_reports() -> None:
    record = shown("un-sco-2018")
    reported = {one["id"]: one["post"] for one in record["people"] if one["part"] == "reported"}
    assert reported == {identifier: post for identifier, (_, post) in REPORTED.items()}
    for identifier, (name, _) in REPORTED.items():
        assert shown(identifier)["name"] == name


def test_states_addressed_the_second_special_event_in_their_capacities() -> None:
    participants = shown("un-sco-2018")["participants"]
    for capacity, expected in TOOK_THE_FLOOR.items():
        addressed = [one for one in participants if (one["capacity"], one["part"]) == (capacity, "addressed")]
        assert {one["id"]: one["named"] for one in addressed} == expected


def test_other_states_and_organisations_came_to_the_second_special_event() -> None:
    participants = shown("un-sco-2018")["participants"]
    for capacity, expected in CAME_AS_WELL.items():
        came = [one for one in participants if (one["capacity"], one["part"]) == (capacity, "attended")]
        assert {one["id"]: one["named"] for one in came} == expected


def test_nobody_is_named_at_the_second_special_event_whom_its_sources_do_not_name() -> None:
    everyone = {one["id"] for one in shown("un-sco-2018")["participants"]}
    groups = (*TOOK_THE_FLOOR.values(), *CAME_AS_WELL.values())
    # The organisations whose heads reported, the chair, and the host.
    assert everyone == {name for group in groups for name in group} | {"un", "sco", "rats", "unoct", "kgz"}


def test_the_second_special_event_has_its_topics_outcomes_and_source() -> None:
    record = shown("un-sco-2018")
    assert set(record["topics"]) >= {
        "peace-and-security",
        "counter-terrorism",
        "counter-extremism",
        "drug-trafficking",
        "organised-crime",
        "terrorist-financing",
    }
    outcomes = " ".join(record["outcomes"]).lower()
    assert all(
        word in outcomes for word in ("video", "counter-narcotics", "bilateral", "drug", "cooperation")
    )
    assert "sectsco-491786" in [one["id"] for one in record["sources"]]
    assert shown("sectsco-491786")["url"].startswith("http://eng.sectsco.org/")


# What a person sees.


def test_an_event_begins_with_its_title_and_its_facts() -> None:
    lines = drawn("show", "un-sco-2018").splitlines()
    assert lines[0] == (
        "UN-SCO: Cooperation Aimed at Strengthening Peace, Security and Stability (event un-sco-2018)"
    )
    facts = dict(re.split(r" {2,}", line, maxsplit=1) for line in lines[2:12])
    assert facts["attendance"] == "over 100"
    assert facts["chair"] == "Kyrgyzstan (kgz)"
    assert facts["country"] == "United States (usa)"
    assert facts["start"] == "2018-11-27"
    assert facts["venue"] == "UN Headquarters"


def test_participants_are_grouped_by_capacity_on_a_terminal() -> None:
    found = sections(drawn("show", "un-sco-2018"))
    groups = {heading: lines for heading, lines in found.items() if heading.startswith("participants")}
    assert list(groups) == [
        "participants: hosts (1)",
        "participants: members (8)",
        "participants: observers (4)",
        "participants: dialogue partners (6)",
        "participants: guests (9)",
        "participants: agencies (7)",
    ]
    for heading, lines in groups.items():
        assert len(lines) == int(heading.rpartition("(")[2].rstrip(")"))
    assert [line.split()[0] for line in groups["participants: observers (4)"]] == ["afg", "blr", "irn", "mng"]
    turkey = next(line for line in groups["participants: dialogue partners (6)"] if line.startswith("tur"))
    assert re.split(r" {2,}", turkey) == ["tur", "Turkey", "addressed", "Turkey"]


def test_an_event_lists_people_with_their_posts_and_sources_with_what_they_support() -> None:
    found = sections(drawn("show", "un-sco-2018", width=400))
    people = {line.split()[0]: line for line in found["people"]}
    for identifier, (name, post) in REPORTED.items():
        assert name in people[identifier]
        assert post in people[identifier]
    sources = {line.split()[0]: line for line in found["sources"]}
    assert sources["sectsco-491703"].endswith("Guterres' speech")
    assert list(found)[-1] == "sources"


def test_a_delegation_has_its_statuses_and_its_events(shipped: Shipped) -> None:
    found = sections(drawn("show", "iran", width=2000))
    assert [line.split()[:2] for line in found["statuses"]] == [
        ["observer", "2005-07-05"],
        ["member", "2023-07-04"],
    ]
    assert found["statuses"][0].split()[2] == "2023-07-04"
    assert list(found) == [
        "aliases",
        "adjectives",
        "statuses",
        "named in events",
        "named in people",
        "named in documents",
        "sources",
    ]
    events = ways(found["named in events"])
    has(
        events,
        named_in(shipped, "events", "irn"),
        ("un-sco-2018", "took part: observer, addressed"),
        ("un-sco-2019", "took part: observer, offered-floor"),
        ("summit-2024", "took part: member, attended"),
    )
    assert starts(found["named in events"]) == [shipped["events"][name]["start"] for name in events]
    assert starts(found["named in events"]) == sorted(starts(found["named in events"]))
    has(
        ways(found["named in people"]),
        named_in(shipped, "people", "irn"),
        ("hassan-rouhani", "office: President of Iran"),
    )
    has(
        ways(found["named in documents"]),
        named_in(shipped, "documents", "irn"),
        ("memo-irn-2022", "party"),
    )


def test_periods_are_headed_since_and_until() -> None:
    for name, heading in (("china", "chairmanships"), ("iran", "statuses"), ("rashid alimov", "posts")):
        lines = drawn("show", name, width=2000).splitlines()
        columns = lines[lines.index(heading) + 1].split()
        assert [column for column in columns if column in ("from", "since", "until")] == ["since", "until"]


def test_the_sources_of_a_record_are_those_of_its_parts_as_well(shipped: Shipped) -> None:
    for collection, name, fields in (
        ("delegations", "irn", ("statuses", "chairmanships")),
        ("delegations", "chn", ("statuses", "chairmanships")),
        ("delegations", "kgz", ("statuses", "chairmanships")),
        ("people", "rashid-alimov", ("posts",)),
    ):
        record = shipped[collection][name]
        parts = [part for field in fields for part in record.get(field, [])]
        cited = {one["id"] for part in (record, *parts) for one in part.get("sources", [])}
        assert len(cited) > len(record["sources"])
        found = [line.split()[0] for line in sections(drawn("show", name, width=3000))["sources"]]
        assert len(found) == len(cited)
        assert set(found) == cited


def test_a_source_says_which_parts_of_the_record_it_supports(make_store: StoreMaker) -> None:
    def citing(*names: str) -> list[dict[str, str]]:
        return [{"id": name} for name in names]

    summit = {"city": "Here", "country": "aaa", "start": "2019-06-14"}
    record = delegation("aaa", ("observer", "2010", "2018"), ("member", "2018", None))
    record["statuses"][0]["sources"] = citing("page", "second")
    record["statuses"][1]["sources"] = citing("second", "gone")
    record["chairmanships"] = [
        {"from": "2018", "until": "2019-06-14", "summit": summit, "sources": citing("second", "third")}
    ]
    record["sources"] = [{"id": "page", "supports": "name"}, {"id": "fourth"}]
    post = {"title": "Envoy", "affiliation": "aaa", "from": "2018", "sources": citing("second")}
    ann = {"id": "ann", "name": "Ann", "posts": [post], "sources": [{"id": "page", "supports": "name"}]}
    sources = [{**SOURCE, "id": name, "url": f"https://example.org/{name}"} for name in ("second", "third")]
    sources.append({**SOURCE, "id": "fourth", "url": "https://example.org/fourth"})
    store = make_store(delegations=[record], people=[ann], sources=sources)
    cells = [
        re.split(r" {2,}", line)
        for line in sections(drawn("--store", store, "show", "aaa", width=400))["sources"]
    ]
    assert sorted(cells) == [
        ["fourth", "A publisher", "A page"],
        ["gone", "member (since 2018)"],
        ["page", "A publisher", "A page", "name; observer (2010 to 2018)"],
        [
            "second",
            "A publisher",
            "A page",
            "observer (2010 to 2018); member (since 2018); 2018 to 2019-06-14, Here (2019-06-14)",
        ],
        ["third", "A publisher", "A page", "2018 to 2019-06-14, Here (2019-06-14)"],
    ]
    found = sections(drawn("--store", store, "show", "ann", width=400))
    assert ways(found["sources"]) == {"page": "name", "second": "Envoy, aaa (since 2018)"}
    # Pipelines get the field as it stands.
    (row,) = ask("--store", store, "show", "aaa", "-f", "json").json
    assert row["sources"] == record["sources"]


def test_a_delegation_that_chaired_has_its_chairmanships_with_their_summits() -> None:
    found = sections(drawn("show", "china", width=400))
    assert [line.split()[0] for line in found["chairmanships"]] == [
        "2005-07-05",
        "2011-06-15",
        "2017-06-09",
        "2024-07-04",
    ]
    assert "Qingdao" in found["chairmanships"][2]


def test_an_agency_has_its_parent_its_documents_and_what_refers_to_it(shipped: Shipped) -> None:
    sheet = drawn("show", "UNODC", width=300)
    assert "United Nations Secretariat (un-secretariat)" in sheet
    found = sections(sheet)
    assert [line.split()[0] for line in found["documents"]] == ["mou-unodc-2011", "mou-unodc-rats"]
    # They name it as a party, but are shown already.
    assert list(found) == [
        "names",
        "aliases",
        "documents",
        "conflicts",
        "named in events",
        "named in agencies",
        "named in people",
        "sources",
    ]
    liaison = "Director of the New York Liaison Office of the UN Office on Drugs and Crime (UNODC)"
    found = sections(drawn("show", "UNODC", width=1000))
    has(
        ways(found["named in events"]),
        named_in(shipped, "events", "unodc"),
        ("un-sco-2018", f"took part: agency, attended; spoken for: {liaison}, reported"),
        ("un-sco-2019", "took part: agency, attended"),
        ("small-arms-2020", "organiser; took part: agency, organised"),
    )
    has(
        ways(found["named in agencies"]),
        named_in(shipped, "agencies", "unodc"),
        ("unodc-nylo", "parent"),
    )
    has(
        ways(found["named in people"]),
        named_in(shipped, "people", "unodc"),
        ("simone-monasebian", f"office: {liaison}"),
        ("yury-fedotov", "office: Executive Director of UNODC"),
    )
    assert set(named_in(shipped, "documents", "unodc")) == set(shipped["agencies"]["unodc"]["documents"])


def test_a_person_has_posts_and_appearances(shipped: Shipped) -> None:
    found = sections(drawn("show", "rashid alimov", width=300))
    assert [re.split(r" {2,}", line)[0] for line in found["posts"]] == [
        "Ambassador of Tajikistan to China",
        "SCO Secretary-General",
    ]
    assert list(found) == ["variants", "posts", "named in events", "sources"]
    has(
        ways(found["named in events"]),
        named_in(shipped, "events", "rashid-alimov"),
        ("un-sco-2016", "spoke or was present: SCO Secretary-General, addressed"),
        ("un-sco-2018", "spoke or was present: SCO Secretary-General, reported"),
        ("signing-icrc-2017", "spoke or was present: SCO Secretary-General, signed"),
    )
    assert "Tajikistan (tjk)" in drawn("show", "rashid-alimov")


def test_a_document_has_its_parties_and_the_events_it_belongs_to(shipped: Shipped) -> None:
    sheet = drawn("show", "A/RES/71/14", width=300)
    assert sheet.startswith(
        "A/RES/71/14: Cooperation between the United Nations and the Shanghai Cooperation Organization "
        "(2016) (document a-res-71-14)\n"
    )
    found = sections(sheet)
    assert [line.split()[0] for line in found["parties"]] == ["unga"]
    has(
        ways(found["named in events"]),
        named_in(shipped, "events", "a-res-71-14"),
        ("unga-2016", "document"),
        ("un-sco-2016", "document"),
    )
    assert "without a vote" in sheet


def test_a_topic_has_its_place_among_topics_and_the_events_it_was_discussed_at(shipped: Shipped) -> None:
    sheet = drawn("show", "counter-terrorism", width=300)
    assert "Peace and security (peace-and-security)" in sheet
    found = sections(sheet)
    assert list(found) == ["aliases", "named in events", "named in topics"]
    assert ways(found["named in topics"]) == {"terrorist-financing": "broader topic"}
    has(
        ways(found["named in events"]),
        named_in(shipped, "events", "counter-terrorism"),
        ("un-sco-2016", "topic"),
        ("un-sco-2018", "topic"),
        ("un-sco-2019", "topic"),
    )


def test_a_source_has_its_address_and_what_rests_on_it() -> None:
    sheet = drawn("show", "sectsco-491786", width=300)
    assert "http://eng.sectsco.org/news/20181128/491786.html" in sheet
    found = sections(sheet)
    assert list(found) == [
        "named in events",
        "named in delegations",
        "named in agencies",
        "named in people",
    ]
    assert ways(found["named in events"]) == {"un-sco-2016": "source", "un-sco-2018": "source"}
    assert ways(found["named in people"])["rashid-alimov"] == "source"
    assert ways(found["named in delegations"])["cub"] == "source"
    assert {way for heading in found for way in ways(found[heading]).values()} == {"source"}


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize(
    "name", ["un-sco-2018", "kgz", "unodc", "zhang-deguang", "a-res-71-14", "eu", "rats"]
)
def test_a_sheet_keeps_to_the_width_of_the_terminal(name: str, width: int) -> None:
    # Letters that take two columns are counted as such by the renderer; here none may be over.
    for line in drawn("show", name, width=width).splitlines():
        assert len(line) <= width


def test_several_records_are_shown_in_the_order_they_are_named() -> None:
    names = ["unodc", "tur", "un-sco-2018", "counter-terrorism"]
    assert [record["id"] for record in ask("show", *names, "-f", "json").json] == names
    assert ask("show", *names, "-f", "ids").lines == names
    tsv = [line for line in ask("show", *names).lines if line.startswith("id\t")]
    assert tsv == [f"id\t{name}" for name in names]
    one_by_one = "\n".join(drawn("show", name) for name in names)
    assert drawn("show", *names) == one_by_one


# What pipelines get.


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_json_is_an_array_of_whole_records_with_collection_and_referrers(
    shipped: Shipped, collection: str
) -> None:
    # One in ten sources will do.
    records = list(shipped[collection].items())[:: 10 if collection == "sources" else 1]
    answer = ask("show", *(identifier for identifier, _ in records), "-f", "json")
    assert (answer.code, answer.err) == (0, "")
    for row, (identifier, record) in zip(answer.json, records, strict=True):
        assert row["id"] == identifier
        assert {name: row[name] for name in record} == record
        assert row.keys() == record.keys() | {"collection", "referred_by"}
        assert row["collection"] == collection
    # And alone each is as it is among others.
    for (identifier, _), row in list(zip(records, answer.json, strict=True))[::20]:
        assert shown(identifier) == row


def test_jsonl_has_the_same_records_one_a_line() -> None:
    names = ["tur", "unodc"]
    lines = ask("show", *names, "-f", "jsonl")
    assert [Answer(0, line, "").json for line in lines.lines] == ask("show", *names, "-f", "json").json


def test_in_a_pipe_each_value_is_a_line_with_its_field(shipped: Shipped) -> None:
    answer = ask("show", "tur")
    assert {line.count("\t") for line in answer.lines} == {1}
    pairs = [line.split("\t") for line in answer.lines]
    record = shipped["delegations"]["tur"]
    assert pairs[:4] == [["collection", "delegations"], ["id", "tur"], ["kind", "state"], ["name", "Türkiye"]]
    assert [value for field, value in pairs if field == "aliases"] == record["aliases"]
    assert [value for field, value in pairs if field == "statuses"] == [
        "dialogue-partner (2012-06-07 to 2025-09-01)",
        "partner (since 2025-09-01)",
    ]
    referring = [value for field, value in pairs if field == "referred_by"]
    assert referring == [f"{collection}/{name} {field}" for collection, name, field in naming(shipped, "tur")]
    assert {"events/un-sco-2018 participants", "events/un-sco-2019 participants"} <= set(referring)
    assert {field for field, _ in pairs} == record.keys() | {"collection", "referred_by"}


def test_csv_and_markdown_have_the_same_lines_under_a_header() -> None:
    tsv, csv, md = (ask("show", "un-sco-2018", "-f", name).lines for name in ("tsv", "csv", "md"))
    assert csv[0] == "field,value"
    assert md[0] == "| field | value |"
    assert len(csv) == len(tsv) + 1
    assert len(md) == len(tsv) + 2
    assert ask("show", "un-sco-2018", "--header").lines == ["field\tvalue", *tsv]
    assert ask("show", "un-sco-2018", "-f", "csv", "--no-header").lines == csv[1:]


def test_fields_can_be_chosen_in_every_format() -> None:
    words = ("show", "tur", "-c", "iso3,name")
    assert ask(*words).lines == ["iso3\tTUR", "name\tTürkiye"]
    assert ask(*words, "-f", "csv").lines == ["field,value", "iso3,TUR", "name,Türkiye"]
    assert ask(*words, "-f", "json").json == [{"iso3": "TUR", "name": "Türkiye"}]
    assert ask(*words, "-f", "ids").lines == ["tur"]
    assert "TUR" in drawn(*words)
    assert "statuses" not in drawn(*words)


def test_a_chosen_field_without_a_value_is_null_in_json_and_no_line_in_a_pipe() -> None:
    assert ask("show", "usa", "-c", "id,official_name", "-f", "json").json == [
        {"id": "usa", "official_name": None}
    ]
    assert ask("show", "usa", "-c", "id,official_name").lines == ["id\tusa"]


def test_what_refers_to_a_record_can_be_chosen_alone(shipped: Shipped) -> None:
    (row,) = ask("show", "un-sco-2016", "-c", "referred_by", "-f", "json").json
    assert row == {
        "referred_by": [
            {"collection": collection, "id": name, "field": field}
            for collection, name, field in naming(shipped, "un-sco-2016")
        ]
    }
    for name in ("un-sco-2018", "un-sco-2019", "unga-2016", "vienna-2017"):
        assert {"collection": "events", "id": name, "field": "related"} in row["referred_by"]


def test_a_section_can_be_chosen_on_a_terminal() -> None:
    found = drawn("show", "un-sco-2018", "-c", "participants,topics")
    headings = list(sections(found))
    assert list(sections(drawn("show", "unodc", "-c", "referred_by", width=300))) == [
        "named in events",
        "named in agencies",
        "named in people",
    ]
    assert headings[-1] == "topics"
    assert all(heading.startswith("participants: ") for heading in headings[:-1])
    assert len(headings) == 7


def test_a_field_that_only_some_have_is_empty_for_the_others() -> None:
    words = ("show", "un-sco-2018", "tur", "unodc", "-c", "venue,iso3,id")
    assert ask(*words, "-f", "json").json == [
        {"venue": "UN Headquarters", "iso3": None, "id": "un-sco-2018"},
        {"venue": None, "iso3": "TUR", "id": "tur"},
        {"venue": None, "iso3": None, "id": "unodc"},
    ]
    lines = ask(*words, "-f", "jsonl").lines
    assert [json.loads(line) for line in lines] == ask(*words, "-f", "json").json
    assert ask(*words).lines == [
        "venue\tUN Headquarters",
        "id\tun-sco-2018",
        "iso3\tTUR",
        "id\ttur",
        "id\tunodc",
    ]
    assert ask(*words, "-f", "ids").lines == ["un-sco-2018", "tur", "unodc"]
    sheet = drawn(*words)
    assert sheet.count("UN Headquarters") == sheet.count("TUR") == 1
    assert "(agency unodc)" in sheet


@pytest.mark.parametrize("format_", ["table", "tsv", "json", "jsonl", "ids", "csv", "md"])
def test_a_field_that_none_of_several_has_is_refused(format_: str) -> None:
    answer = ask("show", "tur", "unodc", "-c", "id,venue", "-f", format_)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "no column is called 'venue'" in answer.err
    # What any of them has can be chosen.
    assert "iso3" in answer.err
    assert "acronym" in answer.err


def test_each_of_several_records_begins_with_its_id_where_lines_of_text_are_chosen() -> None:
    words = ("show", "un-sco-2018", "tur", "-c", "title,name")
    title = "UN-SCO: Cooperation Aimed at Strengthening Peace, Security and Stability"
    assert ask(*words).lines == ["id\tun-sco-2018", f"title\t{title}", "id\ttur", "name\tTürkiye"]
    assert ask(*words, "-f", "csv").lines == [
        "field,value",
        "id,un-sco-2018",
        f'title,"{title}"',
        "id,tur",
        "name,Türkiye",
    ]
    assert ask(*words, "-f", "md").lines == [
        "| field | value |",
        "| --- | --- |",
        "| id | un-sco-2018 |",
        f"| title | {title} |",
        "| id | tur |",
        "| name | Türkiye |",
    ]
    # A record without any of the fields has a place all the same.
    assert ask("show", "unodc", "tur", "-c", "iso3").lines == ["id\tunodc", "id\ttur", "iso3\tTUR"]
    # JSON tells records apart, a person sees captions, and one record needs no telling apart.
    assert ask(*words, "-f", "json").json == [
        {"title": title, "name": None},
        {"title": None, "name": "Türkiye"},
    ]
    assert ask("show", "tur", "-c", "name").lines == ["name\tTürkiye"]
    # Where the id is chosen it stands once, where it was asked for.
    assert ask("show", "tur", "irn", "-c", "iso3,id").lines == [
        "iso3\tTUR",
        "id\ttur",
        "iso3\tIRN",
        "id\tirn",
    ]


def test_in_a_pipe_a_participant_is_told_with_name_and_a_person_with_whom_they_spoke_for() -> None:
    lines = ask("show", "un-sco-2018", "-c", "participants,people,organisers").lines
    assert "participants\ttur (dialogue-partner, addressed) Turkey" in lines
    assert "participants\tsco (agency, reported) SCO" in lines
    assert "people\trashid-alimov (SCO Secretary-General, for sco, reported)" in lines
    assert "organisers\tkgz (Kyrgyz chairmanship of the SCO)" in lines
    assert ask("show", "rashid-alimov", "-c", "posts").lines == [
        "posts\tAmbassador of Tajikistan to China, tjk (2005 to 2015)",
        "posts\tSCO Secretary-General, sco (2016-01-01 to 2019-01-01)",
    ]


def test_in_a_pipe_what_a_participant_a_person_or_a_post_lacks_is_left_out(make_store: StoreMaker) -> None:
    held = event(
        "held",
        participants=[{"id": "aaa", "capacity": "guest", "part": "attended"}],
        people=[{"id": "ann", "post": "Envoy", "part": "attended"}],
    )
    posts = [{"title": "Envoy"}, {"title": "Chair", "affiliation": "aaa"}, {"title": "Aide", "from": "2018"}]
    ann = {"id": "ann", "name": "Ann", "posts": posts, "sources": CITED}
    store = make_store(events=[held], delegations=[delegation("aaa")], people=[ann])
    assert ask("--store", store, "show", "held", "-c", "participants,people").lines == [
        "participants\taaa (guest, attended)",
        "people\tann (Envoy, attended)",
    ]
    assert ask("--store", store, "show", "ann", "-c", "posts").lines == [
        "posts\tEnvoy",
        "posts\tChair, aaa",
        "posts\tAide (since 2018)",
    ]


@pytest.mark.parametrize("format_", ["table", "tsv", "json", "jsonl", "ids", "csv", "md"])
def test_a_field_that_the_record_does_not_have_is_refused(format_: str) -> None:
    answer = ask("show", "tur", "-c", "id,venue", "-f", format_)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "no column is called 'venue'" in answer.err
    assert "referred_by" in answer.err


# What refers to what.


REFERRING = (
    # Every path at which a record of the plain file holds an id, and so a reference.
    ("events", "chair"),
    ("events", "country"),
    ("events", "topics"),
    ("events", "documents"),
    ("events", "related"),
    ("events", "organisers.id"),
    ("events", "participants.id"),
    ("events", "people.id"),
    ("events", "people.on_behalf_of"),
    ("events", "sources.id"),
    ("delegations", "statuses.sources.id"),
    ("delegations", "chairmanships.sources.id"),
    ("delegations", "chairmanships.summit.country"),
    ("delegations", "sources.id"),
    ("agencies", "parent"),
    ("agencies", "documents"),
    ("agencies", "sources.id"),
    ("people", "state"),
    ("people", "posts.affiliation"),
    ("people", "posts.sources.id"),
    ("people", "sources.id"),
    ("documents", "parties"),
    ("documents", "vote.voting_against"),
    ("documents", "vote.requested_by"),
    ("documents", "sources.id"),
    ("topics", "broader"),
)


def naming(shipped: Shipped, target: str) -> list[tuple[str, str, str]]:
    """Work out from the plain file what names a record: collection, id and field, each once, in order."""
    found = [
        (collection, identifier, path.partition(".")[0])
        for collection, path in REFERRING
        for identifier, record in shipped[collection].items()
        if identifier != target and target in at(record, path)
    ]
    return list(dict.fromkeys(found))


def test_every_reference_is_known_to_the_record_it_leads_to(shipped: Shipped) -> None:
    expected: dict[str, set[tuple[str, str, str]]] = {}
    for collection, path in REFERRING:
        for identifier, record in shipped[collection].items():
            for target in at(record, path):
                # A state whose own summit closed its chairmanship is no news to it.
                if target != identifier:
                    referral = (collection, identifier, path.partition(".")[0])
                    expected.setdefault(target, set()).add(referral)
    every = [identifier for collection in COLLECTIONS for identifier in shipped[collection]]
    rows = ask("show", *every, "-c", "id,referred_by", "-f", "json").json
    assert len(rows) == len(every) > 300
    for row in rows:
        found = [(one["collection"], one["id"], one["field"]) for one in row["referred_by"] or []]
        assert len(found) == len(set(found)), row["id"]
        assert set(found) == expected.get(row["id"], set()), row["id"]


def test_what_an_event_says_of_a_delegation_is_shown_with_the_delegation(make_store: StoreMaker) -> None:
    held = event(
        "held",
        chair="aaa",
        country="aaa",
        organisers=[{"id": "aaa", "named": "Ministry"}],
        participants=[{"id": "aaa", "capacity": "host", "part": "chaired"}],
        people=[{"id": "ann", "post": "Envoy", "part": "moderated", "on_behalf_of": "aaa"}],
    )
    ann = {"id": "ann", "name": "Ann", "state": "aaa", "sources": CITED}
    store = make_store(events=[held], delegations=[delegation("aaa")], people=[ann])
    found = sections(drawn("--store", store, "show", "aaa", width=400))
    assert {heading: ways(lines) for heading, lines in found.items()} == {
        "named in events": {
            "held": "SCO chair; host country; organiser: Ministry; took part: host, chaired; "
            "spoken for: Envoy, moderated"
        },
        "named in people": {"ann": "home state"},
    }
    heading = drawn("--store", store, "show", "aaa", width=400).splitlines()
    assert heading[heading.index("named in events") + 1].split() == ["id", "date", "title", "as"]
    assert heading[heading.index("named in people") + 1].split() == ["id", "name", "as"]


def test_everything_that_names_a_record_is_said_where_it_is_named(make_store: StoreMaker) -> None:
    posts = [
        {"title": "Envoy", "affiliation": "aaa", "from": "2018", "until": "2019"},
        {"title": "Minister", "affiliation": "aaa"},
    ]
    summit = {"city": "There", "country": "aaa", "start": "2019-06-14"}
    chair = {"from": "2018", "until": "2019-06-14", "summit": summit, "sources": CITED}
    vote = {"voting_against": ["aaa", "bbb"], "requested_by": "aaa"}
    text = {"kind": "resolution", "title": "Text", "sources": CITED}
    store = make_store(
        delegations=[delegation("aaa"), delegation("bbb", chairmanships=[chair])],
        people=[{"id": "ann", "name": "Ann", "state": "aaa", "posts": posts, "sources": CITED}],
        documents=[
            {"id": "late", "date": "2018", "parties": ["aaa"], **text},
            {"id": "early", "date": "2001", "parties": ["aaa"], "vote": vote, **text},
        ],
    )
    found = sections(drawn("--store", store, "show", "aaa", width=400))
    assert {heading: ways(lines) for heading, lines in found.items()} == {
        "named in delegations": {"bbb": "host of the summit"},
        "named in people": {"ann": "home state; office: Envoy, 2018, 2019; office: Minister"},
        "named in documents": {"early": "party; voted against; asked for the vote", "late": "party"},
    }
    assert [line.split()[0] for line in found["named in documents"]] == ["early", "late"]


def test_a_person_at_an_event_in_two_posts_is_named_once_with_both(make_store: StoreMaker) -> None:
    spoke = [{"id": "ann", "post": post, "part": "addressed"} for post in ("Envoy", "Chair", "Envoy")]
    store = make_store(
        events=[event("late", start="2019", people=spoke), event("early", start="2017", people=spoke[:1])],
        people=[{"id": "ann", "name": "Ann", "sources": CITED}],
    )
    section = sections(drawn("--store", store, "show", "ann", width=300))["named in events"]
    assert list(ways(section)) == ["early", "late"]
    assert ways(section)["late"] == (
        "spoke or was present: Envoy, addressed; spoke or was present: Chair, addressed"
    )


def test_what_a_record_shows_itself_is_not_named_again(make_store: StoreMaker) -> None:
    shown_already = {"kind": "memorandum", "title": "Shown", "parties": ["body"], "sources": CITED}
    store = make_store(
        agencies=[
            {"id": "body", "name": "Body", "kind": "other", "documents": ["shown"], "sources": CITED},
        ],
        documents=[{"id": "shown", **shown_already}, {"id": "other", **shown_already, "title": "Other"}],
    )
    found = sections(drawn("--store", store, "show", "body"))
    assert [line.split()[0] for line in found["documents"]] == ["shown"]
    assert ways(found["named in documents"]) == {"other": "party"}
    # And the other way round.
    assert list(sections(drawn("--store", store, "show", "shown"))) == ["parties", "sources"]
    assert list(sections(drawn("--store", store, "show", "other"))) == ["parties", "sources"]
    (row,) = ask("--store", store, "show", "body", "-f", "json").json
    assert [one["id"] for one in row["referred_by"]] == ["shown", "other"]


def test_a_summit_held_at_each_others_place_is_not_taken_for_shown(make_store: StoreMaker) -> None:
    def chaired(host: str, year: int) -> list[dict[str, Any]]:
        summit = {"city": "Town", "country": host, "start": f"{year}-06-14"}
        return [{"from": f"{year - 1}", "until": f"{year}-06-14", "summit": summit, "sources": CITED}]

    store = make_store(
        delegations=[
            delegation("aaa", chairmanships=chaired("bbb", 2011)),
            delegation("bbb", chairmanships=chaired("aaa", 2021)),
        ]
    )
    sheet = drawn("--store", store, "show", "aaa", width=300)
    assert "bbb" in sheet


def test_another_record_with_the_id_of_one_shown_is_named_all_the_same(make_store: StoreMaker) -> None:
    topic = {"id": "h1", "label": "One", "description": "Of all"}
    store = make_store(events=[event("one", topics=["h1"]), event("h1", related=["one"])], topics=[topic])
    found = sections(drawn("--store", store, "show", "events/one"))
    assert ways(found["topics"]) == {"h1": "One"}
    assert ways(found["named in events"]) == {"h1": "related event"}


def test_events_that_name_each_other_are_shown_once(make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", related=["two"]), event("two", related=["one"]), event("three")])
    found = sections(drawn("--store", store, "show", "one"))
    assert list(found) == ["related", "sources"]
    assert [line.split()[0] for line in found["related"]] == ["two"]
    (row,) = ask("--store", store, "show", "one", "-f", "json").json
    assert row["referred_by"] == [{"collection": "events", "id": "two", "field": "related"}]


def test_an_event_that_another_names_shows_the_other(make_store: StoreMaker) -> None:
    store = make_store(events=[event("one"), event("two", related=["one"])])
    found = sections(drawn("--store", store, "show", "one"))
    assert ways(found["named in events"]) == {"two": "related event"}


def test_an_id_that_stands_in_a_text_is_no_reference(make_store: StoreMaker) -> None:
    held = event("held", summary="aaa", city="aaa", notes='"aaa"')
    store = make_store(events=[held], delegations=[delegation("aaa")])
    assert "referred_by" not in ask("--store", store, "show", "aaa").out


@pytest.mark.parametrize(
    "layout",
    [{"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}, {"ensure_ascii": False}],
)
def test_a_reference_is_found_however_the_file_is_laid_out(
    make_store: StoreMaker, layout: dict[str, Any]
) -> None:
    path = Path(
        make_store(events=[event("held", city="Zürich", country="aaa")], delegations=[delegation("aaa")])
    )
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), **layout), encoding="utf-8")
    (row,) = ask("--store", str(path), "show", "aaa", "-f", "json").json
    assert row["referred_by"] == [{"collection": "events", "id": "held", "field": "country"}]


@pytest.mark.parametrize("format_", ["table", "tsv", "csv", "json", "jsonl", "md"])
def test_references_that_lead_nowhere_are_shown_as_they_stand(make_store: StoreMaker, format_: str) -> None:
    held = event(
        "held",
        chair="gone-chair",
        country="gone-country",
        organisers=[{"id": "gone-organiser"}],
        participants=[{"id": "gone-guest", "capacity": "guest", "part": "attended"}],
        people=[{"id": "gone-person", "post": "Envoy", "part": "attended", "on_behalf_of": "gone-state"}],
        topics=["gone-topic"],
        documents=["gone-document"],
        related=["gone-event"],
        sources=[{"id": "gone-source", "supports": "all"}],
    )
    ann = {"id": "ann", "name": "Ann", "state": "gone-state", "sources": CITED}
    body = {"id": "body", "name": "Body", "kind": "other", "parent": "gone-parent", "sources": CITED}
    text = {"id": "text", "kind": "plan", "title": "Text", "parties": ["gone-party"], "sources": CITED}
    topic = {"id": "topic", "label": "Topic", "description": "Of all", "broader": "gone-broader"}
    records = (held, ann, body, text, topic)
    store = make_store(events=[held], people=[ann], agencies=[body], documents=[text], topics=[topic])
    answer = ask("--store", store, "show", *(record["id"] for record in records), "-f", format_)
    assert (answer.code, answer.err) == (0, "")
    gone = set(re.findall(r"gone-\w+", str(records)))
    assert set(re.findall(r"gone-\w+", answer.out.replace("\\-", "-"))) == gone


@pytest.mark.parametrize("view", COLLECTIONS)
def test_references_that_lead_nowhere_are_left_out_of_lists_and_noted(
    make_store: StoreMaker, view: str
) -> None:
    held = event(
        "held",
        participants=[{"id": "gone", "capacity": "guest", "part": "attended"}],
        people=[{"id": "gone", "post": "Envoy", "part": "attended"}],
        topics=["gone"],
        documents=["gone"],
        related=["gone"],
        sources=[{"id": "gone"}],
    )
    store = make_store(events=[held])
    note = "named there, but not in the store: gone"
    for format_, empty in (("tsv", ""), ("ids", ""), ("jsonl", ""), ("json", "[]\n")):
        answer = ask("--store", store, "list", view, "--event", "held", "-f", format_)
        assert answer == Answer(0, empty, f"unsco: {note}\n")
    table = ask("--store", store, "list", view, "--event", "held", terminal=100)
    assert (table.code, table.err) == (0, "")
    assert table.lines[-1] == note
    assert table.out.count("gone") == 1
    assert ask("--store", store, "show", "held", "-f", "ids") == Answer(0, "held\n", "")


def test_a_record_with_the_least_it_may_have_can_be_shown(make_store: StoreMaker) -> None:
    store = make_store(
        events=[event("held")],
        delegations=[delegation("aaa")],
        people=[{"id": "ann", "name": "Ann", "sources": CITED}],
        topics=[{"id": "one", "label": "One", "description": "Of all"}],
    )
    for name, caption in {
        "held": "held (event held)",
        "aaa": "Aaa (delegation aaa)",
        "ann": "Ann (person ann)",
        "one": "One (topic one)",
        "page": "A publisher: A page (source page)",
    }.items():
        assert drawn("--store", store, "show", name).splitlines()[0] == caption
    (row,) = ask("--store", store, "show", "one", "-f", "json").json
    expected = {"id": "one", "label": "One", "description": "Of all", "collection": "topics"}
    assert {name: value for name, value in row.items() if value} == expected
    assert row["referred_by"] == []


def test_a_source_may_be_named_by_its_address(make_store: StoreMaker) -> None:
    store = make_store(events=[event("held")])
    assert ask("--store", store, "show", SOURCE["url"], "-f", "ids").lines == ["page"]
    assert ask("--store", store, "show", "page", "-c", "referred_by").lines == [
        "referred_by\tevents/held sources"
    ]
