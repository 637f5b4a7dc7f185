"""What stands between names, or between a name and what was done: it joins them, or keeps them apart."""

from unsco_cli.draft.vocabulary.notation import words

# What stands before those who speak for somebody.
REPRESENTATIVES = frozenset(
    words("""
        representative representatives delegation delegations delegate delegates official officials
        expert experts specialist specialists ambassador ambassadors diplomat diplomats envoy envoys
        mission missions embassy embassies permanent side sides officers staff team teams
        headquarters secretariat secretariats leadership government governments ministry ministries
        authorities agencies services bodies institutions structures entities
        ministers leaders heads chiefs deputies presidents generals directors executives
        secretary secretaries rapporteur coordinators prosecutors negotiators spokesperson speaker speakers
        members participants colleague colleagues counterpart counterparts ones
        parliamentarians scholars scientists academics researchers practitioners journalists
    """)
)
# What may stand between those words and the names, or between two names.
GLUE = frozenset(
    words("""
        , ; : & – ( ) and or plus of from with as well like such including namely example eg ie
        a an the all both those these them ones their its respective are
        also along together jointly collectively further then other several various range number
        two three four five six seven eight nine ten
        high level senior top ranking special specialised accredited invited chairing observing
        relevant competent national foreign international regional central asian european union un
        state states country countries nations government governmental non intergovernmental
        organisation organisations agency system structure programmes funds
        office offices departments ministries heads diplomatic corps missions observers
        affairs security defence law enforcement police drug control narcotics
        anti antidrug antinarcotics counterterrorism civil society media academia think tanks
    """)
)
# Adverbs, and what is used like them, that change nothing about who did what.
ADVERBS = frozenset(
    words("""
        also all both each itself themselves himself herself jointly respectively personally
        virtually online remotely actively warmly briefly officially formally traditionally
        additionally likewise further furthermore moreover then subsequently later now today yesterday
    """)
)
# What makes of the noun before it another thing: a state's initiative is not the state.
PREPOSITIONS = frozenset(
    words("""
        in on at to into towards toward against about for over through across around within outside
        inside near under between among via regarding concerning since during without beyond
        throughout despite per amid upon until like of from with by alongside before after off
    """)
)
