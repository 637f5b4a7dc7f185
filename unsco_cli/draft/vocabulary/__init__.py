"""The closed classes of words by which press releases say who was where, as what, and what they did.

Tables only; the names of whoever and whatever come from the store.
"""

from unsco_cli.draft.vocabulary.capacities import CAPACITIES
from unsco_cli.draft.vocabulary.capitals import FUNCTION_WORDS, INSTITUTIONS
from unsco_cli.draft.vocabulary.joining import ADVERBS, GLUE, PREPOSITIONS, REPRESENTATIVES
from unsco_cli.draft.vocabulary.numbers import MONTHS, NUMBERS, ORDINALS, PEOPLE, QUALIFIERS, TENS
from unsco_cli.draft.vocabulary.occasions import BACKGROUND, EARLIER, KINDS, LATER, OCCASIONS, VENUES
from unsco_cli.draft.vocabulary.people import FORMER, HONORIFICS, PARTICLES, POST_MODIFIERS, POSTS
from unsco_cli.draft.vocabulary.predicates import PREDICATES, Predicate

__all__ = [
    "ADVERBS",
    "BACKGROUND",
    "CAPACITIES",
    "EARLIER",
    "FORMER",
    "FUNCTION_WORDS",
    "GLUE",
    "HONORIFICS",
    "INSTITUTIONS",
    "KINDS",
    "LATER",
    "MONTHS",
    "NUMBERS",
    "OCCASIONS",
    "ORDINALS",
    "PARTICLES",
    "PEOPLE",
    "POSTS",
    "POST_MODIFIERS",
    "PREDICATES",
    "PREPOSITIONS",
    "QUALIFIERS",
    "REPRESENTATIVES",
    "TENS",
    "VENUES",
    "Predicate",
]
