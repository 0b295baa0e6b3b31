"""The examples of the empty stage: the schema of ``resources/examples/examples.toml``, and what each enters.

An example that could not be ordered as it is would teach something wrong: such a file is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct, field

from seedance_gui.domain.draft import REFERENCE_FIELDS, Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.messages import LocalizedText
from seedance_gui.domain.rules import Count
from seedance_gui.domain.rules_file import other_languages, read_data_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.rules_file import Fault, Path

FileName = Annotated[str, Meta(pattern=r"^[a-z0-9-]+\.jpg$")]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a good prompt names ("Camera"), and how this one says it: a piece of the prompt."""

    name: LocalizedText
    text: LocalizedText


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One example; ``duration`` in seconds. ``pictures`` show it: one, or the first and the last frame."""

    start: InputMode
    model: str
    ratio: str
    duration: Count
    prompt: LocalizedText
    pictures: Annotated[tuple[FileName, ...], Meta(min_length=1, max_length=2)]
    images: tuple[FileName, ...] = ()
    first_image: FileName | None = None
    last_image: FileName | None = None
    parts: tuple[Part, ...] = field(name="part", default=())

    @property
    def references(self) -> tuple[str, ...]:
        """The names of the files that it is made from, each once."""
        frames = (name for name in (self.first_image, self.last_image) if name)
        return tuple(dict.fromkeys((*self.images, *frames)))

    def draft(self, language: str, files: Mapping[str, str]) -> Draft:
        """Return what it enters, in a language (``zh_CN``); ``files`` are the paths of its ``references``."""

        def reference(name: str | None) -> Reference | None:
            return Reference(file=files[name], kind=Kind.IMAGE) if name else None

        return Draft(
            self.model,
            self.prompt.in_language(language),
            self.start,
            images=tuple(Reference(file=files[name], kind=Kind.IMAGE) for name in self.images),
            first_image=reference(self.first_image),
            last_image=reference(self.last_image),
            ratio=self.ratio,
            duration=self.duration,
        )


class Examples(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every example, in the order in which they are shown."""

    format: Count
    examples: Annotated[tuple[Example, ...], Meta(min_length=1)] = field(name="example")


def load_examples(text: str, rules: Rules) -> tuple[Example, ...]:
    """Read the text of a file of examples.

    Raises:
        RulesFileError: as for the rules, and for an example that these would not let be ordered.
    """
    return read_data_file(text, Examples, lambda read: _faults(read, rules)).examples


def _faults(read: Examples, rules: Rules) -> Iterator[Fault]:
    yield from other_languages(_texts(read))
    for i, example in enumerate(read.examples):
        for language, prompt in example.prompt.texts:
            for key, what in _faults_of(example.draft(language, {n: n for n in example.references}), rules):
                yield ("example", i, key), f"{language}: {what}"
            for j, part in enumerate(example.parts):
                if part.text.in_language(language) not in prompt:
                    yield ("example", i, "part", j, "text"), f"{language}: stands nowhere in the prompt"


def _texts(read: Examples) -> Iterator[tuple[Path, LocalizedText]]:
    for i, example in enumerate(read.examples):
        yield ("example", i, "prompt"), example.prompt
        for j, part in enumerate(example.parts):
            yield ("example", i, "part", j, "name"), part.name
            yield ("example", i, "part", j, "text"), part.text


def _faults_of(draft: Draft, rules: Rules) -> Iterator[tuple[str, str]]:
    """Yield, by key, why this draft would not be ordered as it stands."""
    form = evaluate(rules, draft)
    for problem in form.problems:
        yield problem.field, str(problem.message)
    for note in form[Field.PROMPT].notes:
        yield Field.PROMPT, str(note)
    for name in REFERENCE_FIELDS:
        if draft.items(name) and not form[name].on:
            yield name, str(form[name].reason)
    for name, value in ((Field.RATIO, draft.ratio), (Field.DURATION, draft.duration)):
        if form[name].value != value:
            yield name, f"this model takes {form[name].value}"
