"""Bibliographies: which entries there are, and that the parsers of others read them as they are meant."""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pybtex.database
import pytest
import rispy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import CITED, SOURCE, Answer, StoreMaker, ask, delegation, event, process

Shipped = dict[str, dict[str, Any]]

STYLES = ("text", "bibtex", "csl-json", "ris")
ENTRY = ("id", "kind", "authors", "title", "number", "published", "publisher", "language", "url", "note")


def source(identifier: str, **fields: Any) -> dict[str, Any]:
    """A record of a source."""
    said = {"url": f"https://example.org/{identifier}", "title": f"Of {identifier}", "publisher": "Someone"}
    return {"id": identifier, **said, **fields}


SOURCES = [
    source("year", published="2018"),
    source("month", published="2018-03"),
    source("day", published="2018-11-05", language="en", publisher="Press"),
]


def texts() -> dict[str, list[dict[str, Any]]]:
    """Records of which some cite others, one is a document, and one cites nothing."""
    aaa = delegation("aaa", ("observer", "2010", "2018"), ("member", "2018", None), sources=[{"id": "month"}])
    aaa["statuses"][0]["sources"] = [{"id": "year"}, {"id": "month"}]
    aaa["statuses"][1]["sources"] = [{"id": "page"}]
    aaa["chairmanships"] = [{"from": "2018", "sources": [{"id": "page"}, {"id": "day"}]}]
    resolution = {
        "id": "res-1",
        "kind": "resolution",
        "title": "On cooperation",
        "symbol": "A/RES/1",
        "date": "2016-11-21",
        "parties": ["aaa", "body", "nowhere"],
        # The first does not speak of the title.
        "sources": [{"id": "month", "fields": ["vote"]}, {"id": "day"}, {"id": "year"}],
    }
    return {
        "events": [event("held", sources=[{"id": "day"}, {"id": "page"}, {"id": "day"}])],
        "delegations": [aaa],
        "agencies": [{"id": "body", "name": "The Body", "kind": "other", "sources": CITED}],
        "people": [
            {
                "id": "ann",
                "name": "Ann",
                "posts": [{"title": "Envoy", "sources": [{"id": "day"}]}],
                "sources": CITED,
            }
        ],
        "documents": [resolution, {"id": "bare", "kind": "plan", "title": "Bare", "sources": []}],
        "topics": [{"id": "topic", "label": "Topic", "description": "Of all"}],
        "sources": SOURCES,
    }


@pytest.fixture
def store(make_store: StoreMaker) -> str:
    return make_store(**texts())


def answered(*words: str, **circumstances: Any) -> Answer:
    answer = ask(*words, **circumstances)
    assert (answer.code, answer.err) == (0, "")
    return answer


def rows(store: str, *names: str, **circumstances: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answered(
        "--store", store, "cite", *names, "-f", "json", **circumstances
    ).json
    return found


def ids(store: str, *names: str, **circumstances: Any) -> list[str]:
    return [row["id"] for row in rows(store, *names, **circumstances)]


# The parsers that others use.


def bibtex(out: str) -> dict[str, pybtex.database.Entry]:
    read = pybtex.database.parse_string(out, "bibtex").entries
    assert {entry.type for entry in read.values()} <= {"misc"}
    return dict(read.items())


def ris(out: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = rispy.loads(out)
    assert not any("unknown_tag" in entry for entry in read)
    return read


def unlatex(text: str) -> str:
    """What a text of BibTeX stands for: the commands for signs of its own, read backwards."""
    named = {
        "textbackslash": "\\",
        "textasciitilde": "~",
        "textasciicircum": "^",
        "textbraceleft": "{",
        "textbraceright": "}",
    }
    whole = re.sub(
        rf"\\(?:({'|'.join(named)})(?:\{{\}}| |(?=\}}))|([&%$#_{{}}]))|([{{}}])",
        lambda found: named[found[1]] if found[1] else found[2] or "",
        text,
    )
    assert not re.search(r"[\x00-\x1f]", whole)
    return whole


def authors_in_bibtex(entry: pybtex.database.Entry) -> list[str]:
    return [unlatex(str(person)) for person in entry.persons["author"]]


def cleaned(text: str) -> str:
    """A text without what acts instead of being shown, and with one space at most between words."""
    invisible = r"[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    acting = ("Cc", "Zs", "Zl", "Zp")
    bare = re.sub(invisible, " ", text)
    return " ".join("".join(" " if unicodedata.category(sign) in acting else sign for sign in bare).split())


def whole_name(name: str) -> str:
    """A name as RIS has it: a comma would part it, and the one at the end says that it is not parted."""
    return f"{' '.join(name.replace(',', '').split())},"


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# CSL-JSON 1.0.2: what an item may hold.
CSL_TYPES = words(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
    """
)
CSL_NAMES = words(
    """
    author chair collection-editor compiler composer container-author contributor curator director
    editor editorial-director executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator
    """
)
CSL_DATES = words("accessed available-date event-date issued original-date submitted")
CSL_TEXTS = words(
    """
    citation-key journalAbbreviation shortTitle language abstract annote archive archive_collection
    archive_location archive-place authority call-number citation-label collection-title
    container-title container-title-short dimensions division DOI event event-title event-place
    genre ISBN ISSN jurisdiction keyword medium note original-publisher original-publisher-place
    original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale section source status title title-short URL volume-title volume-title-short
    year-suffix
    """
)
CSL_NUMBERS = words(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part printing supplement
    version volume
    """
)


def csl_faults(item: Any) -> list[str]:
    """What is wrong with an item of CSL-JSON, in words; nothing if it keeps the rules."""
    if not isinstance(item, dict):
        return ["an item is an object"]
    faults = [f"{name} is required" for name in ("type", "id") if name not in item]
    for name, value in item.items():
        if name == "type":
            right = value in CSL_TYPES
        elif name == "id" or name in CSL_NUMBERS:
            right = isinstance(value, str | int) and not isinstance(value, bool)
        elif name in CSL_TEXTS:
            right = isinstance(value, str)
        elif name in CSL_NAMES:
            right = isinstance(value, list) and all(map(_csl_name, value))
        else:
            right = name in CSL_DATES and _csl_date(value)
        if not right:
            faults.append(f"{name} can't be {value!r}")
    return faults


def _csl_name(name: Any) -> bool:
    """A name is either whole, or has a family name and given names."""
    whole, parted = {"literal"}, {"family", "given"}
    keys = set(name) if isinstance(name, dict) else set()
    return (
        bool(keys)
        and (keys == whole or keys <= parted)
        and all(isinstance(one, str) for one in name.values())
    )


def _csl_date(date: Any) -> bool:
    """A date is a day, or a first and a last one, each a year, a month of it, or a day of that."""
    parts = date.get("date-parts") if isinstance(date, dict) and set(date) == {"date-parts"} else None
    return (
        isinstance(parts, list)
        and 1 <= len(parts) <= 2
        and all(isinstance(day, list) and 1 <= len(day) <= 3 for day in parts)
        and all(type(number) is int for day in parts for number in day)
    )


@pytest.mark.parametrize(
    "item",
    [
        [],
        {"id": "a"},
        {"type": "webpage"},
        {"type": "website", "id": "a"},
        {"type": "webpage", "id": None},
        {"type": "webpage", "id": "a", "url": "https://example.org"},
        {"type": "webpage", "id": "a", "title": None},
        {"type": "webpage", "id": "a", "author": "Someone"},
        {"type": "webpage", "id": "a", "author": ["Someone"]},
        {"type": "webpage", "id": "a", "author": [{}]},
        {"type": "webpage", "id": "a", "author": [{"name": "Someone"}]},
        {"type": "webpage", "id": "a", "author": [{"literal": None}]},
        {"type": "webpage", "id": "a", "issued": "2018"},
        {"type": "webpage", "id": "a", "issued": {"date-parts": []}},
        {"type": "webpage", "id": "a", "issued": {"date-parts": [[]]}},
        {"type": "webpage", "id": "a", "issued": {"date-parts": [["2018"]]}},
        {"type": "webpage", "id": "a", "issued": {"date-parts": [[2018, 11, 27, 12]]}},
        {"type": "webpage", "id": "a", "issued": {"date-parts": [[2018], [2019], [2020]]}},
    ],
)
def test_an_item_against_the_rules_of_csl_is_found(item: Any) -> None:
    assert csl_faults(item)


# Which entries there are.


def test_an_event_has_its_sources_each_once_in_order(store: str) -> None:
    assert ids(store, "held") == ["day", "page"]


def test_a_record_has_its_own_sources_and_then_those_of_its_parts(store: str) -> None:
    assert ids(store, "aaa") == ["month", "year", "page", "day"]
    assert ids(store, "ann") == ["page", "day"]


def test_a_source_is_an_entry_itself(store: str) -> None:
    (row,) = rows(store, "day")
    assert row == {
        "id": "day",
        "kind": "webpage",
        "authors": ["Press"],
        "title": "Of day",
        "number": None,
        "published": "2018-11-05",
        "publisher": "Press",
        "language": "en",
        "url": "https://example.org/day",
        "note": None,
    }
    assert ids(store, "https://example.org/day") == ["day"]


def test_a_document_is_an_entry_itself_by_its_parties_under_its_symbol(store: str) -> None:
    (row,) = rows(store, "A/RES/1")
    assert row == {
        "id": "res-1",
        "kind": "resolution",
        # A party that is no record goes by its id.
        "authors": ["Aaa", "The Body", "nowhere"],
        "title": "On cooperation",
        "number": "A/RES/1",
        "published": "2016-11-21",
        "publisher": None,
        "language": None,
        # The first page that supports the title tells of it, and is not its text.
        "url": None,
        "note": "Reported by Press, https://example.org/day",
    }


def test_a_document_of_which_little_is_known_is_an_entry(store: str) -> None:
    (row,) = rows(store, "bare")
    assert {name: value for name, value in row.items() if value} == {
        "id": "bare",
        "kind": "plan",
        "title": "Bare",
    }
    cite = ("--store", store, "cite", "bare", "--style")
    assert answered(*cite, "text").out == '"Bare"\n'
    assert answered(*cite, "csl-json").json == [
        {"id": "bare", "type": "document", "title": "Bare", "genre": "plan"}
    ]
    (entry,) = bibtex(answered(*cite, "bibtex").out).values()
    assert {name: unlatex(value) for name, value in entry.fields.items()} == {"title": "Bare", "type": "plan"}
    (record,) = ris(answered(*cite, "ris").out)
    assert (record["type_of_reference"], record["title"], record["id"]) == ("GOVDOC", "Bare", "bare")


def test_entries_of_several_records_stand_once_in_the_order_of_first_mention(store: str) -> None:
    assert ids(store, "held", "res-1", "aaa", "held", "day") == ["day", "page", "res-1", "month", "year"]
    assert ids(store, "year", "held") == ["year", "day", "page"]


def test_names_are_read_from_standard_input(store: str) -> None:
    piped = answered("--store", store, "list", "delegations", "-f", "tsv").out
    assert ids(store, "-", stdin=piped) == ids(store, "aaa")
    assert ids(store, "day", "-", stdin="\n  held\twhatever\n\nres-1") == ["day", "page", "res-1"]
    assert ids(store, "-", stdin="") == []


def test_a_source_that_is_not_in_the_store_cannot_be_cited(make_store: StoreMaker) -> None:
    store = make_store(events=[event("held", sources=[{"id": "gone"}, *CITED])])
    answer = ask("--store", store, "cite", "held", "-f", "ids")
    assert (answer.code, answer.lines) == (0, ["page"])


@pytest.mark.parametrize("style", STYLES)
def test_a_record_without_sources_has_an_empty_bibliography(style: str, store: str) -> None:
    answer = ask("--store", store, "cite", "topic", "--style", style)
    assert answer == Answer(0, "[]\n" if style == "csl-json" else "", "unsco: no source is cited\n")


def test_the_sources_of_a_shipped_event_are_cited_in_order(shipped: Shipped) -> None:
    for name in ("un-sco-2018", "irn", "mou-unodc-2011", "a-res-71-14"):
        collection = next(place for place, held in shipped.items() if name in held)
        record = shipped[collection][name]
        parts = [part for value in record.values() if isinstance(value, list) for part in value]
        owners = [record, *(part for part in parts if isinstance(part, dict))]
        cited = list(dict.fromkeys(one["id"] for owner in owners for one in owner.get("sources", ())))
        expected = [name] if collection == "documents" else cited
        assert answered("cite", name, "-f", "ids").lines == expected
    resolution = answered("cite", "A/RES/71/14", "-f", "json").json[0]
    assert (resolution["kind"], resolution["number"]) == ("resolution", "A/RES/71/14")
    assert resolution["url"] is None
    assert re.fullmatch(r"Reported by [^,]+, https?://\S+", resolution["note"])


def test_cite_is_a_command_of_the_program() -> None:
    answer = process("cite", "-", "--style", "csl-json", stdin="A/RES/71/14\n")
    assert (answer.code, answer.err) == (0, "")
    assert [item["number"] for item in answer.json] == ["A/RES/71/14"]


# What is refused.


def test_a_style_and_a_format_are_one_too_many(store: str) -> None:
    for style in STYLES:
        answer = ask("--store", store, "cite", "held", "--style", style, "--format", "csv")
        assert answer == Answer(
            2, "", "unsco: --style and --format both say how to write it; leave one of them out\n"
        )


@pytest.mark.parametrize(
    ("style", "suggested"), [("bibtx", "bibtex"), ("csl_json", "csl-json"), ("riss", "ris")]
)
def test_an_unknown_style_is_refused_with_the_nearest(style: str, suggested: str, store: str) -> None:
    answer = ask("--store", store, "cite", "held", "--style", style)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"unsco: no style is called '{style}'; did you mean {suggested}?")
    assert answer.err.endswith("(styles: text, bibtex, csl-json, ris)\n")


def test_a_style_is_no_format_and_a_format_no_style(store: str) -> None:
    for option, word in (("--style", "csv"), ("--format", "bibtex")):
        answer = ask("--store", store, "cite", "held", option, word)
        assert (answer.code, answer.out) == (2, "")
    assert ask("--store", store, "list", "sources", "--style", "bibtex").code == 2


def test_unknown_names_and_none_at_all_are_refused(store: str) -> None:
    assert ask("--store", store, "cite", "held", "gone")[:2] == (3, "")
    assert ask("--store", store, "cite")[:2] == (2, "")


# Formats and styles.


def test_a_bibliography_is_a_text_unless_told_otherwise(store: str) -> None:
    text = answered("--store", store, "cite", "held", "res-1", "month", "year", "--style", "text").out
    assert text.splitlines() == [
        'Press. "Of day". 5 November 2018. https://example.org/day',
        'A publisher. "A page". https://example.org/page',
        'Aaa; The Body; nowhere. "On cooperation". A/RES/1. 21 November 2016. Reported by Press, https://example.org/day',
        'Someone. "Of month". March 2018. https://example.org/month',
        'Someone. "Of year". 2018. https://example.org/year',
    ]
    names = ("held", "res-1", "month", "year")
    for width in (None, 40, 200):
        assert answered("--store", store, "cite", *names, terminal=width).out == text


def test_a_style_has_no_case(store: str) -> None:
    for style in STYLES:
        cite = ("--store", store, "cite", "held", "--style")
        assert answered(*cite, style.upper()) == answered(*cite, style)


def test_formats_give_rows(store: str) -> None:
    cite = ("--store", store, "cite", "held", "res-1")
    assert {tuple(row) for row in rows(store, "held", "res-1")} == {ENTRY}
    lines = [line.split("\t") for line in answered(*cite, "-f", "tsv").lines]
    assert [line[0] for line in lines] == ["day", "page", "res-1"]
    assert lines[2][2] == "Aaa; The Body; nowhere"
    read = csv.reader(io.StringIO(answered(*cite, "-f", "csv").out, newline=""))
    assert list(read) == [list(ENTRY), *lines]
    assert [json.loads(line) for line in answered(*cite, "-f", "jsonl").lines] == rows(store, "held", "res-1")
    assert answered(*cite, "-f", "ids").lines == ["day", "page", "res-1"]
    assert len(answered(*cite, "-f", "md").lines) == 2 + 3
    table = answered(*cite, "-f", "table", terminal=200).lines
    assert table[0] == "Bibliography of held, res-1"
    assert len(table) == 3 + 3
    assert answered(*cite, "-c", "number,id", "-f", "csv").lines == [
        "number,id",
        ",day",
        ",page",
        "A/RES/1,res-1",
    ]


def test_entries_are_sorted_and_cut_in_every_style(store: str) -> None:
    cite = ("--store", store, "cite", "aaa", "--sort", "published", "-n", "2")
    assert list(bibtex(answered(*cite, "--style", "bibtex").out)) == ["year", "month"]
    assert [item["id"] for item in answered(*cite, "--style", "csl-json").json] == ["year", "month"]
    assert [entry["id"] for entry in ris(answered(*cite, "--style", "ris").out)] == ["year", "month"]
    assert len(answered(*cite).lines) == 2


def agree(*names: str, store: str | None = None, stdin: str = "") -> None:
    """Check that all styles have the entries of the rows, under the same keys, with the same contents."""
    cite = (*(("--store", store) if store else ()), "cite", *names)
    entries = answered(*cite, "-f", "json", stdin=stdin).json
    keys = [entry["id"] for entry in entries]
    assert len(keys) == len(set(keys))
    out = {style: answered(*cite, "--style", style, stdin=stdin).out for style in STYLES}
    lines = out["text"].splitlines()
    read, items, records = bibtex(out["bibtex"]), json.loads(out["csl-json"]), ris(out["ris"])
    assert len(lines) == len(entries)
    assert list(read) == [item["id"] for item in items] == [record["id"] for record in records] == keys
    for row, line, entry, item, record in zip(entries, lines, read.values(), items, records, strict=True):
        title, page = cleaned(row["title"]), row["kind"] == "webpage"
        authors = list(map(cleaned, row["authors"]))
        assert csl_faults(item) == []
        assert item["type"] == ("webpage" if page else "document")
        assert record["type_of_reference"] == ("ELEC" if page else "GOVDOC")
        assert [name["literal"] for name in item.get("author", [])] == row["authors"]
        assert record.get("authors", []) == [whole_name(name) for name in authors]
        if authors:
            assert authors_in_bibtex(entry) == authors
        assert title == cleaned(item["title"]) == record["title"] == unlatex(entry.fields["title"])
        numbers = row["published"].split("-") if row["published"] else []
        assert [
            f"{number:02}" for number in item.get("issued", {"date-parts": [[]]})["date-parts"][0]
        ] == numbers
        names = ("year", "month", "day")
        assert [f"{int(entry.fields[name]):02}" for name in names if name in entry.fields] == numbers
        assert record.get("year") == (numbers or [None])[0]
        assert [part for part in record.get("date", "").split("/") if part] == numbers
        urls = {item.get("URL"), entry.fields.get("url"), *(record.get("urls") or [None])}
        assert urls == {row["url"]}
        assert item.get("language") == record.get("language") == row["language"]
        assert item.get("number") == row["number"]
        assert unlatex(entry.fields.get("number", "")) == record.get("issn", "") == (row["number"] or "")
        assert line.endswith(f". {row['url'] or row['note'] or ''}" if row["url"] or row["note"] else "")
        assert item.get("note") == row["note"]
        assert unlatex(entry.fields.get("note", "")) == cleaned(row["note"] or "")
        assert record.get("notes", []) == ([cleaned(row["note"])] if row["note"] else [])


def test_all_styles_agree(store: str) -> None:
    agree("held", "aaa", "ann", "res-1", "bare", store=store)


def test_all_styles_agree_on_the_whole_shipped_store(shipped: Shipped) -> None:
    names = [f"{place}/{name}" for place in ("documents", "sources") for name in shipped[place]]
    agree("-", stdin="\n".join(names))


def test_every_record_of_the_shipped_store_can_be_cited(shipped: Shipped) -> None:
    places = ("events", "delegations", "agencies", "people", "topics")
    agree("-", stdin="\n".join(f"{place}/{name}" for place in places for name in shipped[place]))


# What could break an entry.

HOSTILE = (
    *(
        "}",
        "{",
        "a } b",
        "\\}",
        "@misc{x,",
        "{\\",
        "}}}",
        "\n}\n\n@misc{x,\n",
        "{}",
        "{a}",
        "{{a} b}",
        "a\\",
        "\\",
        "\\\\",
        "\\textbf",
        "\\'e",
        "$x$",
        "$",
        "%",
        "a % b",
        "&",
        "#",
        "_",
    ),
    *(
        "~",
        "^",
        '"',
        "'",
        "``x''",
        "a, b",
        " and ",
        "and",
        "others",
        "@misc{x,}",
        "a = b",
        "-",
        "--",
        "x  - y",
    ),
    *("ER  - ", "\nER  - \n\nTY  - JOUR\n", "\n", "\r\n", "\t", "\x00", "\x1b[31m", "\x7f", "\x85", "\x9b"),
    *(
        "\u2028",
        "\u202eabc",
        "\ufeff",
        "\u200b",
        "é",
        "e\u0301",
        "Türkiye",
        "中国",
        "Россия",
        "ایران",
        "हिन्दी",
    ),
    *("👍🏽", "🇰🇬", "\U0001d11e", "<b>", "&amp;", "[x]", "|", "`", "=1+1", "word " * 30),
)
# What is invisible is a matter of its own.
SIGNS = st.text(st.characters(exclude_categories=("Cs", "Cf", "Cn")), min_size=1, max_size=6)


def titles(*pieces: str) -> st.SearchStrategy[str]:
    """Texts of these pieces and of any signs, in which something is left to read."""
    parts = st.lists(st.one_of(st.sampled_from(pieces), SIGNS), min_size=1, max_size=6)
    return parts.map("".join).filter(cleaned)


def check_hostile(folder: Path, pairs: list[tuple[str, str]]) -> None:
    """Check that entries with these titles and publishers arrive whole in every style."""
    records = {
        f"source-{number}": source(f"source-{number}", title=title, publisher=publisher, published="2018-11")
        for number, (title, publisher) in enumerate(pairs)
    }
    title, symbol = pairs[0]
    document = {
        "id": "doc",
        "kind": "plan",
        "title": title,
        "symbol": symbol,
        "parties": ["body"],
        "sources": CITED,
    }
    tables = {
        "sources": {"page": SOURCE, **records},
        "documents": {"doc": document},
        "agencies": {"body": {"id": "body", "name": symbol, "kind": "other", "sources": CITED}},
    }
    path = folder / "store.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    cite = ("--store", str(path), "cite", "-", "--style")
    stdin = "\n".join(f"sources/{name}" for name in records) + "\ndocuments/doc\n"
    out = {style: answered(*cite, style, stdin=stdin).out for style in STYLES}
    for text in out.values():
        acting = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Zl", "Zp")}
        assert acting <= {"\n"}
        assert not set(text) & set("\u202e\ufeff\u200b")
    keys = [*records, "doc"]
    expected = [(cleaned(one), cleaned(other)) for one, other in [*pairs, pairs[0]]]
    assert len(out["text"].splitlines()) == len(keys)
    items = json.loads(out["csl-json"])
    assert [item["id"] for item in items] == keys
    assert [fault for item in items for fault in csl_faults(item)] == []
    assert [(cleaned(item["title"]), cleaned(item["author"][0]["literal"])) for item in items] == expected
    found = ris(out["ris"])
    assert [record["id"] for record in found] == keys
    assert [(record["title"], record["authors"][0]) for record in found] == [
        (one, whole_name(other)) for one, other in expected
    ]
    assert {len(record["authors"]) for record in found} == {1}
    entries = bibtex(out["bibtex"])
    assert list(entries) == keys
    assert [unlatex(entry.fields["title"]) for entry in entries.values()] == [one for one, _ in expected]
    assert [authors_in_bibtex(entry) for entry in entries.values()] == [[other] for _, other in expected]
    assert unlatex(entries["doc"].fields["number"]) == found[-1]["issn"] == cleaned(symbol)
    addresses = {entry.fields["url"] for key, entry in entries.items() if key != "doc"}
    assert addresses == {f"https://example.org/{name}" for name in records}
    assert unlatex(entries["doc"].fields["note"]).endswith(f", {SOURCE['url']}")


def pairs_of(*pieces: str) -> st.SearchStrategy[list[tuple[str, str]]]:
    return st.lists(st.tuples(titles(*pieces), titles(*pieces)), min_size=1, max_size=3)


laws = settings(max_examples=60, deadline=None, database=None)


@laws
@given(pairs_of(*HOSTILE))
@example([("\\", "a and b and others")])
@example([("a\nER  - \n\nTY  - JOUR\nTI  - b", "x\ny")])
@example([("$&%#_~^\\", "\\&{a}~")])
def test_hostile_titles_and_names_arrive_in_every_style(folder: Path, pairs: list[tuple[str, str]]) -> None:
    check_hostile(folder, pairs)


@pytest.mark.parametrize("piece", [*(piece for piece in HOSTILE if cleaned(piece)), "".join(HOSTILE)])
def test_each_hostile_piece_arrives_in_every_style(folder: Path, piece: str) -> None:
    check_hostile(folder, [(piece, piece), (f"a {piece} b", f"{piece}b"), ("after", "it")])


@pytest.mark.parametrize("text", ["می\u200cشود", "👩\u200d👩\u200d👧", "क्\u200dष"])
def test_joiners_are_letters_business(text: str, store: str, make_store: StoreMaker) -> None:
    store = make_store(sources=[source("joined", title=text)])
    cite = ("--store", store, "cite", "joined", "--style")
    for style in STYLES:
        assert text in answered(*cite, style).out


@pytest.mark.parametrize("sign", list("{} \t\n\"'<>\\^`|é中\x1b"))
def test_an_address_arrives_as_one_that_can_be_opened(sign: str, make_store: StoreMaker) -> None:
    url = f"https://example.org/a{sign}b?c=%20&d=1#e"
    store = make_store(sources=[source("odd", url=url)])
    cite = ("--store", store, "cite", "odd", "--style")
    (item,) = answered(*cite, "csl-json").json
    (entry,) = bibtex(answered(*cite, "bibtex").out).values()
    (record,) = ris(answered(*cite, "ris").out)
    (found,) = {item["URL"], entry.fields["url"], *record["urls"]}
    assert re.fullmatch(r"https://example\.org/a([%'0-9A-F]+)b\?c=%20&d=1#e", found)


@pytest.mark.parametrize("style", STYLES)
def test_an_entry_without_anything_to_read_is_still_one(style: str, make_store: StoreMaker) -> None:
    store = make_store(sources=[source("blank", title="", publisher=" "), source("control", title="\x1b")])
    out = answered("--store", store, "cite", "blank", "control", "--style", style).out
    counted = {
        "text": len(out.splitlines()),
        "bibtex": out.count("@misc{"),
        "csl-json": out.count('"id"'),
        "ris": out.count("ER  - "),
    }
    assert counted[style] == 2
    if style == "csl-json":
        assert [fault for item in json.loads(out) for fault in csl_faults(item)] == []


def test_a_key_holds_only_what_a_citation_key_can(make_store: StoreMaker) -> None:
    store = make_store(sources=[source("a b{c},%"), source("plain-1")])
    cite = ("--store", store, "cite", "sources/a b{c},%", "plain-1", "--style")
    odd, plain = bibtex(answered(*cite, "bibtex").out)
    assert plain == "plain-1"
    assert re.fullmatch(r"[A-Za-z0-9-]+", odd)


@pytest.mark.parametrize(("one", "other"), [("a.b", "a-b"), ("a_b", "a.b"), ("中", "国"), ("Page", "page")])
def test_two_entries_have_two_keys(one: str, other: str, make_store: StoreMaker) -> None:
    store = make_store(sources=[source(one), source(other)])
    out = answered("--store", store, "cite", f"sources/{one}", f"sources/{other}", "--style", "bibtex").out
    assert len(bibtex(out)) == 2
