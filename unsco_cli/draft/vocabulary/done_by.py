"""Phrases that say what somebody did, and stand before whoever did it."""

from unsco_cli.draft.vocabulary.notation import each, phrases

_SPEECHES = phrases("""
    address, addresses, appeal, appeals, briefing, briefings, comments, contribution, contributions,
    intervention, interventions, lectures, papers, presentation, presentations, remarks, speech,
    speeches, statement, statements, talks given, words
""")
_MADE_BY = "{} by, {} from, {} of, {} made by, {} were made by, {} delivered by, {} were delivered by"
_MESSAGES = phrases("message, messages, video message, letter, greeting, greetings, congratulations")
_MEETINGS = phrases("""
    meeting, meetings, talks, conversation, conversations, consultations, discussions, negotiations,
    dialogue, exchange of views
""")
_ATTENDEES = phrases("participants, guests, attendees, delegates")
_SPEAKERS = phrases("speakers, panellists, panelists")
_LISTED = """
    {}:, {} are, {} was, {} were, {} was led by, {} include, {} included, {} comprised, {} from,
    {} came from, among the {}, list of {}
"""
_PRESENT = phrases("those present, those attending, those taking part, those who attended")
_CHANCES = phrases("""
    floor, floor was, opportunity to speak, opportunity to speak was, opportunity to take the floor,
    opportunity to take the floor was, opportunity to address the meeting was
""")

ATTENDED = (
    *phrases("""
        attended by, were also attended by, was attended by delegations of, attended for, attendance of,
        participated in by, participation of, participation by, presence of, witnessed by, came, came from,
        came for, also came, there came, hailed from, were drawn from, took part for, appeared for,
        signed for, speaking for, speaking on behalf of, on behalf of, in the person of, turn of,
        brought together, brings together, bringing together, gathering together, assembled, united,
        uniting, involved, involving, drew, drawing, composed of, consisted of, made up of, comprised,
        comprising, hosted delegations of, delegations from, delegation under, the delegation included
    """),
    *phrases("""
        present was, present were, also present was, also present were, attending were,
        also attending were, in attendance were, also there were, taking part were,
        also taking part were, also participating were, among those present, among those attending
    """),
    *each(("delegation", "delegations", "the delegation was"), "{} headed by, {} led by"),
    *each(("meeting", "event", "conference", "summit", "forum"), "{} welcomed"),
    *phrases("talks were held with, talks held with, conversations with"),
    *each(_ATTENDEES, _LISTED),
    *each(_PRESENT, "{} include, {} included, {} were"),
    *each(_MEETINGS, "{} of"),
)
# Whoever stands on the other side did the same.
MET = each(_MEETINGS, "{} with, {} between")
# Those on one side were there for those on the other, or with them.
REPRESENTED = phrases("""
    represented by, is represented by, are represented by, was represented by, were represented by,
    led by, headed by, accompanied by, joined by, sent, had sent, dispatched, delegated
""")
SPOKE = (
    *each(_SPEECHES, f"{_MADE_BY}, {{}} was made by, {{}} was delivered by, {{}} came from"),
    *each(_SPEAKERS, _LISTED),
    *each(("those who spoke",), "{} include, {} included, {} were"),
    *phrases("""
        heard, heard from, addressed by, briefed by, opened by, closed by, introduced by, presented by,
        given by, made by, spoken by, offered by, provided by, delivered by, speaking were,
        also speaking were, floor was given to, floor was taken by, floor went to, gave the floor to
    """),
)
REPORTED = (*each(("report", "reports"), _MADE_BY), *phrases("heard reports by, heard reports from"))
OFFERED_THE_FLOOR = each(_CHANCES, "{} offered to, {} given to, {} extended to, {} granted to")
SENT_MESSAGE = each(_MESSAGES, "{} from, {} of, {} by")
CHAIRED = phrases("chaired by, co-chaired by, presided over by, led jointly by, chairmanship of")
MODERATED = phrases("moderated by, moderation of, moderator was, moderators were, facilitated by")
ORGANISED = phrases("""
    organised by, co-organised by, organised jointly by, jointly organised by, organised with,
    organised together with, organised jointly with, organised in cooperation with, organiser was,
    organisers are, organisers were, organisers included, convened by, co-convened by,
    jointly convened by, initiated by, sponsored by, co-sponsored by, arranged by, prepared by,
    held by, held jointly by, put on by, jointly by, jointly with, in cooperation with,
    in partnership with, in collaboration with, in conjunction with, auspices of,
    at the initiative of, on the initiative of, at the invitation of
""")
HOSTED = phrases("""
    hosted by, co-hosted by, jointly hosted by, organised and hosted by, hosted and organised by
""")
SIGNED = phrases("signed by, signed between, initialled by, signatures of, signatories were")
