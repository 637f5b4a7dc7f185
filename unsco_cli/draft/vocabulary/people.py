"""What is about the name of a person: forms of address, particles within it, and the words of a post."""

from unsco_cli.draft.vocabulary.notation import phrases, words

# Forms of address, ranks, and the pronouns of His Excellency.
HONORIFICS = frozenset(
    words("""
        mr mrs ms miss messrs sir madam madame dr prof professor academician he his her excellency
        hon honourable amb dato shri sheikh comrade lt gen col maj capt sgt
    """)
)
# What joins two parts of a name, and is written small.
PARTICLES = frozenset(words("al el bin ibn von van de del der la le ul ur ogly kyzy"))

# The noun that makes a phrase the name of a post.
POSTS = phrases("""
    secretary-general, secretary general, director-general, director general, prime minister,
    under-secretary-general, under secretary general, undersecretary, assistant secretary general,
    president, vice-president, vice president, premier, vice premier, chancellor, emir, king,
    minister, vice-minister, foreign minister, secretary, secretary of state, state secretary,
    federal secretary, state counsellor, governor, mayor, councillor, speaker,
    chairman, chairperson, chairwoman, chair, co-chair, vice-chairman, vice chairman,
    director, head, chief, deputy, executive, manager, administrator, supervisor, commissioner,
    commander, inspector, officer, attorney, prosecutor, general counsel,
    ambassador, consul, counsellor, attaché, chargé d'affaires, chargé d'affaires a.i,
    representative, high representative, envoy, delegate, coordinator, national coordinator,
    adviser, advisor, expert, analyst, researcher, fellow, rapporteur, moderator, spokesperson,
    rector, dean, lecturer, mufti, colleague, counterpart
""")
# What may stand before that noun and belongs to the name of the post.
POST_MODIFIERS = frozenset(
    words("""
        first second third deputy vice under assistant associate co joint acting interim then
        incoming current new newly appointed elected senior principal chief high supreme main
        general executive managing special permanent resident personal extraordinary plenipotentiary
        prime presidential ministerial government state federal national regional country police
        foreign external internal interior affairs defence security justice finance economy trade
        health education culture tourism transport agriculture environment
        political policy legal press information programme liaison office secretariat deputyhead of and
    """)
)
# Whoever had a post before has it no longer.
FORMER = frozenset(words("former ex late outgoing previous then"))
