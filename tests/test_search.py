"""Full-text search: what is found, in what order, how it is shown, and that no words are a syntax error."""

import json
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from rich.cells import cell_len

from tests.conftest import CITED, SOURCE, Answer, StoreMaker, ask, delegation, event, process
from unsco_cli.models import Base
from unsco_cli.schema import COLLECTIONS

COLUMNS = ["collection", "id", "caption", "date", "snippet"]
laws = settings(max_examples=8, deadline=None, database=None)


def found(*words: str, store: str | None = None) -> list[dict[str, Any]]:
    """The rows of a search, in order."""
    answer = ask(*(("--store", store) if store else ()), "search", *words, "-f", "json")
    assert (answer.code, answer.err) == (0, "")
    return list(answer.json)


def ids(*words: str, store: str | None = None) -> list[str]:
    return [row["id"] for row in found(*words, store=store)]


def snippets(*words: str, store: str | None = None) -> list[str]:
    return [row["snippet"] for row in found(*words, store=store)]


def refusal(answer: Answer) -> str:
    """The sentence with which a search was refused."""
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("unsco: ")
    assert len(answer.err.splitlines()) == 1
    return answer.err


# What is found


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("traffic", "trafficking"),
        ("traffics", "trafficking"),
        ("trafficking", "traffic"),
        ("trafficking", "trafficki"),
        ("trafficking", "TRAFFICKING"),
        ("traffickers", "trafficking"),
        ("countries", "country"),
        ("country", "countries"),
        ("signed", "signing"),
        ("organisation", "organization"),
        ("organizing", "organise"),
        ("organisations", "organisation"),
        ("Türkiye", "turkiye"),
        ("Turkiye", "Türkiye"),
        ("Tu\u0308rkiye", "Türkiye"),
        ("António", "ANTONIO"),
        ("Шанхайская", "ШАНХАЙ"),
        ("上海合作组织", "上海"),
        ("counter-terrorism", "terrorism"),
        ("counter-terrorism", "counter terrorism"),
        ("Counter Terrorism", "counter-terror"),
        ("A/RES/71/14", "a/res/71"),
        ("A/RES/71/14", "71 res"),
        ("People's Republic", "people's"),
    ],
)
def test_a_word_is_found_as_such_as_a_beginning_and_in_other_forms(
    written: str, asked: str, make_store: StoreMaker
) -> None:
    store = make_store(events=[event("one", title="An event", notes=f"This says {written} somewhere.")])
    assert ids(asked, store=store) == ["one"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("tradition", "traffic"),
        ("rafficking", "traffic"),
        ("trafficking", "rafficking"),
        ("counsel", "countries"),
        ("terrorism", "counter-terrorism"),
        ("terrorism counter", "counter-terrorism"),
        ("kick", "kid"),
    ],
)
def test_what_only_looks_like_a_word_is_not_found(written: str, asked: str, make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title="An event", notes=f"This says {written} somewhere.")])
    assert ids(asked, store=store) == []


@pytest.mark.parametrize(
    ("asked", "matches"),
    [
        (('"special event"',), True),
        (('"SPÉCIAL  event"',), True),
        (('"event special"',), False),
        (('"special events"',), False),
        (('"special even"',), False),
        (('"the special event" vienna',), True),
        (('vienna"special event"',), True),
        (('"special event" "in vienna"',), True),
        (('"special event" paris',), False),
        # Without quotes, or with one alone, these are words.
        (("event special",), True),
        (('"event special',), True),
        (("special", "events"), True),
        # A shell takes these apart.
        (('"special', 'event"'), True),
        (('"event', 'special"'), False),
        # One text ends here, and the next one begins.
        (('"vienna it"',), False),
    ],
)
def test_a_phrase_in_quotes_is_found_word_by_word(
    asked: tuple[str, ...], matches: bool, make_store: StoreMaker
) -> None:
    store = make_store(
        events=[event("one", title="One", summary="The special event in Vienna", outcomes=["It was held."])]
    )
    assert ids(*asked, store=store) == (["one"] if matches else [])


def test_all_words_are_found_wherever_they_stand_in_a_record(make_store: StoreMaker) -> None:
    both = event(
        "both", title="A meeting on drugs", people=[{"id": "x", "post": "Envoy", "part": "attended"}]
    )
    store = make_store(events=[both, event("one", title="Drugs"), event("other", notes="An envoy came.")])
    assert ids("envoy", "drugs", store=store) == ["both"]
    assert set(ids("envoy", store=store)) == {"both", "other"}


WORDS = st.sampled_from(
    (
        "un",
        "sco",
        "drug",
        "trafficking",
        "iran",
        "2018",
        "memorandum",
        "signed",
        "vienna",
        "guterres",
        "a",
        "x",
    )
)


@laws
@given(st.lists(WORDS, min_size=1, max_size=4), WORDS)
def test_another_word_adds_no_record(words: list[str], another: str) -> None:
    fewer, more = ids(*words), ids(*words, another)
    assert set(more) <= set(fewer)
    assert set(more) == set(fewer) & set(ids(another))


@laws
@given(st.permutations(("drug", "trafficking", "un", "un")))
def test_the_order_of_words_and_their_number_do_not_matter(words: list[str]) -> None:
    assert sorted(ids(*words)) == sorted(ids("un drug trafficking"))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_record_is_found_by_its_id_before_all_others(
    name: str, shipped: dict[str, dict[str, Any]]
) -> None:
    for identifier in list(shipped[name])[::25]:
        first = found(identifier, "--in", name, "-n", "1")[0]
        assert (first["collection"], first["id"]) == (name, identifier)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("iran", "irn"),
        ("Turkey", "tur"),
        ("unodc", "unodc"),
        ("drug trafficking", "drug-trafficking"),
        ("António Guterres", "antonio-guterres"),
        ("A/RES/71/14", "a-res-71-14"),
        ("un-sco-2018", "un-sco-2018"),
    ],
)
def test_what_is_called_so_comes_first(asked: str, first: str) -> None:
    assert ids(asked)[0] == first


def test_a_name_counts_for_more_than_other_text_and_a_whole_word_for_more_than_a_beginning(
    make_store: StoreMaker,
) -> None:
    store = make_store(
        events=[
            event("a", title="A long meeting", notes="Drugs, drugs, drugs and drugs."),
            event("b", title="A meeting on drugs, and on several other things of less weight"),
            event("c", title="A meeting", notes="Unions are what this is about."),
            event("d", title="A meeting", notes="The UN were what this was about."),
        ]
    )
    assert ids("drugs", store=store) == ["b", "a"]
    assert ids("un", store=store) == ["d", "c"]


def test_what_is_equally_good_comes_in_the_order_of_collections_and_ids(make_store: StoreMaker) -> None:
    events = [event(name, title="The same words") for name in ("zzz", "aaa", "mmm")]
    store = make_store(events=events, delegations=[delegation("ddd", name="The same words")])
    assert ids("same", "--in", "event", store=store) == ["aaa", "mmm", "zzz"]
    assert ids("the same words", store=store)[-1] != "aaa"
    assert found("same", store=store) == found("same", store=store)


# What is searched


def texts_of(model: type[Base], path: str = "") -> Iterator[str]:
    """The dotted path of each field of a model, or of its parts, that holds text."""
    for field in structs.fields(model):
        for kind in kinds_in(field.type):
            if kind is str:
                yield path + field.encode_name
            elif isinstance(kind, type) and issubclass(kind, Base):
                yield from texts_of(kind, f"{path}{field.encode_name}.")


def kinds_in(kind: Any) -> Iterator[Any]:
    """The types that a type is made of; words of a fixed list are no text."""
    parts = [part for part in get_args(kind) if part is not Ellipsis and not isinstance(part, str)]
    if get_origin(kind) is None:
        yield kind
    for part in parts:
        yield from kinds_in(part)


# What is no text to search for, and why; each in whatever collection and part it stands.
NOT_SEARCHED = {
    "sources.id": "an id of a source, which is found itself",
    "sources.supports": "says what a source is cited for, and repeats what the record says",
    "sources.fields": "names of fields",
    "conflicts.field": "a name of a field",
    "accepted.check": "about checks; see 'unsco validate --accepted'",
    "accepted.path": "about checks",
    "accepted.note": "about checks",
    "documents": "ids of documents, which are found themselves",
    "related": "ids of events, which are found themselves",
    "language": "a code",
}
# The same of one collection: ids that say whom a record concerns, which is what 'list --with' is for.
NOT_SEARCHED_OF = {
    "events": {"chair", "organisers.id", "participants.id", "people.id", "people.on_behalf_of"},
    "delegations": {"chairmanships.summit.country"},
    # A website is an address, and a parent an id of an agency, which is found itself.
    "agencies": {"website", "parent"},
    "people": {"state"},
    "documents": {"vote.voting_against", "vote.requested_by"},
    "topics": {"broader"},
}


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_text_of_a_record_is_searched_or_left_out_on_purpose(name: str) -> None:
    collection = COLLECTIONS[name]
    held = set(texts_of(collection.model))
    left_out = {
        path
        for path in held
        if path in NOT_SEARCHED_OF.get(name, ())
        or any(path == ending or path.endswith(f".{ending}") for ending in NOT_SEARCHED)
    }
    searched = {"id", *collection.names, *collection.searched}
    assert held - searched == left_out
    assert NOT_SEARCHED_OF.get(name, set()) <= left_out


@pytest.mark.parametrize("name", COLLECTIONS)
def test_what_is_searched_exists_and_stands_there_once(name: str) -> None:
    collection = COLLECTIONS[name]
    paths = (*collection.names, *collection.searched)
    assert len(set(paths)) == len(paths)
    for path in collection.searched:
        model: Any = collection.model
        for step in path.split("."):
            field = next(one for one in structs.fields(model) if one.encode_name == step)
            model = next((kind for kind in kinds_in(field.type) if isinstance(kind, type)), None)


def test_a_topic_is_found_at_its_events_by_its_label(make_store: StoreMaker) -> None:
    topic = {"id": "narcotics", "label": "Fight against drugs", "description": "What it is."}
    store = make_store(events=[event("one", topics=["narcotics", "gone"])], topics=[topic])
    assert ids("fight against", store=store) == ["narcotics", "one"]
    assert ids("narcotics", store=store) == ["narcotics", "one"]
    assert ids("gone", store=store) == ["one"]


@pytest.mark.parametrize("written", ["Turkey", "Permanent Mission of Kazakhstan", "G8 members"])
def test_a_name_is_found_as_it_was_written_at_an_event(written: str, shipped: dict[str, Any]) -> None:
    writing = {
        identifier for identifier, record in shipped["events"].items() if f'"{written}' in json.dumps(record)
    }
    assert writing
    assert writing <= set(ids(written, "--in", "events"))


# Where


def test_only_the_collections_asked_for_are_searched() -> None:
    everywhere = found("unodc")
    for words, names in (
        (("--in", "events"), {"events"}),
        (("--in", "Event"), {"events"}),
        (("--in", "documents", "--in", "person"), {"documents", "people"}),
    ):
        rows = found("unodc", *words)
        assert {row["collection"] for row in rows} == names
        expected = {row["id"] for row in everywhere if row["collection"] in names}
        assert {row["id"] for row in rows} == expected


def test_an_unknown_collection_is_told_with_the_nearest() -> None:
    sentence = refusal(ask("search", "iran", "--in", "evnts"))
    assert "'evnts'" in sentence
    assert "did you mean events?" in sentence
    assert "events, delegations, agencies, people, documents, topics, sources" in sentence


# What is shown


def test_the_columns_and_nothing_else_are_in_the_json(shipped: dict[str, dict[str, Any]]) -> None:
    dates = {"events": "start", "documents": "date", "sources": "published"}
    rows = found("iran")
    assert {row["collection"] for row in rows} >= {"events", "delegations", "people", "documents", "sources"}
    for row in rows:
        assert list(row) == COLUMNS
        record = shipped[row["collection"]][row["id"]]
        assert row["date"] == record.get(dates.get(row["collection"], ""))
        assert row["caption"]
    assert list(found("iran", "-c", "snippet,id")[0]) == ["snippet", "id"]
    assert "'start'" in refusal(ask("search", "iran", "-c", "start"))


def test_every_record_found_is_found_by_show() -> None:
    identifiers = ask("search", "cooperation", "-f", "ids").out
    shown = ask("show", "-", "-c", "id", "-f", "jsonl", stdin=identifiers)
    assert shown.code == 0
    assert [json.loads(line)["id"] for line in shown.lines] == identifiers.splitlines()


@pytest.mark.parametrize(
    ("asked", "marked"),
    [
        ("drug", r"drugs?"),
        ("country", r"countr(y|ies)"),
        ("traffick", r"traffic(king|kers)?"),
        ("organization", r"organi[sz](ations?|ational|ed|ers?|ing)"),
        ("turkiye", r"t[uü]rkiye"),
    ],
)
def test_a_snippet_shows_the_match(asked: str, marked: str) -> None:
    shown = snippets(asked)
    assert shown
    for snippet in shown:
        marks = re.findall(r"\[([^\]]+)\]", snippet)
        assert any(re.fullmatch(marked, mark, re.IGNORECASE) for mark in marks), snippet


def test_a_snippet_is_cut_where_there_is_more(make_store: StoreMaker) -> None:
    long = " ".join(f"before{number}" for number in range(40))
    store = make_store(
        events=[event("one", title="One", notes=f"{long} match {long}"), event("two", title="A match")]
    )
    whole, cut = snippets("match", store=store)
    assert whole == "A [match] · two"
    assert re.fullmatch(r"…(before\d+ )+\[match\]( before\d+)+…", cut)
    assert len(cut.split()) < 20


def test_a_snippet_shows_that_one_text_ends_and_another_begins(make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title="One", summary="It is said here", outcomes=["And there."])])
    assert snippets("said", store=store) == ["It is [said] here · And there. · meeting · 2018"]


def test_the_title_says_what_was_asked_where_and_how_much_was_found(make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title="Drugs"), event("two", title="Drugs")])
    for words, title in (
        (("drugs",), "Search for 'drugs': 2 records"),
        (("drugs", "--limit", "1"), "Search for 'drugs': 2 records – 1 of 2 rows"),
        (("drugs two",), "Search for 'drugs two': 1 record"),
        (("drugs", "--in", "event", "--in", "source"), "Search for 'drugs' in events and sources: 2 records"),
        (("x" * 10_000,), f"Search for '{'x' * 80}…': 0 records"),
    ):
        assert ask("--store", store, "search", *words, "-f", "table").lines[0] == title


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for asked in ("drug trafficking", '"special event"', "上海", "nothingofthekind"):
        answer = ask("search", asked, terminal=width)
        assert answer.code == 0
        assert max(map(cell_len, answer.lines)) <= width


def test_a_terminal_has_room_for_what_is_found_and_why() -> None:
    header = ask("search", "drug trafficking", terminal=80).lines[1].split()
    assert header == COLUMNS


def test_a_pipe_gets_lines_without_colour() -> None:
    answer = process("search", "drug", "trafficking", environ={"FORCE_COLOR": "1"})
    assert (answer.code, answer.err) == (0, "")
    assert "\x1b" not in answer.out
    assert {len(line.split("\t")) for line in answer.lines} == {len(COLUMNS)}
    assert answer.lines[0].split("\t")[:4] == ["topics", "drug-trafficking", "Drug trafficking", ""]


def test_rows_are_sorted_and_cut_as_asked() -> None:
    dates = [row["date"] for row in found("drug", "--in", "events", "--sort", "-date")]
    assert dates == sorted(dates, reverse=True)
    assert found("drug", "--limit", "3") == found("drug")[:3]


# Nothing is found


def test_where_nothing_is_found_the_answer_is_empty_and_says_what_to_try() -> None:
    answer = ask("search", "nothingofthekind", "-f", "table")
    assert (answer.code, answer.err) == (0, "")
    assert answer.lines[1] == "No record holds all of that; try fewer words or the beginning of a word."
    narrowed = ask("search", "iran", "--in", "topics", "-f", "table")
    assert "leave out --in" in narrowed.lines[1]
    assert found("nothingofthekind") == []


def test_an_empty_answer_is_told_by_the_exit_code_where_asked() -> None:
    assert ask("search", "nothingofthekind", "--exit-status").code == 1
    assert ask("search", "iran", "--exit-status").code == 0


def test_an_empty_store_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_text('{"events": {}}', encoding="utf-8")
    assert found("iran", store=str(path)) == []


# Hostile words and texts


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("",),
        ("-",),
        ("*", "-"),
        ('"',),
        ('""',),
        ('"""',),
        ("^:()",),
        ("👩\u200d👧",),
        ("\x00",),
        ("\udcff",),
    ],
    ids=repr,
)
def test_a_search_without_a_word_is_refused(asked: tuple[str, ...]) -> None:
    sentence = refusal(ask("search", *asked))
    assert "no word" in sentence
    assert "such as drug trafficking" in sentence


@pytest.mark.parametrize(
    "beside", ["-", "*", '"', '""', '"-"', "(", ":", "^", "👩", "\x00", "\ud800", "\ue000"]
)
def test_what_is_no_word_beside_others_is_ignored(beside: str) -> None:
    assert ids("iran", beside) == ids(beside, "iran") == ids("iran")


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR", "and", "near"])
def test_the_words_of_a_query_language_are_words(word: str, make_store: StoreMaker) -> None:
    store = make_store(
        events=[event("one", title=f"This {word} that"), event("two", title="This, that"), event("three")]
    )
    for asked in ((word,), ("this", word, "that"), (f'"{word} that"',), (f"{word}*",), ("this", f"-{word}")):
        answer = ask("--store", store, "search", "--in", "event", "-f", "ids", "--", *asked)
        assert (answer.code, answer.out, answer.err) == (0, "one\n", "")


@pytest.mark.parametrize(
    "asked",
    [
        "names:iran",
        "names : iran",
        "{names text}: iran",
        "NEAR(iran china, 2)",
        "iran*china",
        "^iran",
        "iran +",
    ],
)
def test_operators_are_text(asked: str, make_store: StoreMaker) -> None:
    store = make_store(events=[event("one", title=f"Here stands {asked} as it is")])
    assert ids(asked, store=store) == ["one"]


@pytest.mark.parametrize(
    "words",
    [
        ["x" * 10_000],
        ['"' * 10_001],
        ['"iran'] * 1001,
        [f"word{number}" for number in range(5000)],
        [str(number) for number in range(5000)],
        ["iran"] * 5000,
        ["i" + "b" * 5000 + "ick" * 1000],
        ["(" * 5000 + "iran"],
    ],
    ids=["long", "quotes", "phrases", "words", "numbers", "same", "stem", "nested"],
)
def test_a_search_of_any_length_ends_soon(words: list[str]) -> None:
    begun = time.monotonic()
    answer = ask("search", *words)
    assert answer.code in (0, 2)
    assert len(answer.err.splitlines()) <= 1
    # It takes a fifth of a second; a slow machine is not the point.
    assert time.monotonic() - begun < 10


def store_of(folder: Path, text: str) -> str:
    """A store with a text, in a record that is called something else."""
    record = event("one", title="A title", notes=text, sources=CITED)
    path = folder / "store.json"
    path.write_text(json.dumps({"events": {"one": record}, "sources": {"page": SOURCE}}), encoding="utf-8")
    return str(path)


@settings(laws, max_examples=30)
@given(st.lists(st.text(max_size=12), max_size=4))
def test_no_words_are_a_syntax_error(folder: Path, words: list[str]) -> None:
    answer = ask("--store", store_of(folder, "Iran"), "search", "-f", "json", "--", *words)
    if answer.code:
        assert "no word" in refusal(answer)
    else:
        assert answer.err == ""
        assert isinstance(answer.json, list)


@settings(laws, max_examples=30)
@given(
    st.text(st.characters(exclude_categories=("Cs", "Co", "Cn")), max_size=8),
    st.text("ab1 [](){}*\"':^-\0\t\n\x1b\u202e…·", max_size=20),
)
def test_any_word_of_any_text_is_found_and_marked(folder: Path, word: str, around: str) -> None:
    store = store_of(folder, f"{around} {word} {around}")
    answer = ask("--store", store, "search", "--in", "event", "-f", "json", "--", word.replace('"', " "))
    if answer.code:
        assert "no word" in refusal(answer)
    else:
        assert [row["id"] for row in answer.json] == ["one"]
        assert re.search(r"\[[^\[\]]+\]", answer.json[0]["snippet"])


@pytest.mark.parametrize("format_", ["table", "tsv", "csv", "md", "json", "jsonl"])
def test_nothing_in_a_text_acts_or_hides_what_follows(format_: str, make_store: StoreMaker) -> None:
    hostile = "a\0b \x1b[31m[red] match\u202e [/red]\x9b \ue000 end"
    store = make_store(events=[event("one", title=f"T{hostile}", notes=hostile, outcomes=[hostile])])
    for asked in ("match", "end"):
        out = ask("--store", store, "search", asked, "-f", format_).out
        assert not set(out) & set("\0\x1b\x9b\u202e")
        assert f"[{asked}]" in out.replace("\\[", "[").replace("\\]", "]")


# What it runs on


def test_a_python_without_full_text_is_told_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bare(sqlite3.Connection):
        def executescript(self, _script: str, /) -> Any:
            raise sqlite3.OperationalError("no such module: fts5")

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: connect(path, factory=Bare))
    without_fts5 = ask("search", "iran")
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    for answer in (without_fts5, ask("search", "iran")):
        assert (answer.code, answer.out) == (1, "")
        assert len(answer.err.splitlines()) == 1
        assert "FTS5" in answer.err
    assert ask("list", "observers").code == 0
