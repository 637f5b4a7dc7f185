"""Numbers and what is counted: months, ordinals, numbers in words, how exact a number is, and people."""

from typing import Literal

from unsco_cli.draft.vocabulary.notation import phrases, words

MONTHS = {
    name: number
    for number, names in enumerate(
        phrases("""
            january jan, february feb, march mar, april apr, may, june jun, july jul, august aug,
            september sept sep, october oct, november nov, december dec
        """),
        1,
    )
    for name in words(names)
}
_UP_TO_NINETEENTH = """
    first second third fourth fifth sixth seventh eighth ninth tenth
    eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
"""
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
ORDINALS = {
    **{word: number for number, word in enumerate(words(_UP_TO_NINETEENTH), 1)},
    **{word: number * 10 for number, word in enumerate(words(_TENTHS), 2)},
}
# The first word of twenty-fourth.
TENS = {
    word: number * 10
    for number, word in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
NUMBERS = {"ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, **TENS, "hundred": 100}

# How exact a number is, by what stands before it.
QUALIFIERS: dict[str, Literal["over", "about", "around", "nearly"]] = {
    **dict.fromkeys(phrases("over, more than, upwards of, in excess of, at least"), "over"),
    **dict.fromkeys(phrases("about, approximately, some, roughly, circa"), "about"),
    "around": "around",
    **dict.fromkeys(phrases("nearly, almost, close to, up to"), "nearly"),
}
# Those of whom a number says how many came.
PEOPLE = frozenset(
    words("""
        people participants persons delegates representatives guests experts attendees officials
        diplomats specialists scientists scholars politicians members visitors practitioners
        professionals leaders figures speakers
    """)
)
