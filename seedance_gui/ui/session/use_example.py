"""The examples of the empty stage, and what one of them puts into the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_gui.domain.examples import load_examples
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.pictures import write_picture
from seedance_gui.ui.preview.examples import ExamplesPage

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.examples import Example
    from seedance_gui.ui.session.scope import SessionContext

_FOLDER = "examples"


def make_examples(context: SessionContext) -> ExamplesPage:
    """Make the page of all examples."""
    examples = load_examples(resources.read_text(_FOLDER, "examples.toml"), context.rules)
    return ExamplesPage(context.theme, context.words, examples)


def draft_of(example: Example, language: str, folder: Path) -> Draft | OSError:
    """Return what an example enters, or why its files can't be had. To be called in a thread.

    Its references are copied into a folder, once: the program's own may move with its next version.
    """
    try:
        return example.draft(language, {name: str(_copy(name, folder)) for name in example.references})
    except OSError as error:
        return error


def _copy(name: str, folder: Path) -> Path:
    picture = resources.path(_FOLDER, name).read_bytes()
    place = folder / name
    if place.is_file() and place.read_bytes() == picture:
        return place
    stem, _, ending = name.partition(".")
    return write_picture(picture, folder, (name, *(f"{stem} {n}.{ending}" for n in range(2, 100))))
