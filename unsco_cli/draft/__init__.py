"""From a press release to a draft record: every value with the place in the text that it rests on."""

from unsco_cli.draft.drafting import Drafter, drafted

__all__ = ["Drafter", "drafted"]
