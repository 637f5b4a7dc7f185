"""The closed classes of words by which press releases say who was where, as what, and what they did.

Tables only; the names of whoever and whatever come from the store.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from unsco_cli.models import Capacity, EventKind, Part

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
)
_TENS = ("twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth")
ORDINALS = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
}
# The first word of twenty-fourth.
TENS = {
    word: number * 10
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
NUMBERS = {
    **{word: number for number, word in enumerate(("ten", "eleven", "twelve"), 10)},
    **TENS,
    "fifteen": 15,
    "hundred": 100,
}

QUALIFIERS: dict[str, Literal["over", "about", "around", "nearly"]] = {
    "over": "over",
    "more than": "over",
    "upwards of": "over",
    "in excess of": "over",
    "at least": "over",
    "about": "about",
    "approximately": "about",
    "some": "about",
    "roughly": "about",
    "circa": "about",
    "around": "around",
    "nearly": "nearly",
    "almost": "nearly",
    "close to": "nearly",
    "up to": "nearly",
}
PEOPLE = {
    *("people", "participants", "persons", "delegates", "representatives", "guests", "experts", "attendees"),
    *(
        "officials",
        "diplomats",
        "specialists",
        "scientists",
        "scholars",
        "politicians",
        "members",
        "visitors",
    ),
    *("practitioners", "professionals", "leaders", "figures", "speakers"),
}

CAPACITIES: dict[str, Capacity] = {
    **dict.fromkeys(
        (
            *("member states", "member state", "member countries", "member country", "member nations"),
            *("member nation", "SCO members", "members of the SCO", "full members"),
            *("full member", "states members", "members of the organisation", "permanent members of the SCO"),
            *("states that are members", "the Eight", "members of the Shanghai Cooperation Organisation"),
            *("SCO states", "SCO countries", "states of the SCO", "countries of the SCO"),
        ),
        "member",
    ),
    **dict.fromkeys(
        (
            *("observer states", "observer state", "observer countries", "observer country", "observers"),
            *("observer", "observer nations", "states observers", "states with observer status"),
            *("countries with observer status", "observer status", "states having observer status"),
        ),
        "observer",
    ),
    **dict.fromkeys(
        (
            *("dialogue partners", "dialogue partner", "dialogue partner states", "partners in dialogue"),
            *("dialogue partner countries", "dialog partners", "dialog partner", "dialogue partner status"),
            *("partner states in dialogue", "states dialogue partners", "partners for dialogue"),
            "dialogue partner state",
        ),
        "dialogue-partner",
    ),
    **dict.fromkeys(
        (
            *("SCO partners", "SCO partner", "partner states", "partner countries", "partners of the SCO"),
            *("partner state", "SCO partner states", "SCO partner countries", "status of SCO partner"),
        ),
        "partner",
    ),
    **dict.fromkeys(
        (
            *("guests", "guest", "guest countries", "guest states", "invited guests", "guests of honour"),
            *("guests of the chair", "guest of the chair", "invited countries", "invited states"),
            *("other UN member states", "other member states of the UN", "UN member states"),
            *("member states of the UN", "member states of the United Nations", "non-member states"),
            *("members of the United Nations", "member states of the Organization", "guest of honour"),
        ),
        "guest",
    ),
}

# What stands before those who speak for somebody.
REPRESENTATIVES = {
    *("representative", "representatives", "delegation", "delegations", "delegate", "delegates", "official"),
    *("officials", "expert", "experts", "ambassador", "ambassadors", "diplomat", "diplomats", "mission"),
    *("missions", "side", "sides", "envoy", "envoys", "specialist", "specialists", "officers", "staff"),
    *(
        "speakers",
        "speaker",
        "ministers",
        "leaders",
        "heads",
        "chiefs",
        "deputies",
        "delegates",
        "teams",
        "colleague",
        "ones",
        "secretaries",
        "officers",
    ),
    *("team", "members", "participants", "colleagues", "counterparts", "counterpart", "secretariats"),
    *("permanent", "leadership", "embassies", "embassy", "parliamentarians", "scholars", "scientists"),
    *("practitioners", "prosecutors", "negotiators", "presidents", "coordinators", "spokesperson"),
    *("executives", "authorities", "agencies", "services", "academics", "researchers", "journalists"),
    *("headquarters", "secretariat", "mission", "government", "governments", "rapporteur", "secretary"),
    *("generals", "directors", "bodies", "institutions", "structures", "entities", "ministries", "ministry"),
}
# What may stand between those words and the names, or between two names.
GLUE = {
    *(
        "and",
        "&",
        ",",
        ";",
        "of",
        "from",
        "the",
        "as",
        "well",
        "along",
        "together",
        "with",
        "including",
        "namely",
    ),
    *("such", "both", "also", "other", "all", "high", "ranking", "level", "senior", "top", "accredited"),
    *("national", "relevant", "competent", "foreign", "international", "regional", "organisations"),
    *("organisation", "agency", "countries", "states", "state", "country", "their", "its", "respective"),
    *("heads", "state", "government", "affairs", "security", "law", "enforcement", "defence", "number"),
    *("a", "an", "or", "plus", "like", "special", "eg", "ie", "example", "them", "these"),
    *("are", "several", "various", "range", "diplomatic", "corps", "missions", "nations", "observing"),
    *("central", "asian", "eight", "six", "nine", "ten", "four", "three", "two", "five", "seven", "un"),
    *("system", "specialised", "intergovernmental", "non", "governmental", "namely"),
    *("–", ":", "(", ")", "ones", "those", "structure", "programmes", "funds", "offices", "departments"),
    *("drug", "control", "narcotics", "anti", "police", "ministries", "office", "civil", "society", "media"),
    *("academia", "think", "tanks", "european", "union", "observers", "chairing", "further", "then"),
    *("jointly", "collectively", "antidrug", "antinarcotics", "counterterrorism", "invited"),
}
# Adverbs that change nothing about who did what.
ADVERBS = {
    *("also", "jointly", "personally", "virtually", "online", "actively", "additionally", "likewise", "then"),
    *("further", "remotely", "subsequently", "moreover", "respectively", "warmly", "officially", "formally"),
    *(
        "itself",
        "themselves",
        "himself",
        "herself",
        "briefly",
        "later",
        "now",
        "today",
        "yesterday",
        "traditionally",
        "all",
        "both",
        "each",
        "furthermore",
    ),
}
# What makes of the noun before it another thing: a state's initiative is not the state.
PREPOSITIONS = {
    *("in", "on", "at", "to", "into", "towards", "toward", "against", "about", "for", "over", "through"),
    *("across", "around", "within", "outside", "inside", "near", "under", "between", "among", "via"),
    *("regarding", "concerning", "since", "during", "without", "beyond", "throughout", "despite", "per"),
    *("amid", "upon", "until", "like", "of", "from", "with", "by", "alongside", "before", "after", "off"),
}

HONORIFICS = {
    *("mr", "mrs", "ms", "miss", "dr", "he", "prof", "professor", "sir", "dato", "shri", "lt", "gen", "col"),
    *("excellency", "madam", "madame", "hon", "honourable", "amb", "sheikh", "maj", "comrade", "his", "her"),
    *("academician", "messrs", "capt", "sgt"),
}
# The noun that makes a phrase the name of a post.
POSTS = (
    *("secretary-general", "secretary general", "director-general", "director general", "prime minister"),
    *("director", "minister", "president", "premier", "chairman", "chairperson", "chairwoman", "chair"),
    *("ambassador", "representative", "envoy", "coordinator", "head", "chief", "commissioner", "adviser"),
    *(
        "advisor",
        "counsellor",
        "expert",
        "officer",
        "secretary",
        "commander",
        "consul",
        "speaker",
        "governor",
    ),
    *("mayor", "attorney", "prosecutor", "under-secretary-general", "undersecretary", "coordinator"),
    *("under secretary general", "assistant secretary general", "high representative", "chargé d'affaires"),
    *("chargé d'affaires a.i", "rapporteur", "administrator", "manager", "fellow", "researcher", "co-chair"),
    *("vice-president", "vice president", "vice-chairman", "vice chairman", "chancellor", "emir", "king"),
    *("federal secretary", "state counsellor", "vice premier", "vice-minister", "inspector", "spokesperson"),
    *("rector", "dean", "lecturer", "moderator", "attaché", "deputy", "delegate", "executive", "mufti"),
    *(
        "colleague",
        "counterpart",
        "general counsel",
        "state secretary",
        "secretary of state",
        "councillor",
        "supervisor",
        "analyst",
    ),
    *("foreign minister", "national coordinator"),
)
POST_MODIFIERS = {
    *("deputy", "first", "second", "third", "vice", "acting", "senior", "special", "permanent", "executive"),
    *("general", "foreign", "prime", "chief", "high", "under", "assistant", "interior", "defence", "federal"),
    *(
        "regional",
        "national",
        "resident",
        "associate",
        "principal",
        "external",
        "affairs",
        "state",
        "finance",
    ),
    *("health", "interim", "personal", "presidential", "government", "information", "policy", "programme"),
    *("plenipotentiary", "extraordinary", "and", "joint", "co", "police", "managing", "country", "supreme"),
    *(
        "newly",
        "appointed",
        "elected",
        "political",
        "main",
        "deputyhead",
        "environment",
        "justice",
        "economy",
    ),
    *(
        "transport",
        "culture",
        "agriculture",
        "tourism",
        "education",
        "security",
        "internal",
        "liaison",
        "trade",
    ),
    *("office", "of", "secretariat", "new", "current", "then", "incoming", "ministerial", "legal", "press"),
}
# Whoever had a post before has it no longer.
FORMER = {"former", "ex", "late", "outgoing", "previous", "then"}
# Words of the names of institutions, besides those that the store has.
INSTITUTIONS = {
    *("ministry", "agency", "committee", "commission", "department", "directorate", "division", "bureau"),
    *("service", "services", "centre", "council", "institute", "academy", "university", "embassy", "mission"),
    *("office", "section", "unit", "branch", "board", "fund", "bank", "assembly", "parliament", "senate"),
    *("cabinet", "ministers", "government", "administration", "authority", "court", "chamber", "union"),
    *("association", "foundation", "federation", "forum", "conference", "congress", "group", "team", "force"),
    *("headquarters", "secretariat", "organisation", "programme", "initiative", "network", "partnership"),
    *("foreign", "internal", "external", "affairs", "interior", "defence", "defense", "justice", "finance"),
    *("economy", "economic", "trade", "health", "education", "science", "culture", "tourism", "sport"),
    *("transport", "energy", "agriculture", "ecology", "environment", "natural", "resources", "labour"),
    *("social", "development", "digital", "information", "communications", "security", "national", "state"),
    *("public", "federal", "central", "supreme", "general", "main", "special", "international", "regional"),
    *(
        "drug",
        "drugs",
        "narcotics",
        "narcotic",
        "control",
        "crime",
        "police",
        "border",
        "customs",
        "migration",
    ),
    *("anti", "terrorism", "counterterrorism", "antiterrorist", "law", "enforcement", "prosecutor", "policy"),
    *("planning", "political", "legal", "human", "rights", "women", "youth", "children", "refugees", "water"),
    *(
        "asia",
        "europe",
        "africa",
        "america",
        "pacific",
        "eurasia",
        "eurasian",
        "asian",
        "european",
        "african",
    ),
    *("east", "west", "north", "south", "middle", "northern", "southern", "eastern", "western", "global"),
    *("united", "nations", "republic", "kingdom", "people", "peoples", "islamic", "organising", "monitoring"),
    *("strategic", "studies", "research", "analysis", "analytical", "technical", "technology", "industry"),
    *(
        "emergency",
        "emergencies",
        "situations",
        "disaster",
        "humanitarian",
        "peace",
        "cooperation",
        "peacebuilding",
    ),
    *("american", "arab", "tuesday", "monday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("summit", "meeting", "session", "event", "day", "week", "year", "silk", "road", "belt", "agenda"),
    *("declaration", "convention", "charter", "treaty", "agreement", "memorandum", "protocol", "strategy"),
    *("article", "annex", "resolution", "report", "statement", "press", "release", "communique", "news"),
    *("excellency", "excellencies", "ladies", "gentlemen", "dear", "distinguished", "colleagues", "friends"),
    *(
        "hall",
        "palace",
        "house",
        "hotel",
        "building",
        "room",
        "square",
        "street",
        "avenue",
        "museum",
        "complex",
    ),
    *("city", "province", "region", "district", "village", "island", "mountain", "sea", "river", "airport"),
    *(
        "good",
        "new",
        "great",
        "joint",
        "high",
        "level",
        "member",
        "states",
        "observer",
        "dialogue",
        "partner",
    ),
    *(
        "partners",
        "representatives",
        "representative",
        "delegation",
        "delegations",
        "experts",
        "participants",
    ),
    *MONTHS,
}
# Words that begin a sentence with a capital and are no name.
FUNCTION_WORDS = {
    *(
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "in",
        "on",
        "at",
        "by",
        "with",
        "for",
        "from",
        "to",
    ),
    *("of", "and", "or", "but", "as", "after", "before", "during", "following", "among", "also", "both"),
    *("he", "she", "it", "they", "we", "his", "her", "its", "their", "our", "who", "which", "when", "while"),
    *("according", "addressing", "speaking", "opening", "welcoming", "participants", "speakers", "earlier"),
    *("moreover", "furthermore", "today", "yesterday", "later", "then", "other", "others", "all", "some"),
    *("many", "several", "there", "here", "is", "was", "were", "are", "has", "had", "have", "been", "under"),
    *("within", "over", "about", "around", "nearly", "more", "most", "such", "not", "no", "if", "since"),
    *("until", "between", "against", "through", "into", "upon", "discussion", "representatives", "note"),
    *("background", "special", "particular", "attention", "let", "dear", "mr", "mrs", "ms", "dr", "together"),
    *(
        "joint",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "last",
        "next",
        "previous",
        "one",
        "two",
        "three",
    ),
}
PARTICLES = {
    "al",
    "el",
    "bin",
    "ibn",
    "von",
    "van",
    "de",
    "del",
    "der",
    "la",
    "le",
    "ul",
    "ur",
    "ogly",
    "kyzy",
}

# What somebody has done, by the phrase that says so: whoever stands before it, or after it, or on both sides.
Side = Literal["before", "after", "both"]


class Predicate(Struct, frozen=True):
    """What a phrase says that somebody did.

    Args:
        part: their part in the event.
        side: where they stand.
        hosting: whether the event was at their place.
        mutual: whether those on the other side did the same, as in a meeting.
        saying: whether it is about words, which may themselves tell of others.
        absent: whether it says that they were not there.
    """

    part: Part
    side: Side = "before"
    hosting: bool = False
    mutual: bool = False
    saying: bool = False
    absent: bool = False


def _forms(*verbs: str) -> Iterator[str]:
    """Yield the forms of regular verbs, each as base|past, or just the base."""
    for verb in verbs:
        base, _, past = verb.partition("|")
        stem = base.removesuffix("e")
        yield from (
            f"{base}s" if not base.endswith(("s", "sh", "ch", "x")) else f"{base}es",
            past or f"{stem}ed",
        )
        yield f"{stem}ing" if base.endswith("e") else f"{base}ing"


_SAID = (
    *_forms(
        "note", "stress|stressed", "emphasise", "underline", "underscore", "highlight", "state", "announce"
    ),
    *_forms(
        "recall", "urge", "warn", "commend", "praise", "reaffirm", "confirm|confirmed", "declare", "explain"
    ),
    *_forms("outline", "suggest", "remark", "observe", "acknowledge", "express|expressed", "inform", "argue"),
    *_forms("propose", "thank", "congratulate", "greet", "welcome", "conclude", "appeal", "assure", "insist"),
    *_forms(
        "point out|pointed out", "elaborate", "assess", "affirm", "reiterate", "invite", "describe", "mention"
    ),
    *_forms("appreciate", "wish", "advocate", "voice", "convey|conveyed", "offer", "summarise", "stress"),
    *(
        "said",
        "says",
        "told",
        "tells",
        "added",
        "adds",
        "pointed to",
        "points out",
        "points to",
        "called for",
    ),
    *(
        "called on",
        "calls for",
        "calls on",
        "called upon",
        "drew attention",
        "draws attention",
        "paid attention",
    ),
    *("paid tribute", "put forward", "spelled out", "spoke of", "spoke about", "spoke in favour", "dwelt on"),
    *("laid out", "set out", "made the case", "wished", "gave an assessment", "expressed gratitude", "vowed"),
    *("shared views", "shared experience", "shared his", "shared her", "shared their", "voiced", "pledged"),
    *(
        "introduced",
        "saying",
        "cautioned",
        "explained",
        "thanked",
        "made a proposal",
        "tabled",
        "focused on",
        "touched on",
    ),
)
_SPOKE = (
    *_forms(
        "address|addressed", "brief|briefed", "open|opened", "present|presented", "contribute", "lecture"
    ),
    *("spoke", "speaks", "speaking", "spoken", "took the floor", "takes the floor", "taking the floor"),
    *("made remarks", "made opening remarks", "made statements", "made a statement", "made speeches"),
    *("made a speech", "made presentations", "made a presentation", "made interventions", "make statements"),
    *("made an intervention", "gave a speech", "gave speeches", "gave a presentation", "gave presentations"),
    *(
        "gave an address",
        "gave a talk",
        "gave remarks",
        "gave welcoming remarks",
        "intervened",
        "gave lectures",
    ),
    *("delivered remarks", "delivered opening remarks", "delivered welcoming remarks", "delivered a speech"),
    *("delivered speeches", "delivered a statement", "delivered statements", "delivered an address"),
    *("delivered a keynote", "delivered keynote", "delivered presentations", "delivered a presentation"),
    *("delivered a welcoming speech", "delivered a keynote speech", "delivered a keynote address"),
    *("delivered closing remarks", "delivered the opening", "delivered welcome", "delivered addresses"),
    *("delivered", "delivers", "delivering", "shared their experience", "launched the discussion"),
    *(
        "made closing remarks",
        "made welcoming remarks",
        "made a welcoming speech",
        "made introductory remarks",
    ),
    *(
        "appealed",
        "gave an overview",
        "were heard",
        "closed the meeting",
        "closed the event",
        "took part as speakers",
    ),
    *("acted as speakers", "were among the speakers", "was among the speakers", "were the speakers"),
    *("was the keynote speaker", "served as speakers", "gave a briefing", "contributed to the discussion"),
    *("opened the meeting", "opened the event", "opened the floor", "participated in the discussion"),
    *("took part in the discussion", "made contributions", "made a contribution", "gave a welcoming speech"),
)
_ATTENDED = (
    *_forms("attend", "participate", "watch", "visit", "join"),
    *("took part", "takes part", "take part", "taking part", "taken part", "was present", "were present"),
    *("were represented", "was represented", "sent a delegation", "sent delegations", "sent representatives"),
    *("sent its delegation", "sent their delegations", "sent its representatives", "sent a representative"),
    *("came", "gathered", "came together", "were in attendance", "was in attendance", "are taking part"),
    *("were among the participants", "was among the participants", "were among the guests", "sat in"),
    *("were among those present", "was among those present", "were also present", "listened", "arrived"),
    *("was on hand", "were on hand", "connected", "dialled in", "followed the event", "followed the meeting"),
    *("came from", "sent observers", "is taking part", "made up the delegation", "headed the delegation"),
    *("led the delegation", "heads the delegation", "leads the delegation", "were in the room", "was there"),
    *("sent their people", "sent its people", "sent people", "sent their", "sent its", "sent a", "sent an"),
    *("were among the", "was among the", "were also among the"),
    *("were there", "had seats", "had a seat", "were invited and attended", "attended as"),
)
_REPORTED = (
    *("reported", "reports", "reporting", "made a report", "made reports", "presented a report"),
    *("delivered a report", "delivered reports", "presented reports", "gave a report", "gave reports"),
    *("made the main report", "submitted a report", "delivered the report", "presented the report"),
)
_ORGANISED = (
    *_forms(
        "organise", "co-organise", "convene", "initiate", "sponsor", "co-sponsor", "arrange", "co-convene"
    ),
    *(
        "held the", "held in",
        "held a joint",
        "held a special",
        "held a side",
        "held a high level",
        "the work of",
        "called together",
        "had called",
        "had convened",
        "had organised",
    ),
    *("are organising", "held jointly", "put together", "jointly held", "was the organiser", "set up"),
    *("were the organisers", "acted as organiser", "acted as organisers", "acted as co-organisers"),
)
_HOSTED = ("hosted", "hosts", "hosting", "co-hosted", "co-hosts", "played host", "plays host", "was the host")
_WORDS = (
    *("remarks", "speech", "speeches", "statement", "statements", "presentation", "presentations", "address"),
    *("addresses", "intervention", "interventions", "briefing", "briefings", "contribution", "contributions"),
    *("lectures", "talks given", "comments", "words", "appeal", "appeals", "papers"),
)
_MEETINGS = (
    *("meeting", "meetings", "talks", "conversation", "conversations", "consultations", "discussions"),
    *("negotiations", "dialogue", "exchange of views"),
)
_LISTED = ("participants", "speakers", "panellists", "panelists", "guests", "attendees", "delegates")
_PRESENT = ("those present", "those taking part", "those attending", "those who spoke", "those who attended")


def _predicates() -> Iterator[tuple[str, Predicate]]:
    yield from ((phrase, Predicate("attended")) for phrase in _ATTENDED)
    yield from ((phrase, Predicate("addressed", saying=True)) for phrase in _SAID)
    yield from ((phrase, Predicate("addressed")) for phrase in _SPOKE)
    yield from ((phrase, Predicate("reported")) for phrase in _REPORTED)
    yield from ((phrase, Predicate("organised")) for phrase in _ORGANISED)
    yield from ((phrase, Predicate("organised", hosting=True)) for phrase in _HOSTED)
    for phrase in (
        *("moderated", "moderates", "moderating", "facilitated", "acted as moderator", "was the moderator"),
        *(
            "served as moderator",
            "acted as moderators",
            "co-moderated",
            "was moderator",
            "steered the discussion",
        ),
    ):
        yield phrase, Predicate("moderated")
    for phrase in ("represented", "represents", "spoke for", "spoke on behalf of", "spoke in the name of"):
        yield phrase, Predicate("attended" if "repr" in phrase else "addressed", "both")
    for phrase in (
        *(
            "led the meeting",
            "led the session",
            "led the talks",
            "led the discussion",
            "chaired",
            "chairs",
            "chairing",
            "presided",
            "presides",
            "presided over",
            "co-chaired",
            "co-chairs",
        ),
        *("took the chair", "was in the chair", "presiding", "co-presided", "acted as chair"),
    ):
        yield phrase, Predicate("chaired")
    for phrase in (
        *("signed", "signs", "signing", "put their signatures", "put his signature", "put her signature"),
        *(
            "initialled",
            "inked",
            "affixed their signatures",
            "concluded a memorandum",
            "concluded an agreement",
        ),
    ):
        yield phrase, Predicate("signed")
    for phrase in (
        *("sent a message", "sent greetings", "sent a video message", "sent a letter", "sent a greeting"),
        *("sent his message", "sent a written message", "sent a congratulatory message", "sent a telegram"),
        *(
            "sent congratulations",
            "sent a congratulatory letter",
            "sent messages",
            "sent a welcoming message",
        ),
        *("sent his greetings", "sent her greetings", "sent a message of greeting", "conveyed his greetings"),
        *(
            "sent a welcome message",
            "sent a recorded message",
            "sent a video address",
            "sent a video greeting",
        ),
    ):
        yield phrase, Predicate("sent-message")
    for phrase in (
        *(
            "were offered an opportunity",
            "were offered the floor",
            "were given the floor",
            "was given the floor",
        ),
        *(
            "were given an opportunity",
            "were given the opportunity",
            "was offered the floor",
            "had the floor",
        ),
        *("were offered the opportunity", "were also offered an opportunity", "received the floor"),
        *("was offered an opportunity", "was given the opportunity", "were able to speak"),
    ):
        yield phrase, Predicate("offered-floor")
    for phrase in (
        *("met with", "meets with", "met", "meets", "held talks with", "held a meeting with", "held talks"),
        *("held a conversation with", "had a meeting with", "held consultations with", "conferred with"),
        *("exchanged views with", "had a conversation with", "held discussions with", "had talks with"),
        *(
            "held a working meeting with",
            "held a bilateral meeting with",
            "held negotiations with",
            "spoke with",
        ),
        *(
            "received",
            "receives",
            "held an online meeting with",
            "held a video conference with",
            "sat down with",
        ),
        *("held a meeting", "held consultations", "was received by", "were received by", "discussed with"),
        *(
            "held a working meeting",
            "held a bilateral meeting",
            "exchanged views",
            "held a telephone conversation",
        ),
        *("discussed", "discuss", "discusses", "talked with", "talked to", "spoke to"),
    ):
        yield phrase, Predicate("attended", "both", mutual=True)
    yield from _inverse()
    for phrase in (
        *(
            "did not attend",
            "did not take part",
            "could not attend",
            "was absent",
            "were absent",
            "unable to",
        ),
        *(
            "was unable to attend",
            "were unable to attend",
            "did not participate",
            "not attend",
            "not present",
        ),
        *(
            "declined the invitation",
            "declined to attend",
            "sent apologies",
            "stayed away",
            "was not represented",
        ),
        *(
            "were not represented",
            "could not take part",
            "could not come",
            "was not present",
            "were not present",
        ),
        *("did not send", "had been invited but", "was invited but", "were invited but", "chose not to"),
        *(
            "cancelled his",
            "cancelled her",
            "cancelled their",
            "could not be present",
            "sent their apologies",
        ),
        *("sent his apologies", "sent her apologies", "sent its apologies", "was missing", "were missing"),
        *("did not speak", "did not join", "had declined", "unable to participate", "unable to join"),
    ):
        yield phrase, Predicate("attended", absent=True)


def _inverse() -> Iterator[tuple[str, Predicate]]:
    """Yield the phrases that stand before whoever they are about."""
    for words in _WORDS:
        for link in ("by", "from", "of", "made by", "delivered by", "were delivered by", "were made by"):
            yield f"{words} {link}", Predicate("addressed", "after")
        yield f"{words} was delivered by", Predicate("addressed", "after")
        yield f"{words} was made by", Predicate("addressed", "after")
        yield f"{words} came from", Predicate("addressed", "after")
    for words in ("reports", "report"):
        for link in ("by", "from", "made by", "delivered by", "were delivered by", "were made by", "of"):
            yield f"{words} {link}", Predicate("reported", "after")
    for phrase in (
        *("attended by", "participation of", "participation by", "presence of", "brought together"),
        *("brings together", "bringing together", "involved", "involving", "gathering together"),
        *("assembled", "united", "uniting", "participated in by", "hosted delegations of"),
        *("were also attended by", "witnessed by", "among the participants", "drew"),
        *(
            "among those present",
            "among those attending",
            "among the guests",
            "among the attendees",
            "drawing",
        ),
        *("also present were", "also present was", "present were", "present was", "also attending were"),
        *("also there were", "in attendance were", "was attended by delegations of", "attending were"),
        *("attendance of", "also taking part were", "also participating were", "taking part were"),
        *("the delegation included", "the delegation was headed by", "the delegation was led by"),
        *("delegation headed by", "delegation led by", "delegations headed by", "delegations led by"),
        *("composed of", "consisted of", "made up of", "comprised", "comprising"),
        *("also came", "there came", "came from", "came", "hailed from", "were drawn from", "on behalf of"),
        *(
            "turn of",
            "meeting welcomed",
            "event welcomed",
            "conference welcomed",
            "summit welcomed",
            "forum welcomed",
        ),
        *(
            "delegation under",
            "talks were held with",
            "talks held with",
            "conversations with",
            "delegations from",
        ),
        *("in the person of", "took part for", "came for", "attended for", "appeared for", "signed for"),
        *("speaking for", "speaking on behalf of"),
    ):
        yield phrase, Predicate("attended", "after")
    for group in _LISTED:
        part: Part = "addressed" if group in ("speakers", "panellists", "panelists") else "attended"
        for link in (
            "included",
            "were",
            "include",
            "comprised",
            "came from",
            ":",
            "are",
            "was",
            "was led by",
        ):
            yield f"{group} {link}", Predicate(part, "after")
        yield f"among the {group}", Predicate(part, "after")
        yield f"{group} from", Predicate(part, "after")
        yield f"list of {group}", Predicate(part, "after")
    for group in _PRESENT:
        for link in ("included", "were", "include"):
            yield f"{group} {link}", Predicate("addressed" if "spoke" in group else "attended", "after")
    for phrase in (
        *(
            "offered to",
            "given to",
            "opportunity to speak to",
            "opportunity to take the floor to",
            "floor to",
        ),
        *("extended to", "granted to"),
    ):
        yield f"floor was {phrase}", Predicate("offered-floor", "after")
        yield f"floor {phrase}", Predicate("offered-floor", "after")
        yield f"opportunity to speak was {phrase}", Predicate("offered-floor", "after")
        yield f"opportunity to speak {phrase}", Predicate("offered-floor", "after")
        yield f"opportunity to take the floor was {phrase}", Predicate("offered-floor", "after")
        yield f"opportunity to take the floor {phrase}", Predicate("offered-floor", "after")
        yield f"opportunity to address the meeting was {phrase}", Predicate("offered-floor", "after")
    for phrase in ("given by", "made by", "spoken by", "offered by", "provided by"):
        yield phrase, Predicate("addressed", "after")
    for phrase in ("addressed by", "opened by", "briefed by", "floor was given to", "floor was taken by"):
        yield phrase, Predicate("addressed", "after")
    for phrase in ("heard from", "heard", "closed by", "delivered by", "floor went to", "gave the floor to"):
        yield phrase, Predicate("addressed", "after")
    for phrase in ("also speaking were", "speaking were", "introduced by", "presented by", "lectures by"):
        yield phrase, Predicate("addressed", "after")
    for phrase in (
        *(
            "was represented by",
            "were represented by",
            "represented by",
            "led by",
            "headed by",
            "accompanied by",
        ),
        *(
            "joined by",
            "sent",
            "dispatched",
            "delegated",
            "is represented by",
            "are represented by",
            "had sent",
        ),
    ):
        yield phrase, Predicate("attended", "both")
    yield "heard reports by", Predicate("reported", "after")
    yield "heard reports from", Predicate("reported", "after")
    for phrase in ("chaired by", "presided over by", "co-chaired by", "chairmanship of", "led jointly by"):
        yield phrase, Predicate("chaired", "after")
    for phrase in ("moderated by", "facilitated by", "moderator was", "moderators were", "moderation of"):
        yield phrase, Predicate("moderated", "after")
    for phrase in (
        *(
            "organised by",
            "co-organised by",
            "convened by",
            "initiated by",
            "sponsored by",
            "co-sponsored by",
        ),
        *(
            "organised jointly by",
            "jointly organised by",
            "organised together with",
            "organised jointly with",
        ),
        *("organisers were", "organisers are", "organised with", "organisers included", "held jointly by"),
        *(
            "jointly with",
            "in cooperation with",
            "in partnership with",
            "in collaboration with",
            "arranged by",
            "prepared by",
        ),
        *(
            "at the initiative of",
            "on the initiative of",
            "in conjunction with",
            "co-convened by",
            "auspices of",
        ),
        *(
            "organiser was",
            "held by",
            "put on by",
            "jointly convened by",
            "jointly by",
            "organised in cooperation with",
        ),
    ):
        yield phrase, Predicate("organised", "after")
    for phrase in (
        "organised and hosted by",
        "hosted and organised by",
        "hosted by",
        "co-hosted by",
        "jointly hosted by",
        "at the invitation of",
    ):
        yield phrase, Predicate("organised", "after", hosting=phrase != "at the invitation of")
    for phrase in ("signed by", "signatures of", "initialled by", "signatories were", "signed between"):
        yield phrase, Predicate("signed", "after")
    for kind in _MEETINGS:
        for link in ("with", "between", "of"):
            yield f"{kind} {link}", Predicate("attended", "after", mutual=link != "of")
    for kind in (
        "message",
        "greetings",
        "video message",
        "letter",
        "congratulations",
        "greeting",
        "messages",
    ):
        for link in ("from", "of", "by"):
            yield f"{kind} {link}", Predicate("sent-message", "after")


PREDICATES = tuple(_predicates())

# What an event may be called, and of which kind it then is; the first that is found in a text's first lines.
KINDS: dict[str, EventKind] = {
    "special event": "special-event",
    "special meeting": "special-event",
    "high-level event": "special-event",
    "joint event": "special-event",
    "high-level special event": "special-event",
    "side event": "side-event",
    "side-event": "side-event",
    "special side event": "side-event",
    "parallel event": "side-event",
    "event on the margins": "side-event",
    "event on the sidelines": "side-event",
    "online event on the margins": "side-event",
    "event in the margins": "side-event",
    "event held on the margins": "side-event",
    "event held on the sidelines": "side-event",
    "summit": "summit",
    "council of heads of state": "summit",
    "heads of state council": "summit",
    "council of heads of government": "summit",
    "heads of government council": "summit",
    "meeting of the council of heads of state": "summit",
    "meeting of the council of heads of government": "summit",
    "meeting of the heads of government council": "summit",
    "meeting of the heads of state council": "summit",
    "prime ministers": "summit",
    "conference": "conference",
    "forum": "conference",
    "seminar": "conference",
    "workshop": "conference",
    "round table": "conference",
    "roundtable": "conference",
    "symposium": "conference",
    "webinar": "conference",
    "dialogue": "conference",
    "counter-terrorism week": "conference",
    "week": "conference",
    "presentation": "conference",
    "signing ceremony": "signing",
    "signing": "signing",
    "ceremony": "signing",
    "meeting": "meeting",
    "talks": "meeting",
    "consultations": "meeting",
    "conversation": "meeting",
    "briefing": "address",
    "debate": "address",
    "session": "meeting",
    "heads of government": "summit",
    "heads of state": "summit",
    "prime ministers council": "summit",
    "event": "special-event",
    "reception": "other",
    "anniversary": "other",
}

PRESIDENCIES = {"presidency", "chairmanship", "chair", "presidencies", "chairship"}
# Nouns that something held may be called by.
OCCASIONS = {
    *("event", "meeting", "conference", "summit", "forum", "seminar", "session", "dialogue", "workshop"),
    *("roundtable", "symposium", "ceremony", "talks", "consultations", "webinar", "debate", "conversation"),
    *("week", "signing", "visit", "briefing", "edition", "gathering", "exercise"),
}
VENUES = {
    *("headquarters", "centre", "palace", "hall", "office", "building", "secretariat", "hotel", "embassy"),
    *("mission", "residence", "university", "house", "museum", "academy", "institute", "complex", "room"),
    *("chamber", "pavilion", "library", "hq", "international"),
}
# What follows is about something else than the event.
BACKGROUND = (
    *(
        "background",
        "for reference",
        "reference",
        "note to editors",
        "notes to editors",
        "background information",
    ),
    *(
        "about the SCO",
        "for information",
        "notes",
        "additional information",
        "editors note",
        "note for editors",
    ),
    *("background note", "reference information", "historical note", "further information", "context"),
    *("FYI", "our information", "see also", "read also", "related news", "previously", "facts and figures"),
)
# Words that put a sentence at another time.
EARLIER = {
    *("earlier", "previously", "previous", "past", "last", "formerly", "historically", "recalled", "ago"),
    *("preceding", "predecessor", "inaugural", "already"),
}
LATER = {"next", "upcoming", "forthcoming", "future", "scheduled", "planned", "tomorrow", "coming"}
