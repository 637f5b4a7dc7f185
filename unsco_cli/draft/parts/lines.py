"""Lists that have a line for each entry, with headings between the lines."""

from collections.abc import Sequence

from msgspec import Struct

from unsco_cli.draft.parts.gathered import Heading
from unsco_cli.draft.parts.lists import Run
from unsco_cli.draft.parts.roster import Roster
from unsco_cli.draft.words import Sentence

# So many lines of names are a list; a heading between them has so many words.
_LINES = 3
_HEADING = 8
# So many words may stand before the names of a line, and beside them.
_LOOSE = 3
# A number, a mark or a word.
_NEXT_TO_NOTHING = 2


class _Line(Struct, frozen=True):
    sentence: Sentence
    runs: Sequence[Run]
    heading: Heading | None


class Lines:
    """Takes in lines once there are several of them one after another.

    Args:
        roster: gathers whom they name.
    """

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._lines: list[_Line] = []
        self._heading: Heading | None = None
        # So many lines stand beneath the heading.
        self._beneath = 0

    def read(self, sentence: Sentence, runs: Sequence[Run]) -> None:
        """Take in a line that is a heading or an entry; any other ends the list."""
        short = len(sentence.words) <= _HEADING
        if short and len(runs) == 1 and all(one.group for one in runs[0].entries):
            # Two headings in a row are those of columns, and which names stand under which is lost.
            again = self._heading is not None and self._beneath == 0
            self._heading = Heading(sentence, None if again else runs[0].entries[-1].capacity)
            self._beneath = 0
        elif runs or len(sentence.words) > _NEXT_TO_NOTHING:
            self._enter(sentence, runs)

    def _enter(self, sentence: Sentence, runs: Sequence[Run]) -> None:
        if not _is_entry(sentence, runs):
            self._lines, self._heading = [], None
            return
        self._lines.append(_Line(sentence, runs, self._heading))
        self._beneath += 1
        headed = self._heading is not None and self._heading.capacity is not None
        if headed or len(self._lines) >= _LINES:
            for line in self._lines:
                self._roster.take_line(line.sentence, line.runs, line.heading)
            # Those to come are taken in one by one.
            self._lines = [self._lines[-1]] * (_LINES - 1)


def _is_entry(sentence: Sentence, runs: Sequence[Run]) -> bool:
    """Tell whether a line consists of names, with next to nothing beside them."""
    covered = {number for run in runs for number in range(run.first, run.last + 1)}
    beside = sum(
        number not in covered and word.text[0].isalpha() for number, word in enumerate(sentence.words)
    )
    return bool(runs) and runs[0].first <= _LOOSE and beside <= _LOOSE
