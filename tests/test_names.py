"""From what a person types to the record that is meant."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import CITED, Answer, StoreMaker, ask, delegation, event
from unsco_cli.models import Record
from unsco_cli.query import names
from unsco_cli.query.names import AmbiguousName, fold, resolve
from unsco_cli.schema import Collection, names_of
from unsco_cli.store import Store
from unsco_cli.store.location import shipped_path

Shipped = dict[str, dict[str, Any]]

# Where each collection keeps what a record may be called, by the path in the plain file.
NAMED_BY = {
    "events": ("title",),
    "delegations": ("name", "official_name", "aliases", "adjectives", "iso2", "iso3"),
    "agencies": ("name", "acronym", "aliases"),
    "people": ("name", "variants"),
    "documents": ("title", "symbol"),
    "topics": ("label", "aliases"),
    "sources": ("url",),
}


@pytest.fixture(scope="module", autouse=True)
def folding_once() -> Iterator[None]:
    """Fold each name of the store once for all tests: they look up thousands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "fold", functools.cache(fold))
        yield


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    """The shipped store, each record of which is asked for its names once: thousands are looked up."""
    known: dict[int, tuple[Record, tuple[str, ...]]] = {}

    def names_once(place: Collection, record: Record) -> tuple[str, ...]:
        if id(record) not in known:
            # The record is kept, so that no other is given its place in memory.
            known[id(record)] = (record, tuple(names_of(place, record)))
        return known[id(record)][1]

    monkeypatch.setattr(names, "names_of", names_once)
    return Store(shipped_path())


def called(collection: str, record: dict[str, Any]) -> set[str]:
    """Return everything that a record of the plain file may be called."""
    found = {record["id"]}
    for field in NAMED_BY[collection]:
        value = record.get(field, [])
        found |= {value} if isinstance(value, str) else set(value)
    found |= {dated["name"] for dated in record.get("names", [])}
    return found


def shown(*words: str) -> list[str]:
    answer = ask("show", *words, "-f", "ids")
    assert (answer.code, answer.err) == (0, "")
    return answer.lines


def refused(answer: Answer) -> str:
    """Return the one line that says why no record was shown."""
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.count("\n") == 1
    assert answer.err.startswith("unsco: ")
    return answer.err.rstrip("\n")


@pytest.mark.parametrize(
    "name",
    [
        "tur",
        "TUR",
        "tr",
        "TR",
        "turkey",
        "Turkey",
        "TURKEY",
        "Türkiye",
        "türkiye",
        "TÜRKİYE",
        "turkiye",
        "Tu\u0308rkiye",
        "Republic of Türkiye",
        "republic of turkiye",
        "Republic  of-Turkey",
        " turkey ",
    ],
)
def test_a_state_goes_by_code_name_and_alias_whatever_the_case_and_accents(name: str) -> None:
    assert shown(name) == ["tur"]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("A/RES/59/48", "a-res-59-48"),
        ("a/res/59/48", "a-res-59-48"),
        ("a res 59 48", "a-res-59-48"),
        ("UNODC", "unodc"),
        ("UN Office on Drugs and Crime", "unodc"),
        ("un-sco-2018", "un-sco-2018"),
        ("UN-SCO-2018", "un-sco-2018"),
        ("antonio guterres", "antonio-guterres"),
        ("António Guterres", "antonio-guterres"),
        ("Дмитрий Мезенцев", "dmitry-mezentsev"),
        ("дмитрий мезенцев", "dmitry-mezentsev"),
        ("Чжан Дэгуан", "zhang-deguang"),
        ("drug trafficking", "drug-trafficking"),
        ("EU", "eu"),
        ("Iran (Islamic Republic of)", "irn"),
        ("iran islamic republic of", "irn"),
        ("U.S.A.", "usa"),
        ("u.s.a", "usa"),
        ("U.N.O.D.C.", "unodc"),
        ("the U.N.", "un"),
        ("Peoples Republic of China", "chn"),
        ("the People’s Republic of China", "chn"),
        ("The United Nations Office on Drugs and Crime", "unodc"),
        ("The Russian Federation", "rus"),
        ("Kyrgyz", "kgz"),
        ("KYRGYZSTANI", "kgz"),
        ("sri lankan", "lka"),
        ("the U.S.", "usa"),
        ("eurasian economic union", "eaeu"),
        ("North Atlantic Treaty Organization", "nato"),
        ("events/un-sco-2018", "un-sco-2018"),
        ("EVENTS/UN-SCO-2018", "un-sco-2018"),
        ("delegations/tur", "tur"),
        ("agencies/unodc", "unodc"),
    ],
)
def test_a_record_goes_by_symbol_acronym_and_spelling(name: str, identifier: str) -> None:
    assert shown(name) == [identifier]


@pytest.mark.parametrize("collection", NAMED_BY)
def test_everything_a_shipped_record_is_called_leads_to_it_or_is_said_to_be_ambiguous(
    shipped: Shipped, store: Store, collection: str
) -> None:
    bearers: dict[str, set[str]] = {}
    for place in NAMED_BY:
        for identifier, record in shipped[place].items():
            for name in called(place, record):
                bearers.setdefault(fold(name), set()).add(identifier)
    tried = 0
    # All are looked up in one way; of the long collections some will do.
    records = list(shipped[collection].items())[:: {"sources": 10, "people": 3}.get(collection, 1)]
    for identifier, record in records:
        for name in called(collection, record):
            tried += 1
            if name.casefold() not in bearers[fold(name)] and len(bearers[fold(name)]) > 1:
                with pytest.raises(AmbiguousName, match=rf" {collection}/{identifier}[,;]"):
                    resolve(store, name)
            else:
                # An id wins over what others are called.
                meant = name.casefold() if name.casefold() in bearers[fold(name)] else identifier
                assert resolve(store, name)[1].id == meant
    # Each has an id and one name at least.
    assert tried >= 2 * len(records) > 50


def test_every_id_is_its_own_whatever_its_case(shipped: Shipped) -> None:
    store = Store(shipped_path())
    for collection in NAMED_BY:
        for identifier in shipped[collection]:
            for name in (identifier, identifier.upper(), f"{collection}/{identifier}"):
                place, found = resolve(store, name)
                assert (place.name, found.id) == (collection, identifier)


@pytest.mark.parametrize("collection", ["delegations", "agencies"])
def test_no_name_of_a_delegation_or_agency_is_ambiguous(
    shipped: Shipped, store: Store, collection: str
) -> None:
    # --country, --with and the argument of status rely on them.
    for identifier, record in shipped[collection].items():
        for name in called(collection, record):
            assert resolve(store, name)[1].id == identifier


# Letters, marks, signs and spaces of every script.
any_text = st.text(max_size=20)
latin = st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=20)


@given(any_text | latin)
@example("Ǿ")
@example("№ 5")
@example("𝐓")
def test_folding_what_is_folded_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(latin)
def test_names_that_differ_in_case_fold_alike(name: str) -> None:
    assert fold(name.lower()) == fold(name.upper()) == fold(name)


@given(any_text)
def test_names_that_differ_in_how_their_accents_are_encoded_fold_alike(name: str) -> None:
    forms = {fold(unicodedata.normalize(form, name)) for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(st.lists(st.text(alphabet="abcXYZüé123", min_size=1), max_size=5), st.data())
def test_names_that_differ_in_what_stands_between_words_fold_alike(
    words: list[str], data: st.DataObject
) -> None:
    # A dot or an apostrophe alone may stand inside a word.
    inside = st.text(alphabet=".'’", max_size=1)
    between = st.text(alphabet=' -/,()"\t–', min_size=1, max_size=3)
    around = st.text(alphabet=" -_/.", max_size=2)
    spaced = " ".join(words)
    written = data.draw(around) + "".join(
        word + data.draw(inside) + data.draw(between) + data.draw(inside) for word in words
    )
    assert fold(written) == fold(spaced)


@given(st.lists(st.text(alphabet="abcXYZüé123", min_size=1), min_size=1, max_size=5), st.data())
def test_dots_and_apostrophes_inside_a_word_are_left_out(words: list[str], data: st.DataObject) -> None:
    written = words[0] + "".join(data.draw(st.sampled_from(".'’")) + word for word in words[1:])
    assert fold(written) == fold("".join(words))


@given(st.text(alphabet="ABXYZüÉ", min_size=1, max_size=5))
def test_an_abbreviation_with_a_dot_after_each_letter_is_one_word(letters: str) -> None:
    dotted = "".join(f"{letter}." for letter in letters)
    assert fold(dotted) == fold(letters)
    assert fold(f"the {dotted} office") == fold(f"{letters} office")


@given(latin)
def test_a_leading_article_is_left_out(name: str) -> None:
    if fold(name):
        assert fold(f"The {name}") == fold(f"the-THE {name}") == fold(name)


@given(st.text(alphabet="abcdefgh "))
def test_plain_words_fold_to_themselves(name: str) -> None:
    assert fold(name) == " ".join(name.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Türkiye", "Turkiye"),
        ("TÜRKİYE", "turkiye"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("Ærø", "aero"),
        ("São Tomé", "sao tome"),
        ("Đà Nẵng", "da nang"),
        ("ﬁn", "fin"),
        ("ＵＮ", "un"),
        ("U.S.A.", "USA"),
        ("U.S.A", "usa"),
        ("People's", "Peoples"),
        ("People’s Republic", "peoples republic"),
        ("Côte d’Ivoire", "cote divoire"),
        ("The Gambia", "Gambia"),
        ("THE  Philippines", "philippines"),
        ("Dr. No", "dr no"),
    ],
)
def test_spellings_that_people_take_for_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran", "Iraq"),
        ("Мали", "Мари"),
        ("中国", "中文"),
        ("un", "u"),
        ("U S A", "USA"),
        ("A/RES/59/48", "ARES5948"),
        ("a-b", "ab"),
        ("theatre", "atre"),
        ("Republic of the Congo", "Republic of Congo"),
        ("the", "a"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert fold(one)


# The classes of signs that steer the direction of a text, as the bidirectional algorithm names them.
STEERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def acting(line: str) -> list[str]:
    """Return the signs of a line that do something to a terminal instead of being shown."""
    return [
        sign
        for sign in line
        if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} or unicodedata.bidirectional(sign) in STEERING
    ]


def named(identifier: str, name: str, **fields: Any) -> dict[str, Any]:
    return delegation(identifier, name=name, **fields)


def test_an_exact_id_wins_over_what_another_record_is_called(make_store: StoreMaker) -> None:
    one, other = named("mali", "Somewhere"), named("xyz", "Mali", aliases=["MALI", "mali"])
    store = make_store(delegations=[one, other])
    for name in ("mali", "Mali", "MALI"):
        assert ask("--store", store, "show", name, "-f", "ids").lines == ["mali"]


def test_an_ambiguous_name_lists_every_record_it_may_mean(make_store: StoreMaker) -> None:
    agency = {"id": "congo-fund", "name": "Congo", "kind": "other", "sources": CITED}
    states = [
        named("cog", "Republic of the Congo", aliases=["Congo"]),
        named("cod", "DR Congo", aliases=["CONGO"]),
    ]
    store = make_store(delegations=[*states, named("gab", "Gabon")], agencies=[agency])
    line = refused(ask("--store", store, "show", "congo"))
    offered = ["delegations/cog", "delegations/cod", "agencies/congo-fund"]
    assert line == f"unsco: 'congo' may mean {', '.join(offered)}; name one of these"
    # What is offered is understood.
    for name in offered:
        assert ask("--store", store, "show", name, "-f", "ids").lines == [name.partition("/")[2]]
    assert ask("--store", store, "show", "cod", "-f", "ids").lines == ["cod"]


def test_an_id_of_several_collections_is_ambiguous_until_its_collection_is_named(
    make_store: StoreMaker,
) -> None:
    topic = {"id": "h1", "label": "One", "description": "Of all"}
    store = make_store(events=[event("h1", topics=["h1"]), event("h2")], topics=[topic])
    for name in ("h1", "H1"):
        line = refused(ask("--store", store, "show", name))
        assert line == f"unsco: '{name}' may mean events/h1, topics/h1; name one of these"
    for collection in ("events", "topics"):
        answer = ask("--store", store, "show", f"{collection}/h1", "-c", "collection")
        assert (answer.code, answer.lines) == (0, [f"collection\t{collection}"])
    both = ask("--store", store, "show", "topics/h1", "events/h1", "-c", "collection,id", "-f", "json")
    assert [row["collection"] for row in both.json] == ["topics", "events"]
    # Where only one collection is asked for there is no doubt, and its name does no harm.
    for name in ("h1", "topics/h1"):
        assert ask("--store", store, "list", "events", "--topic", name, "-f", "ids").lines == ["h1"]
    for name in ("h1", "events/h1"):
        assert ask("--store", store, "list", "topics", "--event", name, "-f", "ids").lines == ["h1"]
    assert "no topic is called 'events/h1'" in refused(
        ask("--store", store, "list", "events", "--topic", "events/h1")
    )


@pytest.mark.parametrize("identifier", ["h1", "H1", "a b", "a/b", "-", "Ünï"])
def test_whatever_an_id_looks_like_it_goes_by_its_collection(make_store: StoreMaker, identifier: str) -> None:
    topic = {"id": identifier, "label": "One", "description": "Of all"}
    store = make_store(events=[event(identifier)], topics=[topic])
    for collection in ("events", "topics"):
        answer = ask("--store", store, "show", f"{collection}/{identifier}", "-c", "collection,id")
        assert answer == Answer(0, f"collection\t{collection}\nid\t{identifier}\n", "")


@pytest.mark.parametrize("name", ["delegations/unodc", "agencies/tur", "people/", "states/tur"])
def test_an_id_of_another_collection_is_not_meant(name: str) -> None:
    assert f"no record is called '{name}'" in refused(ask("show", name))


def test_a_record_that_is_called_the_same_twice_is_not_ambiguous(make_store: StoreMaker) -> None:
    store = make_store(delegations=[named("mli", "Mali", aliases=["MALI", "Málì"], official_name="mali")])
    assert ask("--store", store, "show", "mali", "-f", "ids").lines == ["mli"]


def test_a_name_is_looked_for_only_where_it_makes_sense(make_store: StoreMaker) -> None:
    agency = {"id": "mali-office", "name": "Mali", "kind": "other", "sources": CITED}
    held = event("held", country="mli")
    store = make_store(delegations=[named("mli", "Mali")], agencies=[agency], events=[held])
    assert "may mean" in refused(ask("--store", store, "show", "mali"))
    assert ask("--store", store, "list", "events", "--country", "mali", "-f", "ids").lines == ["held"]
    assert "no topic is called" in refused(ask("--store", store, "list", "events", "--topic", "mali"))


def test_a_former_name_leads_to_the_record(make_store: StoreMaker) -> None:
    dated = [{"name": "Upper Volta", "until": "1984-08-04"}, {"name": "Burkina Faso", "from": "1984-08-04"}]
    store = make_store(delegations=[named("bfa", "Burkina Faso", names=dated)])
    assert ask("--store", store, "show", "upper volta", "-f", "ids").lines == ["bfa"]


def test_an_adjective_leads_to_the_delegation_wherever_one_is_asked_for() -> None:
    for words in (("status",), ("list", "events", "--country")):
        by_adjective, by_code = (ask(*words, name, "-f", "json") for name in ("kyrgyz", "kgz"))
        assert (by_adjective.code, by_adjective.json) == (0, by_code.json)
    first = ask("search", "Kyrgyzstani", "-f", "json").json[0]
    assert (first["collection"], first["id"]) == ("delegations", "kgz")


@pytest.mark.parametrize(
    ("written", "topic"),
    [
        ("terrorism", "counter-terrorism"),
        ("Terrorist Financing", "terrorist-financing"),
        ("narcotics", "drug-trafficking"),
        ("anti drug", "drug-trafficking"),
        ("organized crime", "organised-crime"),
        ("COVID-19", "health"),
        ("SDGs", "sustainable-development"),
        ("peace, security and stability", "peace-and-security"),
        ("the situation in Afghanistan", "afghan-settlement"),
    ],
)
def test_the_words_of_texts_lead_to_the_topic_wherever_one_is_asked_for(written: str, topic: str) -> None:
    assert shown(written) == [topic]
    by_alias, by_id = (ask("list", "events", "--topic", name, "-f", "ids") for name in (written, topic))
    assert (by_alias.code, by_alias.lines) == (0, by_id.lines)
    assert by_id.lines
    hits = {(row["collection"], row["id"]) for row in ask("search", written, "-f", "json").json}
    assert ("topics", topic) in hits


def test_an_alias_of_two_topics_is_ambiguous(make_store: StoreMaker) -> None:
    topics = [
        {"id": name, "label": name.title(), "aliases": ["Traffic"], "description": "Of all"}
        for name in ("drugs", "roads")
    ]
    store = make_store(topics=topics)
    line = refused(ask("--store", store, "show", "traffic"))
    assert line == "unsco: 'traffic' may mean topics/drugs, topics/roads; name one of these"
    answer = ask("--store", store, "validate", "--format", "json")
    assert {one["path"] for one in answer.json if one["check"] == "names"} == {"aliases[0]"}


def test_an_adjective_of_two_states_is_ambiguous(make_store: StoreMaker) -> None:
    states = [
        named("cog", "Congo", adjectives=["Congolese"]),
        named("cod", "Zaire", adjectives=["Congolese"]),
    ]
    store = make_store(delegations=states)
    line = refused(ask("--store", store, "show", "congolese"))
    assert line == "unsco: 'congolese' may mean delegations/cog, delegations/cod; name one of these"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        # Of what is near: the id.
        ("turkye", "tur"),
        ("Kirgizstan", "kgz"),
        ("UNODCC", "unodc"),
        ("rashid alimow", "rashid-alimov"),
        # Of what has the word: every id.
        ("Lodhi", "maleeha-lodhi"),
        ("LODHI", "maleeha-lodhi"),
        # Another has it in its address.
        ("Guterres", "antonio-guterres"),
    ],
)
def test_an_unknown_name_is_told_the_id_of_the_nearest_one(typed: str, nearest: str) -> None:
    line = refused(ask("show", typed))
    assert line == f"unsco: no record is called {typed!r}; did you mean {nearest}?"
    assert shown(nearest) == [nearest]


def test_of_several_that_are_equally_near_one_is_suggested(shipped: Shipped) -> None:
    line = refused(ask("show", "un-sco-2017"))
    found = re.fullmatch(r"unsco: no record is called 'un-sco-2017'; did you mean (\S+)\?", line)
    assert found
    assert found[1] in shipped["events"]


def test_what_has_the_word_is_suggested_three_at_most_each_once(make_store: StoreMaker) -> None:
    called_so = {
        "one": "Blue Harbour Bank",
        "two": "Harbour of Blue",
        "tri": "The People's Harbour",
        "for": "Harbour-Master",
        "etc": "Harbourside",
    }
    records = [named(identifier, name, aliases=[f"{name} Harbour"]) for identifier, name in called_so.items()]

    def suggested(count: int, typed: str = "HARBOUR") -> str:
        store = make_store(delegations=records[:count])
        return refused(ask("--store", store, "show", typed)).rpartition("did you mean ")[2]

    assert [suggested(count) for count in (1, 2, 3, 4)] == [
        "one?",
        "one or two?",
        "one or two or tri?",
        "one or two or tri?",
    ]
    # A word is a word as names are compared, and not a part of one.
    assert suggested(4, "peoples") == "tri?"
    assert suggested(5, "Master") == "for?"
    assert suggested(5, "Harboursid") == "etc?"
    # A country is asked for: what has the word elsewhere is not suggested.
    store = make_store(
        delegations=[named("one", "Blue Harbour")],
        topics=[{"id": "harbours", "label": "The harbour", "description": "Of all"}],
    )
    line = refused(ask("--store", store, "list", "events", "--country", "harbour"))
    assert line.endswith("did you mean one?")


@pytest.mark.parametrize("name", ["Abc", "AB", "A"])
def test_names_of_less_than_four_letters_are_never_suggested(make_store: StoreMaker, name: str) -> None:
    store = make_store(delegations=[named("xyz", name, aliases=[name.lower()], iso2="AB", iso3="ABC")])
    for typed in ("abcd", "abd", "ac", "xyzz", "xy"):
        assert "did you mean" not in refused(ask("--store", store, "show", typed))
    # One letter more, and it is.
    longer = make_store(delegations=[named("xyz", "Abcd")])
    assert "did you mean xyz?" in refused(ask("--store", longer, "show", "abcde"))


def test_dots_do_not_make_a_short_name_a_longer_one(make_store: StoreMaker) -> None:
    store = make_store(delegations=[named("xyz", "U.S.")])
    assert "did you mean" not in refused(ask("--store", store, "show", "uss"))


@pytest.mark.parametrize("typed", ["turkye", "Lodhi", "Kirgizstan", "UNODCC", "alimov", "shanghai", "2018"])
def test_a_suggestion_is_understood_when_it_is_followed(typed: str) -> None:
    line = refused(ask("show", typed))
    suggested = line.rpartition("did you mean ")[2].rstrip("?").split(" or ")
    assert 1 <= len(suggested) <= 3
    assert len({*suggested}) == len(suggested)
    for identifier in suggested:
        assert shown(identifier) == [identifier]


def test_an_unknown_name_like_no_other_is_told_no_name() -> None:
    line = refused(ask("show", "qqqqqqqqqqqqqqqqqq"))
    assert "did you mean" not in line


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["list", "members", "--event"], "event"),
        (["list", "events", "--topic"], "topic"),
        (["list", "events", "--country"], "delegation"),
        (["list", "events", "--with"], "delegation or agency or person"),
        (["status"], "delegation"),
        (["show"], "record"),
    ],
)
def test_every_command_that_takes_a_name_refuses_one_that_nothing_has(words: list[str], kind: str) -> None:
    assert f"no {kind} is called 'zzzz'" in refused(ask(*words, "zzzz"))


def test_an_agency_has_no_status_to_be_shown() -> None:
    assert "no delegation is called 'unodc'" in refused(ask("status", "unodc"))


@pytest.mark.parametrize(
    "stdin",
    [
        "tur\niran\n",
        "tur\niran",
        "tur\r\niran\r\n",
        "\n\ntur\n   \n\t\niran\n\n",
        "  tur  \n\tchina\n  iran\n",
        " \t tur\n\ttur\ttur\ntur\n\n  \t\niran",
        "tur \t\n iran\tchina",
        "tur\tTürkiye\tdialogue-partner\niran\t\n",
        "Türkiye\nIran (Islamic Republic of)\n",
    ],
)
def test_names_are_read_from_standard_input_one_a_line_up_to_a_tab(stdin: str) -> None:
    assert ask("show", "-", "-f", "ids", stdin=stdin).lines == ["tur", "irn"]


def test_names_on_standard_input_stand_where_the_dash_does() -> None:
    answer = ask("show", "chn", "-", "unodc", "-f", "ids", stdin="tur\nirn\n")
    assert answer.lines == ["chn", "tur", "irn", "unodc"]


def test_a_list_can_be_piped_into_show_as_ids_and_as_lines() -> None:
    ids = ask("list", "observers", "--as-of", "2018-11-27", "-f", "ids")
    lines = ask("list", "observers", "--as-of", "2018-11-27")
    for piped in (ids, lines):
        assert ask("show", "-", "-f", "ids", stdin=piped.out).lines == ids.lines


@pytest.mark.parametrize("stdin", ["", "\n", "  \n\t\n", "\tiran\n", " \tiran\tIran"])
@pytest.mark.parametrize(("format_", "empty"), [("tsv", ""), ("ids", ""), ("jsonl", ""), ("json", "[]\n")])
def test_no_names_on_standard_input_are_an_empty_answer(stdin: str, format_: str, empty: str) -> None:
    answer = ask("show", "-", "-f", format_, stdin=stdin)
    assert (answer.code, answer.out, answer.err) == (0, empty, "")


@pytest.mark.parametrize("stdin", ["", "\n", "\tiran\n"])
def test_no_names_on_standard_input_are_not_taken_for_all_of_them(stdin: str) -> None:
    answer = ask("status", "-", stdin=stdin)
    assert (answer.code, answer.out) == (0, "")


def test_without_a_name_show_says_how_to_give_one() -> None:
    answer = ask("show")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "name a record, such as iran" in answer.err


@pytest.mark.parametrize("names", [["tur", "zzzz", "irn"], ["zzzz", "tur"], ["tur", "irn", "zzzz"]])
@pytest.mark.parametrize("format_", ["table", "tsv", "json", "jsonl", "ids", "csv", "md"])
def test_one_unknown_name_among_several_leaves_nothing_printed(names: list[str], format_: str) -> None:
    assert "'zzzz'" in refused(ask("show", *names, "-f", format_))
    assert "'zzzz'" in refused(ask("show", "-", "-f", format_, stdin="\n".join(names)))


@pytest.mark.parametrize("name", ["", " ", "\t", "...", "_-_", "\u200b", "\u0301"])
def test_a_name_without_a_letter_is_nobodys(name: str) -> None:
    refused(ask("show", name))


def test_a_name_that_folds_to_nothing_does_not_match_another(make_store: StoreMaker) -> None:
    store = make_store(delegations=[named("aaa", "???", aliases=["", "--"])])
    refused(ask("--store", store, "show", "!!!"))
    refused(ask("--store", store, "show", ""))


@pytest.mark.parametrize(
    "name", ["x" * 10_000, "turkey" * 2_000, "é" * 10_000, "a b " * 2_500, "\x1b" * 10_000]
)
def test_a_very_long_name_is_refused_in_one_line_that_can_be_read(name: str) -> None:
    line = refused(ask("show", name))
    assert len(line) < 2_000


@pytest.mark.parametrize(
    "name",
    [
        "\x1b[31mred",
        "tur\nunsco: a forged line",
        "tur\r\x1b[2K",
        "\x07\x08\x7f",
        "\x9b31m",
        "\u202egnorw",
        "\u2028\u2029",
        "\ufeffturk",
        "[bold]turkye[/bold]",
    ],
)
def test_no_sign_of_a_name_acts_on_the_terminal(name: str) -> None:
    for answer in (
        ask("show", name),
        ask("status", name),
        ask("list", "events", "--with", name),
        ask("list", "members", "--event", name),
    ):
        line = refused(answer)
        assert acting(line) == []


def test_a_suggestion_from_a_hostile_store_does_not_act_on_the_terminal(make_store: StoreMaker) -> None:
    store = make_store(delegations=[named("aaa", "Turk\x1b[31mey\u202e\n")])
    line = refused(ask("--store", store, "show", "turk\x1b[31mex\u202e"))
    assert "did you mean" in line
    assert acting(line) == []


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_any_text_is_a_name_or_refused_in_one_line_that_does_not_act(name: str) -> None:
    # After -- nothing is an option; - alone is standard input.
    answer = ask("show", "-f", "ids", "--", name)
    if answer.code == 3:
        assert acting(refused(answer)) == []
    else:
        assert (answer.code, answer.err) == (0, "")


def test_a_name_that_begins_with_a_dash_is_given_after_two_dashes(make_store: StoreMaker) -> None:
    store = make_store(delegations=[named("aaa", "-f")])
    answer = ask("--store", store, "show", "-f", "ids", "--", "-f")
    assert answer.code in (0, 3)  # it folds to "f", which the record is called, too
    assert answer.lines == ["aaa"]


def test_a_name_is_not_a_path(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    refused(ask("show", str(tmp_path / "x.json")))


# Names in time


def name_of(identifier: str, *words: str) -> str:
    rows = ask(*words, "-c", "id,name", "-f", "tsv").lines
    return dict(row.split("\t") for row in rows)[identifier]


@pytest.mark.parametrize(
    ("day", "name"),
    [("2022-05-31", "Turkey"), ("2022-06-01", "Türkiye"), ("2026-11-23", "Türkiye"), ("2021", "Turkey")],
)
def test_a_day_has_the_name_that_was_in_force_on_it(day: str, name: str) -> None:
    for words in (("list", "partners"), ("status",), ("list", "delegations"), ("status", "türkiye")):
        assert name_of("tur", *words, "--as-of", day) == name


def test_a_day_that_does_not_settle_the_name_has_the_current_one() -> None:
    assert name_of("tur", "list", "partners", "--as-of", "2022") == "Türkiye"


def test_without_a_day_a_name_is_the_current_one() -> None:
    assert name_of("tur", "list", "partners") == "Türkiye"
    assert name_of("unwto", "list", "agencies") == "UN Tourism"


@pytest.mark.parametrize(
    ("naming", "delegation", "agency"),
    [
        ((), "Turkey", "World Tourism Organization"),
        (("--names", "then"), "Turkey", "World Tourism Organization"),
        (("--names", "CURRENT"), "Türkiye", "UN Tourism"),
        (("--names", "code"), "TUR", "UNWTO"),
    ],
)
def test_an_event_calls_who_came_as_is_asked_for(
    naming: tuple[str, ...], delegation: str, agency: str
) -> None:
    assert name_of("tur", "list", "delegations", "--event", "un-sco-2018", *naming) == delegation
    assert name_of("unwto", "list", "agencies", "--event", "signing-unwto-2019", *naming) == agency
    sheet = ask("show", "un-sco-2018", *naming, "-f", "table", terminal=200).out
    assert re.search(rf"^tur +{delegation} +addressed +Turkey$", sheet, re.MULTILINE)


def test_a_code_is_the_iso_code_or_the_acronym_or_else_the_id() -> None:
    for view, field in (("delegations", "iso3"), ("agencies", "acronym")):
        rows = ask("list", view, "-c", f"id,name,{field}", "--names", "code").lines
        for identifier, name, code in (row.split("\t") for row in rows):
            assert name == (code or identifier.upper())


def test_every_name_a_record_has_had_finds_it(shipped: Shipped) -> None:
    dated = [
        (record["id"], dated["name"])
        for collection in ("delegations", "agencies")
        for record in shipped[collection].values()
        for dated in record.get("names", [])
    ]
    assert len(dated) >= 8
    for identifier, name in dated:
        assert ask("show", name, "-f", "ids").lines == [identifier]


def test_names_are_asked_for_in_one_of_three_ways() -> None:
    answer = ask("list", "members", "--names", "old")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "unsco: 'old' is none of then, current, code\n"
    assert "--names" in ask("show", "--help").out
