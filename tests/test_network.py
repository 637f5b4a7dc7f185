"""Who meets whom: each link counted anew from the list of events, and the graphs loaded by others."""

import io
import re
import shutil
import subprocess
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pydot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.conftest import CITED, StoreMaker, answered, ask, delegation, event, process, written
from tests.test_hostile import PIECES, TEXTS, acting, unescaped

Link = dict[str, Any]
Records = list[dict[str, Any]]

COLUMNS = ["id", "name", "other", "other_name", "weight", "events"]
GRAPHS = ("graphml", "dot")
FILTERS = [
    (),
    ("--from", "2018", "--to", "2019"),
    ("--topic", "drug-trafficking"),
    ("--topic", "drug-trafficking", "--topic", "counter-terrorism"),
    ("--kind", "summit", "--kind", "signing"),
    ("--series", "joint special"),
    ("--city", "Vienna"),
    ("--country", "uzbekistan"),
    ("--with", "iran", "--with", "unodc"),
    ("--no-un-involved",),
    ("--to", "2018-10-15"),
    ("--to", "2018-10-15", "--certain"),
]


def links(*words: str, **circumstances: Any) -> list[Link]:
    found: list[Link] = answered(*words, "-f", "json", **circumstances).json
    return found


def weights(found: list[Link]) -> dict[tuple[str, str], int]:
    return {(link["id"], link["other"]): link["weight"] for link in found}


def counted(events: Records, known: set[str]) -> dict[frozenset[str], list[str]]:
    """The events that each two share, counted in the plainest way."""
    shared: dict[frozenset[str], list[str]] = {}
    for one in events:
        present = {part["id"] for part in one.get("participants", [])} & known
        for pair in combinations(present, 2):
            shared.setdefault(frozenset(pair), []).append(one["id"])
    return shared


def parties(shipped: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {**shipped["delegations"], **shipped["agencies"]}


def held(identifier: str, *present: str, **fields: Any) -> dict[str, Any]:
    """An event with these participants."""
    parts = [{"id": one, "capacity": "guest", "part": "attended"} for one in present]
    return event(identifier, participants=parts, **fields)


def agency(identifier: str, **fields: Any) -> dict[str, Any]:
    return {"id": identifier, "name": identifier.upper(), "kind": "other", "sources": CITED, **fields}


@pytest.fixture
def store(make_store: StoreMaker) -> str:
    """Three who met, one who met one of them, one who was alone, and one whom the store does not know."""
    return make_store(
        events=[
            held("late", "aaa", "bbb", start="2020-05-01"),
            held("early", "bbb", "aaa", "body", start="2010-05-01"),
            held("some-day", "aaa", "bbb", "body", "nowhere", start="2015"),
            held("apart", "body", "ccc", start="2016-02", kind="summit"),
            held("alone", "ddd", start="2017"),
            held("unheard", "nowhere", "ddd", start="2018"),
            event("empty", start="2019"),
        ],
        delegations=[delegation(one) for one in ("aaa", "bbb", "ccc", "ddd")],
        agencies=[agency("body")],
    )


# What is counted


@pytest.mark.parametrize("filters", FILTERS, ids=" ".join)
def test_each_weight_is_the_number_of_events_in_which_both_took_part(
    filters: tuple[str, ...], shipped: dict[str, dict[str, Any]]
) -> None:
    events = answered("list", "events", *filters, "-f", "json").json
    expected = counted(events, set(parties(shipped)))
    found = links("network", *filters)
    assert {frozenset((link["id"], link["other"])): link["events"] for link in found} == expected
    assert all(link["weight"] == len(link["events"]) for link in found)
    assert found


IDS = ("aaa", "bbb", "ccc", "body", "nowhere")
DAYS = ("2010", "2010-03", "2010-03-05", "2011-07", "2012-01-31")
MEETINGS = st.lists(
    st.tuples(st.lists(st.sampled_from(IDS), max_size=6), st.sampled_from(DAYS), st.booleans()), max_size=8
)
BOUNDS = st.lists(st.sampled_from(("--from 2010-03-05", "--to 2011", "--certain", "--un-involved")))


@settings(max_examples=60, deadline=None, database=None)
@given(MEETINGS, BOUNDS, st.integers(1, 3), st.sets(st.sampled_from(IDS[:4])))
def test_a_network_is_what_a_naive_count_of_the_events_gives(
    folder: Path,
    meetings: list[tuple[list[str], str, bool]],
    bounds: list[str],
    least: int,
    named: set[str],
) -> None:
    store = written(
        folder,
        events=[
            held(f"event-{number}", *present, start=start, un_involved=involved)
            for number, (present, start, involved) in enumerate(meetings)
        ],
        delegations=[delegation(one) for one in IDS[:3]],
        agencies=[agency("body")],
    )
    filters = " ".join(bounds).split()
    listed = answered("--store", store, "list", "events", *filters, "-f", "json").json
    found = links("--store", store, "network", *sorted(named), *filters, "--min", str(least))
    expected = {
        pair: events
        for pair, events in counted(listed, set(IDS[:4])).items()
        if len(events) >= least and (not named or pair & named)
    }
    assert {frozenset((link["id"], link["other"])): link["events"] for link in found} == expected
    # No two rows are about the same two, and nobody meets themselves.
    assert len(found) == len(expected)
    assert all(link["id"] != link["other"] for link in found)
    assert all(link["weight"] == len(link["events"]) for link in found)


def test_who_is_named_twice_in_an_event_took_part_once(make_store: StoreMaker) -> None:
    store = make_store(
        events=[held("one", "aaa", "bbb", "aaa")], delegations=[delegation("aaa"), delegation("bbb")]
    )
    assert weights(links("--store", store, "network")) == {("aaa", "bbb"): 1}


# How it is answered


def test_a_row_has_both_names_the_weight_and_the_events_in_order_of_time(store: str) -> None:
    assert links("--store", store, "network")[0] == {
        "id": "aaa",
        "name": "Aaa",
        "other": "bbb",
        "other_name": "Bbb",
        "weight": 3,
        "events": ["early", "some-day", "late"],
    }


def test_the_heaviest_comes_first_and_then_the_order_is_that_of_the_ids() -> None:
    for found in (links("network"), links("network", "iran", "unodc")):
        keys = [(-link["weight"], link["id"], link["other"]) for link in found]
        assert keys == sorted(keys)
    assert all(link["id"] < link["other"] for link in links("network"))


def test_more_columns_tell_delegations_from_agencies(shipped: dict[str, dict[str, Any]]) -> None:
    question = ("network", "--min", "9", "-c", "id,kind,other,other_kind")
    for one, kind, other, other_kind in (line.split("\t") for line in answered(*question).lines):
        assert kind == ("delegation" if one in shipped["delegations"] else "agency")
        assert other_kind == ("delegation" if other in shipped["delegations"] else "agency")


def test_codes_stand_for_names_where_they_are_asked_for(shipped: dict[str, dict[str, Any]]) -> None:
    for link in links("network", "--names", "code"):
        for identifier, name in ((link["id"], link["name"]), (link["other"], link["other_name"])):
            record = parties(shipped)[identifier]
            assert name in (record.get("iso3"), record.get("acronym"), identifier.upper())
    # A network speaks of no single day, so that the names are those of today.
    question = ("network", "turkey", "--to", "2019")
    assert {link["name"] for link in links(*question)} == {"Türkiye"}
    assert links(*question, "--names", "then") == links(*question, "--names", "current")
    labels = [
        said["label"] for said in in_dot(answered(*question, "--names", "code", "-f", "dot").out)[0].values()
    ]
    assert "TUR" in labels
    assert "Türkiye" not in labels


def test_only_links_of_at_least_so_many_events_are_asked_for() -> None:
    everything = links("network")
    for least in ("1", "2", "26", "99"):
        expected = [link for link in everything if link["weight"] >= int(least)]
        assert links("network", "--min", least) == expected
    assert "26 events" in answered("network", "--min", "26", "-f", "table").lines[0]


def test_only_the_links_of_those_named_are_asked_for_and_they_come_first() -> None:
    everything = links("network")
    found = links("network", "Iran", "UNODC")
    assert {link["id"] for link in found} == {"irn", "unodc"}
    assert len(found) == sum(
        not {"irn", "unodc"}.isdisjoint((link["id"], link["other"])) for link in everything
    )
    # The two are linked, too: by the order of their ids.
    assert ("irn", "unodc") in weights(found)
    assert links("network", "-", stdin="irn\tIran\nunodc\n") == found
    assert links("network", "-", stdin="") == []
    assert "Who met Iran or United Nations Office" in answered("network", "iran", "unodc", "-f", "table").out


@pytest.mark.parametrize("words", [("nobody",), ("iran", "nobody"), ("rashid-alimov",), ("un-sco-2018",)])
def test_only_delegations_and_agencies_have_links(words: tuple[str, ...]) -> None:
    answer = ask("network", *words)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("unsco: no delegation or agency is called")


def test_what_the_dates_leave_open_is_kept_and_said_or_left_out(store: str) -> None:
    question = ("--store", store, "network", "--from", "2015-06", "-f", "json")
    answer = answered(*question)
    assert weights(answer.json) == {
        ("aaa", "bbb"): 2,
        ("aaa", "body"): 1,
        ("bbb", "body"): 1,
        ("body", "ccc"): 1,
    }
    assert answer.err.splitlines() == [
        "unsco: unknown for some-day: the dates on record are not precise enough",
        "unsco: took part, but not in the store: nowhere",
    ]
    certain = answered(*question, "--certain")
    assert weights(certain.json) == {("aaa", "bbb"): 1, ("body", "ccc"): 1}
    assert "unknown" not in certain.err


def test_only_events_that_make_a_link_are_said_to_be_open(store: str) -> None:
    # One who was alone is not met, whenever it was.
    assert "unknown" not in ask("--store", store, "network", "ccc", "--from", "2015-06").err


def test_who_is_not_in_the_store_has_no_links_and_is_named(store: str) -> None:
    answer = answered("--store", store, "network", terminal=80)
    assert answer.err == ""
    assert "took part, but not in the store: nowhere" in answer.lines
    assert all("nowhere" not in (link["id"], link["other"]) for link in links("--store", store, "network"))


@pytest.mark.parametrize(
    ("words", "found", "to_try"),
    [
        (("--from", "2019", "--to", "2018"), "--from 2019", "turn them round"),
        (("--min", "0"), "'0'", "write 1 or more"),
        (("--min", "many"), "'many'", "number of shared events"),
        (("-f", "graphm"), "'graphm'", "did you mean graphml?"),
        (("-f", "yaml"), "'yaml'", "md, html, svg, ids, graphml, dot"),
        (("-f", "dot", "-c", "id,other"), "--columns", "choose another --format"),
        (("-f", "graphml", "--header"), "--header", "choose another --format"),
        (("-f", "graphml", "--no-header"), "--header", "choose another --format"),
        (("-c", "evnts"), "'evnts'", "did you mean events?"),
        (("--kind", "sumit"), "'sumit'", "did you mean summit?"),
    ],
)
def test_a_wrong_question_is_told_on_one_line(words: tuple[str, ...], found: str, to_try: str) -> None:
    answer = ask("network", *words)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (2, "", 1)
    assert found in answer.err
    assert to_try in answer.err


@pytest.mark.parametrize("format_", GRAPHS)
@pytest.mark.parametrize("words", [("list", "observers"), ("show", "iran"), ("cite", "iran"), ("coverage",)])
def test_other_answers_are_no_graphs(words: tuple[str, ...], format_: str) -> None:
    answer = ask(*words, "-f", format_)
    assert (answer.code, answer.out) == (2, "")
    assert f"no format is called '{format_}'" in answer.err
    assert "graphml, dot" not in answer.err


# On a terminal and in a pipe


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_table_has_room_for_all_but_the_events_and_says_so(width: int) -> None:
    answer = answered("network", "--min", "20", terminal=width)
    assert max(map(cell_len, answer.lines)) <= width
    said = " ".join(answer.out.split())
    assert said.endswith("left out: events (choose with --columns)")
    # Who met whom how often is kept before the names.
    heading = next(line for line in answer.lines if line.startswith("id"))
    assert heading.split()[-1] == "weight"
    assert ("other name" in heading) is (width >= 80)
    assert ("no room for" in said) is (width < 80)
    assert "summit-2018" not in said


@pytest.mark.parametrize("width", [None, 80])
def test_a_table_shows_the_events_where_they_are_chosen(width: int | None) -> None:
    out = answered("network", "--min", "30", "-c", "id,other,events", "-f", "table", terminal=width).out
    assert "summit-2018" in out
    assert "left out" not in out


def test_the_title_counts_what_is_there(store: str) -> None:
    def title(*words: str) -> str:
        return answered("--store", store, "network", *words, "-f", "table").lines[0]

    everything = (
        "Who met whom: 4 links between 4 delegations and agencies, 4 events, 2010-05-01 to 2020-05-01"
    )
    assert title() == everything
    assert title("-n", "1") == f"{everything} – 1 of 4 rows"
    assert title("ccc", "--kind", "summit") == (
        "Who met Ccc of kind summit: 1 link between 2 delegations and agencies, 1 event, 2016-02"
    )
    assert title("--min", "3") == (
        "Who met whom: 1 link of at least 3 events between 2 delegations and agencies, "
        "3 events, 2010-05-01 to 2020-05-01"
    )


def test_a_pipe_gets_lines_with_everything() -> None:
    answer = process("network", "--min", "25")
    assert (answer.code, answer.err) == (0, "")
    rows = [line.split("\t") for line in answer.lines]
    assert [[*row[:4], int(row[4]), row[5].split("; ")] for row in rows] == [
        [link[name] for name in COLUMNS] for link in links("network", "--min", "25")
    ]
    assert answered("network", "-n", "0", "--header", "-f", "tsv").out == "\t".join(COLUMNS) + "\n"


@pytest.mark.parametrize("format_", [*GRAPHS, "json"])
def test_data_is_never_coloured_nor_cut(format_: str) -> None:
    question = ("network", "--min", "20", "-f", format_)
    assert answered(*question, terminal=20, environ={"FORCE_COLOR": "1", "NO_COLOR": ""}) == ask(*question)
    assert process(*question) == ask(*question)


# Graphs, as others load them

Graph = tuple[dict[str, dict[str, str]], dict[frozenset[str], dict[str, Any]]]


def graph_of(found: list[Link], kinds: dict[str, str]) -> Graph:
    """The nodes and edges that links in JSON stand for."""
    names = {link["id"]: link["name"] for link in found}
    names |= {link["other"]: link["other_name"] for link in found}
    nodes = {one: {"label": name, "kind": kinds[one]} for one, name in names.items()}
    edges = {
        frozenset((link["id"], link["other"])): {"weight": link["weight"], "events": " ".join(link["events"])}
        for link in found
    }
    return nodes, edges


def in_graphml(out: str) -> Graph:
    """What NetworkX makes of GraphML, with the texts read backwards."""
    graph = nx.read_graphml(io.BytesIO(out.encode()))
    assert type(graph) is nx.Graph
    nodes = {
        unescaped(one): {name: unescaped(said.get(name, "")) for name in ("label", "kind")}
        for one, said in graph.nodes(data=True)
    }
    edges = {
        frozenset((unescaped(one), unescaped(other))): {**said, "events": unescaped(said["events"])}
        for one, other, said in graph.edges(data=True)
    }
    assert len(nodes) == len(graph)
    assert len(edges) == graph.number_of_edges()
    return nodes, edges


def unquoted(text: str) -> str:
    """The text that a quoted id of DOT stands for: its grammar has one escape, and no other meaning."""
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', text, re.DOTALL)
    return text[1:-1].replace('\\"', '"')


def drawn(label: str) -> str:
    """The text that Graphviz draws for a label without line ends, of which a name without entities is one."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"&amp;(?=#?\w+;)", "&", label))


def in_dot(out: str) -> Graph:
    """What pydot makes of DOT, with the texts read backwards."""
    (graph,) = pydot.graph_from_dot_data(out)
    assert graph.get_type() == "graph"
    assert graph.get_strict()
    found = [node for node in graph.get_nodes() if node.get_name().startswith('"')]
    nodes = {
        unescaped(unquoted(node.get_name())): {
            "label": unescaped(drawn(unquoted(node.get("label")))),
            "kind": unquoted(node.get("kind")),
        }
        for node in found
    }
    edges = {
        frozenset(unescaped(unquoted(end)) for end in (edge.get_source(), edge.get_destination())): {
            "weight": int(edge.get("weight")),
            "events": unescaped(unquoted(edge.get("events"))),
        }
        for edge in graph.get_edges()
    }
    assert len(nodes) == len(found)
    assert len(edges) == len(graph.get_edges())
    return nodes, edges


LOADED = {"graphml": in_graphml, "dot": in_dot}
FOR_GRAPHS = [
    ("--min", "5"),
    ("iran", "unodc", "--min", "3"),
    ("--topic", "drug-trafficking", "--from", "2018", "--limit", "40"),
    ("--min", "20", "--sort", "other_name"),
    ("--min", "1000"),
]


@pytest.mark.parametrize("format_", GRAPHS)
@pytest.mark.parametrize("words", FOR_GRAPHS, ids=" ".join)
def test_a_graph_that_is_loaded_has_the_links_of_json(
    words: tuple[str, ...], format_: str, shipped: dict[str, dict[str, Any]]
) -> None:
    kinds = {one: "delegation" if one in shipped["delegations"] else "agency" for one in parties(shipped)}
    out = answered("network", *words, "-f", format_).out
    assert LOADED[format_](out) == graph_of(links("network", *words), kinds)


def test_the_whole_network_is_loaded_from_graphml() -> None:
    graph = nx.read_graphml(io.BytesIO(answered("network", "-f", "graphml").out.encode()))
    found = links("network")
    assert {frozenset(ends) for ends in graph.edges} == {
        frozenset((link["id"], link["other"])) for link in found
    }
    strength: Counter[str] = Counter()
    for link in found:
        strength.update({link["id"]: link["weight"], link["other"]: link["weight"]})
    # As an analysis asks: how strongly is each tied to all others?
    assert dict(graph.degree(weight="weight")) == strength


def test_networkx_reads_dot_too() -> None:
    out = answered("network", "--min", "20", "-f", "dot").out
    graph = nx.nx_pydot.read_dot(io.StringIO(out))
    assert type(graph) is nx.Graph
    assert graph.nodes["rus"] == {"label": '"Russia"', "kind": '"delegation"'}
    assert graph.number_of_edges() == len(links("network", "--min", "20"))


def test_graphml_declares_each_attribute_as_gephi_wants_it() -> None:
    out = answered("network", "--min", "25", "-f", "graphml").out
    assert out.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ET.fromstring(out)
    assert root.tag == f"{space}graphml"
    keys = {key.get("id"): key for key in root.findall(f"{space}key")}
    assert {
        name: (key.get("for"), key.get("attr.name"), key.get("attr.type")) for name, key in keys.items()
    } == {
        "label": ("node", "label", "string"),
        "kind": ("node", "kind", "string"),
        "weight": ("edge", "weight", "int"),
        "events": ("edge", "events", "string"),
    }
    (graph,) = root.findall(f"{space}graph")
    assert graph.get("edgedefault") == "undirected"
    for what, names in (("node", ["label", "kind"]), ("edge", ["weight", "events"])):
        for part in graph.findall(f"{space}{what}"):
            assert [said.get("key") for said in part] == names
    # Nodes come before the edges that name them.
    tags = [part.tag.removeprefix(space) for part in graph]
    assert tags == sorted(tags, key=["desc", "node", "edge"].index)
    ids = [node.get("id") for node in graph.findall(f"{space}node")]
    assert ids == sorted(ids, key=str)


@pytest.mark.parametrize("format_", GRAPHS)
def test_the_same_question_has_the_same_bytes(format_: str) -> None:
    question = ("network", "--min", "10", "-f", format_)
    assert len({process(*question, environ={"PYTHONHASHSEED": seed}).out for seed in "123"}) == 1


@pytest.mark.parametrize("format_", GRAPHS)
def test_nobody_met_is_an_empty_graph(format_: str, make_store: StoreMaker) -> None:
    empty = make_store()
    for words in (
        ("--store", empty, "network"),
        ("network", "--min", "1000"),
        ("network", "--kind", "other"),
    ):
        found = links(*words)
        answer = answered(*words, "-f", format_)
        assert answer.err == ""
        nodes, edges = LOADED[format_](answer.out)
        assert len(edges) == len(found)
        assert bool(nodes) is bool(found)
    refused = ask("--store", empty, "network", "-f", format_, "--exit-status")
    assert (refused.code, refused.err) == (1, "")
    assert LOADED[format_](refused.out) == ({}, {})


def test_nobody_met_is_an_empty_answer(make_store: StoreMaker) -> None:
    empty = make_store()
    assert links("--store", empty, "network") == []
    assert ask("--store", empty, "network").out == ""
    assert answered("--store", empty, "network", terminal=80).lines == [
        "Who met whom: no links",
        "Nobody met.",
    ]
    assert answered("network", "iran", "--min", "1000", "--to", "2019", terminal=80).lines == [
        "Who met Iran to 2019: no links of at least 1000 events",
        "Nobody met so often.",
    ]


# Names that nobody should have

SYNTAX = (
    *(
        "\\N",
        "\\G \\L \\T \\H \\E",
        "\\l",
        "a\\",
        "a\\\\",
        '"',
        '\\"',
        '\\\\"',
        '"]; x -- y; "',
        "<b>bold</b>",
    ),
    *("<<TABLE/>>", "AT&T", "&amp;", "&#60;b&#62;", "&amp;amp;", "&lt;", "]]>", "<!-- -->", "<?x?>", "{a|b}"),
    *("//", "/* */", "# x", "a:n", "a -- b", "strict", "node", "edge", "graph", "subgraph", "1.5", "-", "+"),
    *("\ufffe", "\uffff", "\U0001fffe", "\x00", "\x01", "\x0b", "\x1b", "\x85", "\r\n", "\\\n", "\u2028"),
)


def hostile_store(folder: Path, one: str, two: str, *ids: str) -> str:
    first, second = ids or ("aaa", "bbb")
    return written(
        folder,
        events=[held("one", first, second)],
        delegations=[delegation(first, name=one)],
        agencies=[agency(second, name=two)],
    )


def assert_the_names_arrive(store: str, one: str, two: str, *ids: str) -> None:
    first, second = ids or ("aaa", "bbb")
    for format_ in GRAPHS:
        out = answered("--store", store, "network", "-f", format_).out
        assert not acting(out)
        assert LOADED[format_](out) == (
            {first: {"label": one, "kind": "delegation"}, second: {"label": two, "kind": "agency"}},
            {frozenset((first, second)): {"weight": 1, "events": "one"}},
        )


@pytest.mark.parametrize("name", [*SYNTAX, *PIECES[::4]], ids=ascii)
def test_a_hostile_name_or_id_arrives_as_it_was_and_is_no_syntax(name: str, folder: Path) -> None:
    assert_the_names_arrive(hostile_store(folder, name, f"x{name}"), name, f"x{name}")
    if name in SYNTAX:
        ids = (name, f"x{name}")
        assert_the_names_arrive(hostile_store(folder, "One", "Two", *ids), "One", "Two", *ids)


@settings(max_examples=40, deadline=None, database=None)
@given(TEXTS, st.lists(st.sampled_from(SYNTAX)).map("".join))
def test_any_name_arrives_as_it_was(folder: Path, one: str, two: str) -> None:
    assert_the_names_arrive(hostile_store(folder, one, two), one, two)


def test_names_of_every_script_are_written_as_they_are(make_store: StoreMaker) -> None:
    words = "Türkiye 中国 Россия ایران Հայաստան"
    store = make_store(
        events=[held("one", "aaa", "bbb")], delegations=[delegation("aaa", name=words), delegation("bbb")]
    )
    for format_ in GRAPHS:
        assert words in answered("--store", store, "network", "-f", format_).out


# What Graphviz draws. Entities are left out: older releases leave it to the browser to read them again.
DRAWN = [name for name in SYNTAX if "&" not in name]


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed: nothing to draw DOT with")
def test_graphviz_draws_the_names_and_nothing_else(make_store: StoreMaker) -> None:
    ids = [f"{name}-{number}" for number, name in enumerate(DRAWN)]
    store = make_store(
        # A row of them: where everyone has met everyone, drawing takes long.
        events=[held(f"event-{number}", *pair) for number, pair in enumerate(pairwise(ids))],
        delegations=[delegation(one, name=name) for one, name in zip(ids, DRAWN, strict=True)],
    )
    out = answered("--store", store, "network", "-f", "dot").out
    drawing = subprocess.run(
        ["dot", "-Tsvg"], input=out.encode(), capture_output=True, timeout=60, check=False
    )
    assert (drawing.returncode, drawing.stderr) == (0, b"")
    space = "{http://www.w3.org/2000/svg}"
    groups = list(ET.fromstring(drawing.stdout).iter(f"{space}g"))
    nodes = [group for group in groups if group.get("class") == "node"]
    texts = ["".join(text.text or "" for text in node.iter(f"{space}text")) for node in nodes]
    assert sorted(unescaped(text.replace("\xa0", " ")) for text in texts) == sorted(DRAWN)
    assert sum(group.get("class") == "edge" for group in groups) == len(ids) - 1
