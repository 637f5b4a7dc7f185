"""What an event is called, where one is held, and what says that a text is about another."""

from unsco_cli.draft.vocabulary.notation import phrases, words
from unsco_cli.models import EventKind

_SPECIAL_EVENTS = phrases("""
    event, special event, special meeting, high-level event, high-level special event, joint event
""")
_SIDE_EVENTS = phrases("""
    side event, side-event, special side event, parallel event, event on the margins,
    event in the margins, event on the sidelines, event held on the margins,
    event held on the sidelines, online event on the margins
""")
_SUMMITS = phrases("""
    summit, heads of state, council of heads of state, heads of state council,
    meeting of the council of heads of state, meeting of the heads of state council,
    heads of government, council of heads of government, heads of government council,
    meeting of the council of heads of government, meeting of the heads of government council,
    prime ministers, prime ministers council
""")
_CONFERENCES = phrases("""
    conference, forum, seminar, workshop, round table, roundtable, symposium, webinar, dialogue,
    counter-terrorism week, week, presentation
""")
# What an event may be called, and of which kind it then is.
KINDS: dict[str, EventKind] = {
    **dict.fromkeys(_SPECIAL_EVENTS, "special-event"),
    **dict.fromkeys(_SIDE_EVENTS, "side-event"),
    **dict.fromkeys(_SUMMITS, "summit"),
    **dict.fromkeys(_CONFERENCES, "conference"),
    **dict.fromkeys(phrases("signing ceremony, signing, ceremony"), "signing"),
    **dict.fromkeys(phrases("meeting, session, talks, consultations, conversation"), "meeting"),
    **dict.fromkeys(phrases("briefing, debate"), "address"),
    **dict.fromkeys(phrases("reception, anniversary"), "other"),
}

# Nouns that something held may be called by.
OCCASIONS = frozenset(
    words("""
        event meeting conference summit forum seminar session dialogue workshop roundtable symposium
        ceremony talks consultations webinar debate conversation week signing visit briefing edition
        gathering exercise
    """)
)
# Nouns of the names of places where something is held.
VENUES = frozenset(
    words("""
        headquarters hq centre palace hall office building secretariat hotel embassy mission residence
        university house museum academy institute complex room chamber pavilion library international
    """)
)

# Headings: what follows is about something else than the event.
BACKGROUND = phrases("""
    background, background information, background note, reference, for reference,
    reference information, for information, additional information, further information,
    our information, FYI, context, historical note, facts and figures, about the SCO,
    note to editors, notes to editors, note for editors, editors note, notes,
    see also, read also, related news, previously
""")
# Words that put a sentence at another time.
EARLIER = frozenset(
    words("""
        earlier previously previous past last formerly historically recalled ago preceding predecessor
        inaugural already
    """)
)
LATER = frozenset(words("next upcoming forthcoming future scheduled planned tomorrow coming"))
