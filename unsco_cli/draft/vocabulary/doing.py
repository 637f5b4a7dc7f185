"""Phrases that say what somebody did, and stand after whoever did it."""

from unsco_cli.draft.vocabulary.notation import each, forms, phrases

ATTENDED = (
    *forms("attend participate watch visit join"),
    *phrases("""
        took part, takes part, take part, taking part, taken part, is taking part, are taking part,
        discuss, discusses, discussed, was represented, were represented,
        was present, were present, were also present,
        was in attendance, were in attendance, was on hand, were on hand, was there, were there,
        were in the room, were invited and attended, attended as, had a seat, had seats, sat in,
        came, came from, came together, gathered, arrived, listened, connected, dialled in,
        followed the event, followed the meeting, made up the delegation,
        headed the delegation, heads the delegation, led the delegation, leads the delegation,
        was among the, were among the, were also among the, was among the participants,
        were among the participants, were among the guests, was among those present,
        were among those present
    """),
    *phrases("""
        sent a, sent an, sent its, sent their, sent a delegation, sent its delegation,
        sent their delegations, sent delegations, sent a representative, sent its representatives,
        sent representatives, sent observers, sent people, sent its people, sent their people
    """),
)
ABSENT = phrases("""
    did not attend, did not take part, did not participate, did not join, did not send, did not speak,
    not attend, not present, was not present, were not present, was not represented,
    were not represented, was absent, were absent, was missing, were missing, stayed away, chose not to,
    unable to, unable to participate, unable to join, was unable to attend, were unable to attend,
    could not attend, could not take part, could not come, could not be present,
    declined the invitation, declined to attend, had declined, was invited but, were invited but,
    had been invited but, cancelled his, cancelled her, cancelled their,
    sent apologies, sent his apologies, sent her apologies, sent its apologies, sent their apologies
""")
# Whoever stands on the other side did the same.
MET = phrases("""
    met, met with, meets, meets with, received, receives, was received by, were received by,
    held talks, held talks with, had talks with, held negotiations with, sat down with,
    held a meeting, held a meeting with, had a meeting with, held a working meeting,
    held a working meeting with, held a bilateral meeting, held a bilateral meeting with,
    held an online meeting with, held a video conference with, held a telephone conversation,
    held a conversation with, had a conversation with, held consultations, held consultations with,
    held discussions with, conferred with, exchanged views, exchanged views with,
    discussed with, spoke with, spoke to, talked with, talked to
""")
# Those on one side were there for those on the other.
REPRESENTED = phrases("represented, represents")
SPOKE_FOR = phrases("spoke for, spoke on behalf of, spoke in the name of")
# Words of whoever said something, which may themselves tell of others.
SAID = (
    *forms("""
        note stress emphasise underline underscore highlight state announce recall urge warn commend
        praise reaffirm confirm declare explain outline suggest remark observe acknowledge express
        inform argue propose thank congratulate greet welcome conclude appeal assure insist elaborate
        assess affirm reiterate invite describe mention appreciate wish advocate voice convey offer
        summarise
    """),
    *phrases("""
        said, says, saying, told, tells, added, adds, vowed, pledged, cautioned, introduced, tabled,
        pointed to, points to, pointed out, points out, focused on, touched on, dwelt on,
        called for, calls for, called on, calls on, called upon, spoke of, spoke about,
        spoke in favour, put forward, spelled out, laid out, set out, made the case, made a proposal,
        drew attention, draws attention, paid attention, paid tribute, gave an assessment,
        expressed gratitude, shared views, shared experience, shared his, shared her, shared their
    """),
    # For its first word, which may follow whoever did something.
    "point out",
)
_TOOK_A_TURN = phrases("""
    spoke, speaks, speaking, spoken, took the floor, takes the floor, taking the floor, intervened,
    appealed, were heard, contributed to the discussion, participated in the discussion,
    took part in the discussion, launched the discussion, shared their experience,
    was among the speakers, were among the speakers, were the speakers, was the keynote speaker,
    served as speakers, acted as speakers, took part as speakers,
    opened the meeting, opened the event, opened the floor, closed the meeting, closed the event
""")
_MADE = phrases("""
    made a speech, made speeches, made a welcoming speech, made a statement, made statements,
    make statements, made a presentation, made presentations, made an intervention,
    made interventions, made a contribution, made contributions, made remarks, made opening remarks,
    made welcoming remarks, made introductory remarks, made closing remarks
""")
_GAVE = phrases("""
    gave a speech, gave speeches, gave a welcoming speech, gave a presentation, gave presentations,
    gave an address, gave a talk, gave lectures, gave a briefing, gave an overview, gave remarks,
    gave welcoming remarks
""")
_DELIVERED = phrases("""
    delivered, delivers, delivering, delivered a speech, delivered speeches,
    delivered a welcoming speech, delivered a keynote speech, delivered a statement,
    delivered statements, delivered an address, delivered addresses, delivered a keynote address,
    delivered a keynote, delivered keynote, delivered a presentation, delivered presentations,
    delivered remarks, delivered opening remarks, delivered welcoming remarks,
    delivered closing remarks, delivered the opening, delivered welcome
""")
SPOKE = (
    *forms("address brief open present contribute lecture"),
    *_TOOK_A_TURN,
    *_MADE,
    *_GAVE,
    *_DELIVERED,
)
REPORTED = phrases("""
    reported, reports, reporting, made a report, made reports, made the main report, gave a report,
    gave reports, submitted a report, presented a report, presented the report, presented reports,
    delivered a report, delivered the report, delivered reports
""")
OFFERED_THE_FLOOR = (
    *each(
        ("was", "were"),
        "{} given the floor, {} offered the floor, {} given the opportunity, {} offered an opportunity",
    ),
    *phrases("""
        were given an opportunity, were offered the opportunity, were also offered an opportunity,
        were able to speak, had the floor, received the floor
    """),
)
SENT_MESSAGE = phrases("""
    sent a message, sent his message, sent messages, sent a written message, sent a recorded message,
    sent a video message, sent a congratulatory message, sent a welcoming message,
    sent a welcome message, sent a message of greeting, sent a greeting, sent greetings,
    sent his greetings, sent her greetings, conveyed his greetings, sent a video greeting,
    sent a video address, sent a letter, sent a congratulatory letter, sent a telegram,
    sent congratulations
""")
CHAIRED = phrases("""
    chaired, chairs, chairing, co-chaired, co-chairs, presided, presides, presiding, presided over,
    co-presided, took the chair, was in the chair, acted as chair, led the meeting, led the session,
    led the talks, led the discussion
""")
MODERATED = phrases("""
    moderated, moderates, moderating, co-moderated, facilitated, was moderator, was the moderator,
    acted as moderator, acted as moderators, served as moderator, steered the discussion
""")
ORGANISED = (
    *forms("organise co-organise convene co-convene initiate sponsor co-sponsor arrange"),
    *phrases("""
        are organising, had organised, had convened, had called, called together, put together, set up,
        held the, held in, held a joint, held a special, held a side, held a high level, held jointly,
        jointly held, the work of, was the organiser, were the organisers, acted as organiser,
        acted as organisers, acted as co-organisers
    """),
)
HOSTED = phrases("hosted, hosts, hosting, co-hosted, co-hosts, played host, plays host, was the host")
SIGNED = phrases("""
    signed, signs, signing, initialled, inked, put his signature, put her signature,
    put their signatures, affixed their signatures, concluded a memorandum, concluded an agreement
""")
