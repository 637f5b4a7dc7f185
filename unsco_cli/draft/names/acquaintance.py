"""Who is meant by the name of a person: somebody of the store, somebody named before, or somebody new."""

from collections import defaultdict

from unsco_cli.draft.names.attaching import Someone
from unsco_cli.draft.names.gazetteer import Gazetteer, Name
from unsco_cli.draft.names.spellings import Spellings
from unsco_cli.draft.phrases import Found
from unsco_cli.draft.words import Sentence
from unsco_cli.models import Person
from unsco_cli.schema import fold


class Acquaintance:
    """Remembers whom a text has named.

    Args:
        gazetteer: the names in the store.
        spellings: finds people under other spellings.
    """

    def __init__(self, gazetteer: Gazetteer, spellings: Spellings) -> None:
        self._gazetteer = gazetteer
        self._spellings = spellings
        # By last name, whom the text has named so far.
        self.named: dict[str, str] = {}
        self._surnamed: dict[str, list[Person]] = defaultdict(list)
        for person in gazetteer.people.values():
            self._surnamed[fold(person.name).split()[-1]].append(person)

    def meet(self, sentence: Sentence, someone: Someone, party: Found[Name] | None) -> str | None:
        """Return the id of a person that a sentence names, and remember the name.

        Args:
            sentence: the sentence.
            someone: the person.
            party: whom they belong to.
        """
        identifier = (
            someone.id or self._respelled(sentence, someone, party) or self._who(sentence, someone, party)
        )
        if identifier is None:
            return None
        first, last = (sentence.words[number].key for number in someone.name)
        if someone.name[0] < someone.name[1]:
            self.named[last] = identifier
        self.named.setdefault(first, identifier)
        return identifier

    def _respelled(self, sentence: Sentence, someone: Someone, party: Found[Name] | None) -> str | None:
        """Return the person of the store whose name is spelt so elsewhere, and who belongs to the party."""
        first, last = someone.name
        if first == last or party is None:
            return None
        words = [word.text for word in sentence.words[first : last + 1]]
        return self._spellings.find(words, party.meaning.id)

    def _who(self, sentence: Sentence, someone: Someone, party: Found[Name] | None) -> str | None:
        """Return who is meant by a name that the store does not have so."""
        first, last = someone.name
        words = sentence.words
        before = self.named.get(words[last].key)
        if before is not None:
            given = fold(words[first].text)[:1]
            if first == last or before.startswith(given) or f"-{given}" in before:
                return before
        if first == last:
            return self._by_surname(words[last].key, party)
        name = " ".join(word.text for word in words[first : last + 1])
        return "-".join(fold(name.title() if name.isupper() else name).split()) or None

    def _by_surname(self, surname: str, party: Found[Name] | None) -> str | None:
        """Return the one person of the store with a last name, who belongs to a party if one is named."""
        found = self._surnamed.get(surname, [])
        if party is not None:
            whose = self._gazetteer.takes_part_as(party.meaning.id)
            found = [one for one in found if whose in self._bodies_of(one)]
        return found[0].id if len(found) == 1 else None

    def _bodies_of(self, person: Person) -> set[str]:
        return {self._gazetteer.takes_part_as(post.affiliation or "") for post in person.posts}
