"""Texts that are drafted: which are read, what source they are from, and what the store has of them.

Apart from the other options, so that only the command which drafts loads it.
"""

from collections.abc import Sequence

from unsco_cli.errors import UnscoError
from unsco_cli.options.values import kept_text
from unsco_cli.query.names import meant, resolve
from unsco_cli.render.progress import Progress
from unsco_cli.revise.drafts import Review, reviewed
from unsco_cli.schema import Library
from unsco_cli.schema.drafts import Text
from unsco_cli.session import Session

_SOURCES = "sources"


def drafts_of(session: Session, files: Sequence[str], source: str | None) -> tuple[Review, ...]:
    """Return a draft of what each text tells of, beside what the store has.

    Args:
        session: the run.
        files: the texts; ``-`` is standard input.
        source: the page, or the source in the store, that the text is from.

    Raises:
        UnscoError: a text can't be read; each that can't is named.
        UnknownName, AmbiguousName: no source, or several, is called so.
        StoreUnusable: the store can't be read.
    """
    texts = texts_of(session, files)
    library = session.open_store()
    cited = source_meant(library, source)
    # Loaded here because its help needs none of it.
    from unsco_cli.draft import Drafter  # noqa: PLC0415

    drafter = Drafter(library)
    if len(texts) == 1:
        return (reviewed(drafter.draft(texts[0], cited), library),)
    reviews = []
    with Progress(session.world, len(texts)) as progress:
        for text in texts:
            progress.step(text.called)
            reviews.append(reviewed(drafter.draft(text, cited), library))
    return tuple(reviews)


def texts_of(session: Session, files: Sequence[str]) -> list[Text]:
    """Return the texts of files.

    Raises:
        UnscoError: one can't be read; each that can't is named.
    """
    # Loaded here because its help needs none of it.
    from unsco_cli.draft.texts.reading import read_text  # noqa: PLC0415

    texts, failures = [], []
    for file in files:
        try:
            called, contents = session.given(file)
            texts.append(read_text(contents, called))
        except UnscoError as error:
            failures.append(error)
    if failures:
        last = failures[-1]
        last.details = tuple(line for one in failures[:-1] for line in (*one.details, str(one)))
        raise last
    return texts


def source_meant(library: Library, source: str | None) -> str | None:
    """Return the id of the source that is meant, or the address of a page that is none yet.

    Raises:
        UnknownName, AmbiguousName: no source, or several, is called so.
        NotUtf8: it can't be written.
    """
    if source is None:
        return None
    if "://" in kept_text(source):
        return meant(library, source, (_SOURCES,)) or source
    return resolve(library, source, _SOURCES)[1].id


def review_of(library: Library, text: Text, source: str | None) -> Review:
    """Return the draft of what a text tells of, beside what the store has.

    Args:
        library: the store.
        text: the text.
        source: the source it is from, or the address of one that is not there yet.
    """
    # Loaded here because its help needs none of it.
    from unsco_cli.draft import Drafter  # noqa: PLC0415

    return reviewed(Drafter(library).draft(text, source), library)
