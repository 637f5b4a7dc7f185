"""What is read out of a text: who took part, who they were, when, and whether the store has the event."""

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from tests.conftest import process
from tests.extraction.laws import broken
from tests.extraction.measuring import STORE, TEXTS
from unsco_cli.draft import Drafter
from unsco_cli.draft.texts.reading import read_text
from unsco_cli.models import Agency, Delegation, Person, Source
from unsco_cli.schema.drafts import Draft, Unsettled
from unsco_cli.store import Store

# A draft takes a tenth of a second.
many = settings(max_examples=25)
several = settings(max_examples=12)

HEAD = "A meeting on border security took place in Vienna on 5 May 2019.\n\n"


@cache
def library() -> Store:
    return Store(str(STORE))


@cache
def drafter() -> Drafter:
    return Drafter(library())


def draft_of(text: str, source: str | None = None) -> Draft:
    """The draft of a text, for which all laws hold."""
    draft = drafter().draft(read_text(text.encode(), "release.txt"), source)
    assert broken(library(), draft, cited=source is not None) == []
    return draft


def held(draft: Draft, name: str) -> dict[str, dict[str, Any]]:
    """A list of a record, by the ids of its entries."""
    return {one["id"]: one for one in draft.record.get(name, ())}


def who(text: str) -> set[str]:
    """The delegations and agencies that took part by a text of a meeting in Vienna on 5 May 2019."""
    return set(held(draft_of(HEAD + text), "participants"))


def people_of(text: str) -> dict[str, dict[str, Any]]:
    """The people that took part in that meeting by a text."""
    return held(draft_of(HEAD + text), "people")


# Laws


def broken_drafts() -> dict[str, Draft]:
    """A draft, and what can be wrong with one."""
    draft = draft_of(f"{HEAD}Representatives of China and Japan attended the meeting.")
    content = draft.text.content
    first, *rest = draft.evidence
    china = {"id": "chn", "capacity": "member", "part": "attended", "named": "Cathay"}
    return {
        "has no evidence": structs.replace(draft, evidence=tuple(rest)),
        "is not in the record": structs.replace(
            draft, record={name: value for name, value in draft.record.items() if name != first.path}
        ),
        "its evidence is of": structs.replace(draft, record={**draft.record, "start": "2018"}),
        "two values are at one path": structs.replace(draft, evidence=(first, *draft.evidence)),
        "is at": structs.replace(draft, evidence=(structs.replace(first, end=first.start), *rest)),
        "is not what stands at": structs.replace(draft, evidence=(structs.replace(first, quote="?"), *rest)),
        "order of the text": structs.replace(
            draft,
            unsettled=tuple(Unsettled(note="", start=at, end=at + 1, quote=content[at]) for at in (2, 1)),
        ),
        "which is not in the text": structs.replace(draft, record={**draft.record, "participants": [china]}),
        "which is nowhere": structs.replace(draft, needs={}),
        "is in the store": structs.replace(draft, needs={"topics": ({"id": "drug-trafficking"},)}),
        "there is no event": structs.replace(draft, known="none"),
        "Invalid enum value": structs.replace(draft, record={**draft.record, "kind": "picnic"}),
        "before it starts": structs.replace(draft, record={**draft.record, "end": "2018"}),
        "is cited": structs.replace(draft, record={**draft.record, "sources": [{"id": "un-sco-2018-page"}]}),
    }  # fmt: skip


def test_a_draft_that_breaks_a_law_is_found() -> None:
    for said, draft in broken_drafts().items():
        assert any(said in problem for problem in broken(library(), draft)), said


def test_drafts_are_the_same_in_any_order_and_any_process() -> None:
    files = [str(file) for file in sorted(TEXTS.glob("*.txt"))[::30]]
    words = ("draft", "--format", "jsonl")
    one = process(*words, *files, environ={"PYTHONHASHSEED": "1"})
    other = process(*words, *reversed(files), environ={"PYTHONHASHSEED": "2"})
    assert (one.code, one.err, len(one.lines)) == (0, "", len(files))
    assert one.lines == other.lines[::-1]


@cache
def names_of_states() -> dict[str, tuple[str, ...]]:
    """What each delegation is called in the store."""
    found = library().find(Delegation)
    return {one.id: tuple(filter(None, (one.name, one.official_name, *one.aliases))) for one in found}


@cache
def words_of_releases() -> list[str]:
    """What press releases consist of: all names of the store, and what stands between them."""
    states = [name for names in names_of_states().values() for name in names]
    adjectives = [one for state in library().find(Delegation) for one in state.adjectives]
    agencies = [name for one in library().find(Agency) for name in (one.name, one.acronym) if name]
    people = [one.name for one in library().find(Person)]
    return states + adjectives + agencies + people


# What stands between names, with signs that mean something to a reader, in markup or in a terminal.
GLUE = [
    *("of the", "and", ", including", "observer states (", "dialogue partners:", "the delegation of", "by"),
    *("attended", "took part in", "was opened by", "did not attend", "in the presence of", "hosted", "from"),
    *("Mr.", "H.E.", "Minister for Foreign Affairs of", "Secretary-General", "President", "a message from"),
    *("meeting", "the 3rd special event", "took place in", "Vienna", "New York", "on behalf of", "last year"),
    *("5 May 2019", "November 27, 2018", "31 February 2020", "22–23 June", "2019", "over 100 people"),
    *(".", ";", ":", "–", "—", "…", ",", "*", "(", ")", "“", "”", '"', "'s", "’s", "#", "[[", "{", "<", "&"),
    *("\t", "\r\n", "\n\n", "\u2028", "\nBackground:\n", "1.", "said", "in", "will be held", 30 * "9"),
]  # fmt: skip
FREE = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=12)
LONG = st.builds(
    lambda sign, times: sign * times,
    st.sampled_from(["A", "(", "«", "9", "é", "文", "-", "Of "]),
    st.integers(200, 3000),
)
PIECES = st.one_of(
    st.sampled_from(GLUE),
    st.sampled_from(GLUE),
    st.deferred(lambda: st.sampled_from(words_of_releases())),
    FREE,
    LONG,
)
RELEASES = st.lists(
    st.tuples(PIECES, st.sampled_from([" ", " ", " ", "", ", ", "\n"])), min_size=1, max_size=60
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@many
@given(RELEASES)
def test_any_text_has_a_draft_for_which_the_laws_hold(text: str) -> None:
    draft_of("The meeting. " + text)


@several
@given(
    st.lists(st.deferred(lambda: st.sampled_from(words_of_releases())), min_size=1, max_size=8),
    st.sampled_from(
        [
            "{} attended the meeting.",
            "The event was opened by {}.",
            "Representatives of {} spoke.",
            "Among the members are {}.",
        ]
    ),
)
def test_what_is_told_as_background_adds_nobody(names: list[str], sentence: str) -> None:
    text = f"{HEAD}Representatives of China and Japan attended the meeting.\n\n"
    draft = draft_of(f"{text}Background:\n{sentence.format(', '.join(names))}\n")
    assert set(held(draft, "participants")) == {"chn", "jpn"}


# Dates

DATES = {
    "On 27 November 2018, a meeting took place in New York.": "2018-11-27",
    "A meeting took place in New York on November 27, 2018.": "2018-11-27",
    "The 27th of November 2018 saw a meeting in New York.": "2018-11-27",
    "A meeting was held in New York on Tuesday, 27 November 2018.": "2018-11-27",
    "A meeting was held in New York on 27.11.2018.": "2018-11-27",
    "A meeting was held in New York on 2018-11-27.": "2018-11-27",
    "NEW YORK, 27 November 2018 – A meeting was held today at UN Headquarters.": "2018-11-27",
    "NEW YORK, November 27, 2018. A meeting was held here today.": "2018-11-27",
    "27 November 2018\n\nA meeting was held in New York today.": "2018-11-27",
    "NEW YORK, 28 November 2018 – A meeting was held here on 27 November.": "2018-11-27",
    "28 November 2018\n\nOn 27 November, a meeting was held in New York.": "2018-11-27",
    "The summit took place in Tashkent on 22–23 June 2016.": "2016-06-22 2016-06-23",
    "The summit took place in Tashkent on 22-23 June 2016.": "2016-06-22 2016-06-23",
    "The summit took place in Tashkent on June 22–23, 2016.": "2016-06-22 2016-06-23",
    "The summit took place in Tashkent on 22 and 23 June 2016.": "2016-06-22 2016-06-23",
    "The summit took place in Tashkent on 21, 22 and 23 June 2016.": "2016-06-21 2016-06-23",
    "The summit was held in Tianjin from 31 August to 1 September 2025.": "2025-08-31 2025-09-01",
    "The summit was held in Tianjin from August 31 to September 1, 2025.": "2025-08-31 2025-09-01",
    "Talks took place in Almaty from 30 December 2019 to 2 January 2020.": "2019-12-30 2020-01-02",
    "A conference took place in Almaty in May 2017.": "2017-05",
    "A meeting was held in New York on 31 February 2018.": "",
    "A meeting was held in New York on 3 May.": "",
    "A meeting was held in New York.": "",
}


@pytest.mark.parametrize("text", DATES)
def test_the_days_of_an_event_are_read_however_they_are_written(text: str) -> None:
    draft = draft_of(text)
    found = [draft.record[name] for name in ("start", "end") if name in draft.record]
    assert found == DATES[text].split()
    told = [one.note for one in draft.unsettled if "no date of the event" in one.note]
    assert bool(told) is not bool(found)


# Who took part

LISTED = {
    "in brackets": ("The observer states (Belarus, Iran and Mongolia) attended the meeting.", "blr irn mng"),
    "after a colon": ("Attended by representatives of: China; Kazakhstan; Tajikistan.", "chn kaz tjk"),
    "with posts": (
        "Reports were made by: Renu Pall, Ambassador of India; Sherkhon Salimzoda, Tajikistan; and UNODC.",
        "ind tjk unodc",
    ),
    "line by line": (
        "Taking part in the meeting were:\n\nChina\nIndia\nKazakhstan\nJapan",
        "chn ind kaz jpn",
    ),
    "in lines with posts": (
        "Taking part were:\n\n– Renu Pall, Ambassador of India;\n– Geng Shuang (China);\n– Moon (USA).",
        "ind chn usa",
    ),
    "in the middle": (
        "Member states, including Russia and the Kyrgyz Republic, attended the meeting.",
        "rus kgz",
    ),
    "with longer names": ("Delegations of the Lao PDR, Sri Lanka and Viet Nam took part.", "lao lka vnm"),
    "of acronyms": (
        "The meeting was attended by representatives of UNODC, CICA and the CSTO.",
        "unodc cica csto",
    ),
    "of adjectives": ("The Indian, Pakistani and Iranian delegations attended the meeting.", "ind pak irn"),
}


@pytest.mark.parametrize("name", LISTED)
def test_all_who_are_listed_took_part_however_the_list_is_written(name: str) -> None:
    text, expected = LISTED[name]
    assert who(text) == set(expected.split())


# Whom a text names besides China, which attended.
NAMED = {
    "spoken of": "Discussions covered the situation in Afghanistan and Syria.",
    "trading": "Trade between Kazakhstan and Uzbekistan was among the topics.",
    "on a route": "The northern route runs from Myanmar through Laos to Thailand.",
    "called upon": "Speakers called on Israel and Iran to cease fire.",
    "adjectives of things": "Swiss watches, Turkish coffee and the US dollar were praised.",
    "newspapers": "China Daily and Russia Today reported on the meeting.",
    "joining": "The speakers welcomed the accession of Iran and Belarus.",
    "absent": "The delegation of Mongolia did not attend. Iran and Belarus were absent.",
    "sending nobody": "India did not send a delegation.",
    "not among them": "Representatives of China, but not of India, took the floor.",
    "where an envoy is posted": "The Ambassador of China to Russia spoke.",
    "there before": (
        "The previous meeting was held in Astana on 3 April 2018 and was attended by representatives of Iran."
    ),
    "there years ago": "In 2016, a similar meeting took place in New York; India and Pakistan attended it.",
    "there two years ago": "Two years ago Iran and Belarus attended a similar meeting in Moscow.",
    "met days before": "Earlier, on 3 May 2019, the ambassadors of Iran and Belarus met in Geneva.",
    "hosting the next": "The next meeting will be held in Minsk in 2020 and will be hosted by Belarus.",
    "hosting in some days": "On 10 May 2019, Iran and Belarus will host a conference in Minsk.",
    "what it is made up of": "The SCO comprises eight member states: India, Kazakhstan and Pakistan.",
    "who its observers are": "The observer states of the SCO are Afghanistan, Belarus and Mongolia.",
    "invited to the next": "Japan and Germany have been invited to the next meeting.",
}


@pytest.mark.parametrize("name", NAMED)
def test_whom_a_text_only_names_did_not_take_part(name: str) -> None:
    assert who(f"Representatives of China attended the meeting. {NAMED[name]}") == {"chn"}


def test_of_two_presidencies_each_is_that_of_its_own_body() -> None:
    draft = draft_of(
        f"{HEAD}Representatives of China and Poland attended the meeting. Kyrgyzstan holds the presidency of "
        "the SCO in 2018–2019, and Poland held the presidency of the Security Council."
    )
    assert draft.record["chair"] == "kgz"
    assert set(held(draft, "participants")) == {"chn", "pol"}


def test_who_had_the_presidency_at_another_time_did_not_have_the_chair() -> None:
    draft = draft_of(
        f"{HEAD}Representatives of China attended the meeting. Uzbekistan chaired the SCO in 2016."
    )
    assert draft.record.get("chair") != "uzb"


@pytest.mark.parametrize(
    ("led", "capacities"),
    [
        ("the observer states (Belarus, Mongolia) and the dialogue partners (Nepal, Turkey)",
         {"blr": "observer", "mng": "observer", "npl": "dialogue-partner", "tur": "dialogue-partner"}),
        ("China and Russia", {"chn": "member", "rus": "member"}),
        ("the member states (China and Russia) and the observer state Iran",
         {"chn": "member", "rus": "member", "irn": "observer"}),
        ("Iran, Armenia and Turkmenistan", {"irn": "observer", "arm": "dialogue-partner", "tkm": "guest"}),
    ],
)  # fmt: skip
def test_a_capacity_is_the_one_that_is_said_or_else_the_status_on_the_day(
    led: str, capacities: dict[str, str]
) -> None:
    draft = draft_of(f"{HEAD}Representatives of {led} attended the meeting.")
    assert {name: one["capacity"] for name, one in held(draft, "participants").items()} == capacities


@st.composite
def gatherings(draw: st.DrawFn) -> tuple[str, dict[str, str | None]]:
    """A list of some states under any of their names, some of them in a capacity, and what it says."""
    states = draw(st.lists(st.sampled_from(sorted(names_of_states())), min_size=1, max_size=12, unique=True))
    called = {state: draw(st.sampled_from(names_of_states()[state])) for state in states}
    cuts = sorted(draw(st.tuples(st.integers(0, len(states)), st.integers(0, len(states)))))
    parts = [
        (None, "", states[: cuts[0]]),
        ("observer", "observer states", states[cuts[0] : cuts[1]]),
        ("dialogue-partner", "dialogue partners", states[cuts[1] :]),
    ]
    told = []
    for _, led, some in parts:
        listed = [called[state] for state in some]
        if led and listed:
            told.append(f"{led} ({(' and ' if len(listed) == 2 else ', ').join(listed)})")
        elif listed:
            told += listed
    text = " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))
    return text, {state: capacity for capacity, _, some in parts for state in some}


@several
@given(gatherings())
def test_all_states_of_a_list_are_found_under_any_name_and_no_others(
    gathering: tuple[str, dict[str, str | None]],
) -> None:
    text, expected = gathering
    found = held(draft_of(f"{HEAD}Representatives of {text} attended the meeting."), "participants")
    assert set(found) == set(expected)
    for state, capacity in expected.items():
        assert capacity in (None, found[state]["capacity"])
        assert found[state]["named"] in text


# People


def test_a_person_who_is_named_by_last_name_later_is_the_same() -> None:
    found = people_of(
        "Mr. Vladimir Voronkov, Under-Secretary-General of the United Nations Office of Counter-Terrorism, "
        "attended the meeting.\n\nMr. Voronkov delivered a speech."
    )
    assert {name: one["part"] for name, one in found.items()} == {"vladimir-voronkov": "addressed"}


def test_another_spelling_of_a_name_is_the_person_of_the_store() -> None:
    text = "Sergey Lavrov, Minister for Foreign Affairs of the Russian Federation, addressed the meeting."
    draft = draft_of(HEAD + text)
    assert list(held(draft, "people")) == ["sergei-lavrov"]
    assert "people" not in draft.needs


def test_whose_message_is_read_out_sent_one_and_did_not_speak() -> None:
    found = people_of(
        "Sara Noshadi of UNESCO read out a message from Audrey Azoulay, Director-General of UNESCO."
    )
    assert found["audrey-azoulay"]["part"] == "sent-message"
    assert found["sara-noshadi"]["part"] in ("attended", "addressed")


def test_a_person_whom_the_store_does_not_have_is_needed_with_post_and_affiliation() -> None:
    draft = draft_of(
        "A meeting on Afghanistan took place in The Hague on 31 March 2009.\n\nFrank-Walter Steinmeier, "
        "Minister for Foreign Affairs of Germany, and Hirofumi Nakasone, Minister for Foreign Affairs of "
        "Japan, addressed the meeting."
    )
    assert {
        one["id"]: (one["name"], one["posts"][0]["title"], one["posts"][0]["affiliation"])
        for one in draft.needs["people"]
    } == {
        "frank-walter-steinmeier": (
            "Frank-Walter Steinmeier",
            "Minister for Foreign Affairs of Germany",
            "deu",
        ),
        "hirofumi-nakasone": ("Hirofumi Nakasone", "Minister for Foreign Affairs of Japan", "jpn"),
    }
    assert {(one["id"], one["name"], one["kind"], one["iso3"]) for one in draft.needs["delegations"]} == {
        ("deu", "Germany", "state", "DEU"), ("jpn", "Japan", "state", "JPN"),
    }  # fmt: skip
    assert {one["on_behalf_of"] for one in held(draft, "people").values()} == {"deu", "jpn"}


def test_who_is_absent_or_has_gone_is_not_there() -> None:
    found = people_of(
        "Sergei Lavrov, Minister for Foreign Affairs of Russia, addressed the meeting. Former SCO "
        "Secretary-General Rashid Alimov was thanked for his work. Xi Jinping, President of China, did not "
        "attend."
    )
    assert set(found) == {"sergei-lavrov"}


# How many came


@pytest.mark.parametrize(
    ("said", "count", "qualifier"),
    [
        ("Over 100 people attended the meeting.", 100, "over"),
        ("The meeting was attended by more than 150 people.", 150, "over"),
        ("It brought together about 200 delegates.", 200, "about"),
        ("Nearly 300 participants attended the meeting.", 300, "nearly"),
        ("Around 80 representatives attended the meeting.", 80, "around"),
        ("A total of 1,200 participants attended the meeting.", 1200, None),
    ],
)
def test_the_number_of_people_is_as_exact_as_it_is_said(said: str, count: int, qualifier: str | None) -> None:
    expected = {"count": count} if qualifier is None else {"count": count, "qualifier": qualifier}
    assert draft_of(HEAD + said).record["attendance"] == expected


@pytest.mark.parametrize(
    "said",
    [
        "In 2018, more than 100 people were arrested and 3,000 kilograms of heroin were seized.",
        "The Organisation is home to over 3 billion people.",
    ],
)
def test_other_numbers_are_not_those_who_came(said: str) -> None:
    assert "attendance" not in draft_of(HEAD + said).record


# Where the text is from


def test_a_source_is_that_of_the_store_by_its_id_or_its_address() -> None:
    known = library().find(Source)[0]
    for given_ in (known.id, known.url):
        draft = draft_of(HEAD, given_)
        assert (draft.record["sources"], "sources" in draft.needs) == ([{"id": known.id}], False)


def test_a_new_address_is_a_source_that_is_needed() -> None:
    draft = draft_of(f"Talks on borders\n\n{HEAD}", "https://www.example.org/news/talks?id=1")
    (page,) = draft.needs["sources"]
    assert page == {
        "id": page["id"], "url": "https://www.example.org/news/talks?id=1", "title": draft.record["title"],
        "publisher": "example.org",
    }  # fmt: skip
    assert draft.record["sources"] == [{"id": page["id"]}]
    assert re.fullmatch(r"[a-z0-9-]+", page["id"])


def test_without_a_source_none_is_made_up() -> None:
    draft = draft_of(HEAD)
    assert "sources" not in draft.record
    assert "sources" not in draft.needs
    assert any("--source" in one.note for one in draft.unsettled)


# What the store has


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("The second UN-SCO joint special event took place in New York on 27 November 2018.", "un-sco-2018"),
        ("The second UN-SCO joint special event took place in 2018 at UN Headquarters.", "un-sco-2018"),
        (
            "A side event on narcotic drugs, organised by UNODC, took place in Vienna on 12 March 2018.",
            "vienna-2018",
        ),
        ("A meeting on border security took place in Vienna on 5 May 2019.", None),
        ("The second UN-SCO joint special event took place in New York on 27 November 2031.", None),
        ("A side event on narcotic drugs, organised by UNODC, took place in Nairobi on 12 March 2018.", None),
    ],
)
def test_an_event_is_known_by_its_series_and_number_or_by_day_and_place(text: str, known: str | None) -> None:
    draft = draft_of(text)
    assert draft.known == known
    assert draft.record.get("id") == known
