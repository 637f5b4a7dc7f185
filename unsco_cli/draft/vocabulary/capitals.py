"""Words that press releases write with a capital and that are no name of a person or of a place."""

from unsco_cli.draft.vocabulary.notation import words
from unsco_cli.draft.vocabulary.numbers import MONTHS

_BODIES = words("""
    ministry agency committee commission department directorate division bureau service services
    centre council institute academy university embassy mission office section unit branch board
    fund bank assembly parliament senate cabinet ministers government administration authority court
    chamber union association foundation federation forum conference congress group team force
    headquarters secretariat organisation programme initiative network partnership
""")
_FIELDS = words("""
    foreign internal external affairs interior defence defense justice finance economy economic trade
    health education science culture tourism sport transport energy agriculture ecology environment
    natural resources water labour social development digital information communications security
    drug drugs narcotics narcotic control crime police border customs migration anti terrorism
    counterterrorism antiterrorist law enforcement prosecutor policy planning political legal
    human rights women youth children refugees humanitarian peace peacebuilding cooperation
    emergency emergencies situations disaster monitoring organising
    strategic studies research analysis analytical technical technology industry
""")
_RANKS = words("""
    national state public federal central supreme general main special international regional
    good new great joint high level
""")
_PARTS_OF_THE_WORLD = words("""
    asia europe africa america pacific eurasia asian european african american eurasian arab islamic
    east west north south middle eastern western northern southern global
    united nations republic kingdom people peoples silk road belt
    city province region district village island mountain sea river airport
""")
_BUILDINGS = words("hall palace house hotel building room square street avenue museum complex")
_TIMES = words("""
    monday tuesday wednesday thursday friday saturday sunday day week year
    summit meeting session event
""")
_PAPERS = words("""
    declaration convention charter treaty agreement memorandum protocol strategy agenda article annex
    resolution report statement press release communique news
""")
_PRESENT = words("""
    excellency excellencies ladies gentlemen dear distinguished colleagues friends
    member states observer dialogue partner partners representatives representative
    delegation delegations experts participants
""")
# Words of the names of institutions and of whatever else press releases capitalise, besides those that
# the store has.
INSTITUTIONS = frozenset(_BODIES).union(
    _FIELDS, _RANKS, _PARTS_OF_THE_WORLD, _BUILDINGS, _TIMES, MONTHS, _PAPERS, _PRESENT
)

# Words that begin a sentence with a capital and are no name.
FUNCTION_WORDS = frozenset(
    words("""
        the a an this that these those he she it they we his her its their our who which when while
        in on at by with for from to of about over under within between against through into upon
        around among as after before during following since until if and or but not no
        is was were are has had have been there here then today yesterday earlier later
        also both all some many several more most nearly such other others together joint special
        first second third fourth fifth last next previous one two three
        moreover furthermore according addressing speaking opening welcoming let dear mr mrs ms dr
        participants speakers representatives discussion background note particular attention
    """)
)
