"""The words that synthetic records are written in."""

from random import Random

KINDS = (
    *(("meeting", "Meeting") for _ in range(8)),
    *(("conference", "Conference") for _ in range(4)),
    *(("summit", "Summit") for _ in range(2)),
    *(("side-event", "Side event") for _ in range(3)),
    *(("signing", "Signing") for _ in range(2)),
    ("address", "Address"),
    ("special-event", "Special event"),
    ("other", "Visit"),
)
PLACES = (
    *(("New York", "usa", "UN Headquarters"), ("Vienna", "aut", "UN Office at Vienna")),
    *(("Geneva", "che", "UN Office at Geneva"), ("Beijing", "chn", "SCO Secretariat")),
    *(("Tashkent", "uzb", "RATS headquarters"), ("Astana", "kaz", "Palace of Independence")),
    *(
        ("Bishkek", "kgz", None),
        ("Dushanbe", "tjk", None),
        ("Moscow", "rus", None),
        ("Samarkand", "uzb", None),
    ),
    *(("Islamabad", "pak", None), ("New Delhi", "ind", None), ("Bangkok", "tha", "ESCAP headquarters")),
)
SERIES = (
    "UN-SCO anti-drug side event at the Commission on Narcotic Drugs",
    "SCO RATS scientific and practical conference",
    "UN-SCO joint special event",
)
_SUBJECTS = (
    *(
        "early warning of new synthetic drugs",
        "the financing of terrorism",
        "border control at land crossings",
    ),
    *(
        "transit corridors and the digital transport of goods",
        "food security",
        "the use of water in dry lands",
    ),
    *(
        "the situation around Afghanistan",
        "public health and traditional medicine",
        "recruitment on the internet",
    ),
    *("exchange of legal assistance", "disaster relief", "young entrepreneurs", "clean energy"),
)
_SENTENCES = (
    "{one} and {other} exchanged assessments of {subject} in {city}.",
    "Held in {city} at the invitation of {one}, it dealt with {subject} and with {another}.",
    "{one} proposed a plan of joint measures on {subject} for the coming two years.",
    "Speakers of {one} and {other} set out what had been done on {subject} since the meeting before.",
    "Those who took part agreed to keep each other informed of {subject} and {another}.",
    "{other} reported on {subject}; an exhibition was shown beside the meeting.",
)
_OUTCOMES = (
    "A programme of cooperation on {subject} was agreed.",
    "{one} and {other} named points of contact for {subject}.",
    "A joint statement on {subject} was adopted in {city}.",
)
_NOTES = (
    "The source gives neither the hour nor the list of those who came.",
    "The report of {one} names the meeting otherwise; the subject, {subject}, is the same.",
    "Known from one news report; the title describes the subject and is not the official one.",
)
_POSTS = ("Head of the delegation of {}", "Deputy Head, {}", "Expert, {}", "Permanent Representative of {}")
GROUPS = tuple(
    [{"named": named, "capacity": "guest", "part": "attended"}]
    for named in ("SCO member states", "regional organisations", "главы делегаций государств")
)
ATTENDANCES = tuple({"count": count, "qualifier": "over"} for count in range(20, 400, 20))
_GIVEN = (
    *("Aibek", "Alisher", "Anna", "Bakyt", "Chen", "Daniyar", "Elena", "Farhod", "Gulnara", "Hassan"),
    *("Igor", "Jamshid", "Kanat", "Leila", "Maria", "Nargis", "Oleg", "Parviz", "Rustam", "Svetlana"),
)
_BEGINNINGS, _VOWELS, _ENDINGS = "bdgkmnrstz", "aeiou", ("nov", "yev", "zoda", "khan", "lin")
_SYLLABLES = [beginning + vowel for beginning in _BEGINNINGS for vowel in _VOWELS]


class Phrases:
    """Sentences about one event, of whom it brought together and where.

    Args:
        choice: where chance comes from.
        one: the name of who took part.
        other: the name of somebody else who did.
        city: where.
    """

    def __init__(self, choice: Random, one: str, other: str, city: str) -> None:
        self._choice = choice
        self._words = {"one": one, "other": other, "city": city}

    def summary(self) -> str:
        """Return one to three sentences."""
        return " ".join(
            map(self._filled, self._choice.sample(_SENTENCES, self._choice.choice((1, 1, 2, 2, 3))))
        )

    def outcome(self) -> str:
        """Return what came of it."""
        return self._filled(self._choice.choice(_OUTCOMES))

    def note(self) -> str:
        """Return a note of ours."""
        return self._filled(self._choice.choice(_NOTES))

    def who(self) -> str:
        """Return whom it brought together."""
        one, other = self._words["one"], self._words["other"]
        return one if one == other else f"{one} and {other}"

    def subject(self) -> str:
        """Return what it may have been about."""
        return self._choice.choice(_SUBJECTS)

    def _filled(self, sentence: str) -> str:
        return sentence.format(subject=self.subject(), another=self.subject(), **self._words)


def post(number: int, body: str) -> str:
    """Return the post that a person holds in a body."""
    return _POSTS[number % len(_POSTS)].format(body)


def full_name(number: int) -> str:
    """Return a name that no other number gives."""
    number, given = divmod(number, len(_GIVEN))
    syllables = []
    for _ in range(3):
        number, place = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[place])
    # The number is used up below 2.5 million people; the ending tells those after them apart.
    return f"{_GIVEN[given]} {''.join(syllables).title()}{_ENDINGS[number % len(_ENDINGS)]}"
