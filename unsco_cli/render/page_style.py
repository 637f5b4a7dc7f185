"""How the page of a draft looks: one style sheet, for screens of any width, in both themes, and for paper."""

from collections.abc import Iterator

from unsco_cli.render.theme import BEHIND, BLACK, DARK, LIGHT, Theme

# The kinds of fields: the number of the colour behind what says so, and the first steps of their paths.
KINDS: dict[str, tuple[int, tuple[str, ...]]] = {
    "what": (11, ("title", "kind", "series", "ordinal", "topics", "outcomes", "summary")),
    "when": (12, ("start", "end")),
    "where": (10, ("venue", "city", "country")),
    "who": (9, ("organisers", "participants", "groups", "chair", "attendance", "un_involved")),
    "people": (13, ("people",)),
    "papers": (14, ("documents", "sources", "related")),
    "other": (15, ()),
}
_KIND_OF = {field: kind for kind, (_, fields) in KINDS.items() for field in fields}


def kind_of(path: str) -> str:
    """Return the kind of the field in which a path begins."""
    return _KIND_OF.get(path.partition(".")[0].partition("[")[0], "other")


def _colours(theme: Theme) -> Iterator[str]:
    yield f":root {{ --paper: {theme.paper}; --ink: {theme.ink}; --faint: {theme.faint};"
    yield f"  --link: {theme.letters[4]}; --gone: {theme.letters[1]}; --come: {theme.letters[2]}; }}"


_LAYOUT = """\
body { background: var(--paper); color: var(--ink); margin: 0 auto; padding: 1rem; max-width: 100rem;
  font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.3rem; line-height: 1.3; }
h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
a { color: var(--link); }
.legend, footer { color: var(--faint); font-size: .875rem; }
.both { display: grid; grid-template-columns: minmax(0, 1fr); column-gap: 2.5rem; }
.text { white-space: pre-wrap; unicode-bidi: plaintext; line-height: 2; }
mark { color: inherit; background: none; padding: .1em 0; border-radius: .2em; scroll-margin: 4rem;
  -webkit-box-decoration-break: clone; box-decoration-break: clone;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.high { border-bottom: .15em solid; }
.medium { border-bottom: .15em dashed; }
.low { border-bottom: .15em dotted; }
.several { border-top: .15em double; }
.open { outline: .1em dashed var(--gone); outline-offset: .1em; }
sup { line-height: 0; -webkit-user-select: none; user-select: none; }
sup a { padding: .3em .15em; text-decoration: none; }
:target { outline: .2em solid var(--link); outline-offset: .1em; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; line-height: 1.4; }
th, td { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0; }
th { color: var(--faint); font-weight: normal; border-bottom: 1px solid var(--faint); }
tr { scroll-margin: 4rem; }
tbody tr { border-bottom: 1px solid color-mix(in srgb, var(--faint) 35%, transparent); }
del { color: var(--gone); }
ins { color: var(--come); text-decoration: none; }
th, td .high, td .medium, td .low, td > a { overflow-wrap: normal; }
td[data-name="path"], td[data-name="value"] { min-width: 8rem; }
td[data-name="quote"], td[data-name="reason"] { min-width: 6.5rem; }
footer { margin-top: 2rem; }
@media (max-width: 45rem) {
  table, tbody, tr, td { display: block; }
  thead { position: absolute; clip-path: inset(50%); }
  tr { padding: .5rem 0; }
  td { display: grid; grid-template-columns: 6rem minmax(0, 1fr); padding: .1rem 0; }
  td:empty { display: none; }
  td > * { justify-self: start; }
  td::before { content: attr(data-name); color: var(--faint); }
}
@media screen and (min-width: 75rem) {
  .both { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
  .text { position: sticky; top: 1rem; max-height: calc(100vh - 4rem); overflow: auto; padding: .25rem; }
}"""

STYLE = "\n".join(
    (
        *_colours(LIGHT),
        "@media screen and (prefers-color-scheme: dark) {",
        *_colours(DARK),
        "}",
        _LAYOUT,
        *(
            f".{kind} {{ background: {BEHIND[behind]}; color: {BLACK}; }}"
            for kind, (behind, _) in KINDS.items()
        ),
    )
)
