"""Problems that are right as they stand: accepted by name, with a reason, in the record itself."""

from collections.abc import Iterator

from msgspec import Struct, structs

from unsco_cli.models import Acceptance
from unsco_cli.schema import COLLECTIONS
from unsco_cli.validate.contents import Contents, Place, typed_parts
from unsco_cli.validate.problems import Problem


class Accepted(Struct, frozen=True):
    """An acceptance with the record it stands in, and the problem it accepts once that is found.

    Args:
        collection: the collection of the record.
        id: the record.
        place: the path of the acceptance itself.
        said: what is accepted, and why.
        found: the problem.
    """

    collection: str
    id: str
    place: str
    said: Acceptance
    found: Problem | None = None

    @property
    def where(self) -> Place:
        """The record it stands in."""
        return self.collection, self.id

    def covers(self, problem: Problem) -> bool:
        """Tell whether a problem of the check stands where it is accepted, or below."""
        if problem.where != self.where or not self.said.note.strip():
            return False
        rest = problem.path.removeprefix(self.said.path)
        return problem.path.startswith(self.said.path) and rest[:1] in ("", ".", "[")

    def problem(self, message: str) -> Problem:
        """Return what is wrong with the acceptance itself."""
        return Problem(self.collection, self.id, self.place, message)

    def with_problem(self, problem: Problem) -> "Accepted":
        """Return it with the problem that it accepts."""
        return structs.replace(self, found=problem)


def acceptances(contents: Contents) -> Iterator[Accepted]:
    """Yield every acceptance in a store."""
    for name in COLLECTIONS:
        for key, record in contents.records(name):
            if "accepted" in record:
                for place, said in typed_parts(record, "accepted", Acceptance):
                    yield Accepted(name, key, place, said)
