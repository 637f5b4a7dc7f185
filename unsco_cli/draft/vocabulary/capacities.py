"""The capacities in which states and organisations stand to the SCO, by all that they are called."""

from unsco_cli.draft.vocabulary.notation import phrases
from unsco_cli.models import Capacity

_MEMBERS = phrases("""
    member states, member state, member countries, member country, member nations, member nation,
    SCO members, members of the SCO, members of the organisation,
    members of the Shanghai Cooperation Organisation, full members, full member, states members,
    permanent members of the SCO, states that are members, the Eight,
    SCO states, SCO countries, states of the SCO, countries of the SCO
""")
_OBSERVERS = phrases("""
    observers, observer, observer states, observer state, observer countries, observer country,
    observer nations, states observers, states with observer status, countries with observer status,
    states having observer status, observer status
""")
_DIALOGUE_PARTNERS = phrases("""
    dialogue partners, dialogue partner, dialogue partner states, dialogue partner state,
    dialogue partner countries, dialogue partner status, dialog partners, dialog partner,
    partners in dialogue, partners for dialogue, partner states in dialogue, states dialogue partners
""")
_PARTNERS = phrases("""
    SCO partners, SCO partner, partners of the SCO, partner states, partner state, partner countries,
    SCO partner states, SCO partner countries, status of SCO partner
""")
_GUESTS = phrases("""
    guests, guest, guest countries, guest states, invited guests, guests of honour, guest of honour,
    guests of the chair, guest of the chair, invited countries, invited states, non-member states,
    other UN member states, UN member states, other member states of the UN, member states of the UN,
    member states of the United Nations, members of the United Nations, member states of the Organization
""")

CAPACITIES: dict[str, Capacity] = {
    **dict.fromkeys(_MEMBERS, "member"),
    **dict.fromkeys(_OBSERVERS, "observer"),
    **dict.fromkeys(_DIALOGUE_PARTNERS, "dialogue-partner"),
    **dict.fromkeys(_PARTNERS, "partner"),
    **dict.fromkeys(_GUESTS, "guest"),
}
