"""Sources and documents as a bibliography, for reference managers."""

from collections.abc import Callable, Iterator

from unsco_cli.export.exported import Exported, Text, Written
from unsco_cli.query.bibliography import whole_bibliography
from unsco_cli.render import bibliography
from unsco_cli.schema import ResultSet


def bibtex(exported: Exported) -> Text:
    """Return a bibliography in BibTeX."""
    return _written(exported, bibliography.bibtex)


def csl_json(exported: Exported) -> Text:
    """Return a bibliography in CSL-JSON."""
    return _written(exported, bibliography.csl_json)


def _written(exported: Exported, style: Callable[[ResultSet, bool], Iterator[str]]) -> Text:
    entries = whole_bibliography(exported.library)
    return Text("".join(style(entries, False)), Written({"entries": len(entries.rows)}))
