"""Linked data: what a parser of JSON-LD reads, and that schema.org has every word of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SDO

from tests.conftest import StoreMaker, ask, delegation, event, written

# rdflib's parser calls what rdflib would rather not have called.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

UN_SCO = "urn:unsco:events/un-sco-2018"
# What schema.org's own context, which is not to be fetched, makes of words.
CONTEXT = {"@vocab": "https://schema.org/"}


def exported(store: str | None = None) -> str:
    answer = ask(*(("--store", store) if store else ()), "export", "jsonld", "-")
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def nodes(document: str) -> dict[str, dict[str, Any]]:
    graph = json.loads(document)
    assert graph.keys() == {"@context", "@graph"}
    assert graph["@context"] == "https://schema.org"
    found = {node["@id"]: node for node in graph["@graph"]}
    assert len(found) == len(graph["@graph"])
    return found


def parsed(document: str) -> Graph:
    return Graph().parse(data=json.dumps({**json.loads(document), "@context": CONTEXT}), format="json-ld")


@pytest.fixture(scope="module")
def document() -> str:
    return exported()


@pytest.fixture(scope="module")
def graph(document: str) -> Graph:
    return parsed(document)


def test_every_record_is_a_node(document: str, shipped: dict[str, dict[str, Any]]) -> None:
    expected = {f"urn:unsco:{name}/{key}" for name in shipped if name != "about" for key in shipped[name]}
    found = nodes(document)
    assert expected <= found.keys()
    assert {key.split("/")[0] for key in found.keys() - expected} == {"urn:unsco:about", "urn:unsco:series"}


def test_schema_org_has_every_word(graph: Graph) -> None:
    assert all(word in SDO for word in set(graph.predicates()) - {RDF.type})
    kinds = set(graph.objects(None, RDF.type))
    assert all(kind in SDO for kind in kinds)
    assert {SDO.Event, SDO.EventSeries, SDO.Organization, SDO.Country, SDO.Person, SDO.Role} <= kinds


def test_whatever_is_referred_to_is_in_the_graph(graph: Graph) -> None:
    named = {one for one in graph.objects() if isinstance(one, URIRef) and one.startswith("urn:unsco:")}
    assert len(named) > 500
    assert named <= set(graph.subjects())


def test_an_event_is_asked_for_in_the_language_of_graphs(graph: Graph) -> None:
    found = graph.query(
        """
        PREFIX schema: <https://schema.org/>
        SELECT ?name WHERE {
            <urn:unsco:events/un-sco-2018> schema:performer ?role .
            ?role schema:roleName "observer" ; schema:performer ?who .
            ?who a schema:Organization, schema:Country ; schema:name ?name .
        }
        """
    )
    assert sorted(str(row[0]) for row in found) == ["Afghanistan", "Belarus", "Iran", "Mongolia"]


def test_an_event_says_when_where_and_on_what_evidence(document: str) -> None:
    talks = nodes(document)[UN_SCO]
    assert (talks["@type"], talks["startDate"]) == ("Event", "2018-11-27")
    assert "endDate" not in talks
    assert talks["location"] == {
        "@type": "Place",
        "name": "UN Headquarters",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "New York",
            "addressCountry": {"@id": "urn:unsco:delegations/usa"},
        },
    }
    assert talks["superEvent"] == {"@id": "urn:unsco:series/UN-SCO%20joint%20special%20event"}
    assert {"@id": "urn:unsco:sources/sectsco-491786"} in talks["subjectOf"]
    assert {"@id": "urn:unsco:topics/counter-terrorism"} in talks["about"]
    page = nodes(document)["urn:unsco:sources/sectsco-491786"]
    assert page["url"] == "http://eng.sectsco.org/news/20181128/491786.html"


def test_who_organised_is_named_once(make_store: StoreMaker) -> None:
    there = [{"id": one, "capacity": "host", "part": "organised"} for one in ("aaa", "bbb")]
    talks = event("talks", organisers=[{"id": "aaa"}, {"id": "ccc"}], participants=there)
    store = make_store(events=[talks], delegations=[delegation(one) for one in ("aaa", "bbb", "ccc")])
    organisers = nodes(exported(store))["urn:unsco:events/talks"]["organizer"]
    assert [one.get("organizer", one) for one in organisers] == [
        {"@id": f"urn:unsco:delegations/{name}"} for name in ("ccc", "aaa", "bbb")
    ]


@pytest.mark.parametrize(
    ("part", "relation"),
    [
        ("chaired", "performer"),
        ("attended", "attendee"),
        ("signed", "attendee"),
        ("sent-message", "contributor"),
        ("received-message", None),
    ],
)
def test_what_somebody_did_decides_as_what_they_are_named(
    part: str, relation: str | None, make_store: StoreMaker
) -> None:
    talks = event("talks", participants=[{"id": "aaa", "capacity": "guest", "part": part}])
    node = nodes(exported(make_store(events=[talks], delegations=[delegation("aaa")])))[
        "urn:unsco:events/talks"
    ]
    role = {"@type": "Role", "roleName": "guest", relation: {"@id": "urn:unsco:delegations/aaa"}}
    named = {
        name: node[name] for name in ("organizer", "performer", "attendee", "contributor") if name in node
    }
    assert named == ({relation: [role]} if relation else {})


@pytest.mark.parametrize(
    "dates", [("2018", None), ("2018-11", "2018-12"), ("2018-11-27", "2018-12")], ids=str
)
def test_dates_keep_their_precision(dates: tuple[str, str | None], make_store: StoreMaker) -> None:
    start, end = dates
    store = make_store(events=[event("talks", start=start, **({"end": end} if end else {}))])
    node = nodes(exported(store))["urn:unsco:events/talks"]
    assert (node["startDate"], node.get("endDate")) == dates


def test_who_is_not_in_the_store_is_described_by_the_id(make_store: StoreMaker) -> None:
    talks = event("talks", organisers=[{"id": "nobody"}], topics=["gone"], country="zzz")
    node = nodes(exported(make_store(events=[talks])))["urn:unsco:events/talks"]
    assert node["organizer"] == [{"@type": "Organization", "name": "nobody"}]
    assert node["about"] == [{"@type": "DefinedTerm", "name": "gone"}]
    assert node["location"]["address"]["addressCountry"] == {"@type": "Country", "name": "zzz"}


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@example("</script><!--", "a b/../#?%é")
@example("\x1b\u202e\u2028\x00", '"<>\\')
@given(ANY, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_no_text_ends_the_document_or_breaks_a_name(folder: Path, title: str, identifier: str) -> None:
    store = written(folder, events=[event(identifier, title=title, summary=title)])
    found = exported(store)
    assert "<" not in found
    assert not set(found) & {"\x1b", "\u202e", "\u2028", "\x00"}
    (node,) = nodes(found).values()
    assert node.get("name", "") == title
    assert node["identifier"] == identifier
    assert node["@id"].isascii()
    assert not set(node["@id"]) & set(' <>"{}|\\^`\n')
