"""What a reference field says, by the kind of what it takes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, Field, Kind


class FieldWords:
    """The words of one field. They are asked for again when the language changes."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._kind = KIND_OF_FIELD[field]

    def well(self) -> tuple[str, str, str]:
        """Return the name of the place to add, what may be dropped there, and what may be used for it."""
        translate = QCoreApplication.translate
        if self._field in FRAME_FIELDS:
            return (
                translate("ReferenceField", "Add a picture"),
                translate("ReferenceField", "Drop or paste a picture"),
                "",
            )
        hint = translate("ReferenceField", "Files or links")
        return {
            Kind.IMAGE: (
                translate("ReferenceField", "Add pictures"),
                translate("ReferenceField", "Drop or paste pictures"),
                hint,
            ),
            Kind.VIDEO: (
                translate("ReferenceField", "Add videos"),
                translate("ReferenceField", "Drop or paste videos"),
                hint,
            ),
            Kind.AUDIO: (
                translate("ReferenceField", "Add sound clips"),
                translate("ReferenceField", "Drop or paste sound clips"),
                hint,
            ),
        }[self._kind]

    def count(self, count: int, maximum: int | None) -> str:
        """Return how many there are of how many."""
        translate = QCoreApplication.translate
        if maximum is None:
            return ""
        if not count:
            return translate("ReferenceField", "Up to {maximum}").format(maximum=maximum)
        if count > maximum:
            return translate("ReferenceField", "{count}, at most {maximum}").format(
                count=count, maximum=maximum
            )
        return translate("ReferenceField", "{count} of {maximum}").format(count=count, maximum=maximum)

    def welcome(self, count: int) -> str:
        """Return what is said while something that fits hovers above; `count` is 0 where it is not known."""
        translate = QCoreApplication.translate
        if self._field in FRAME_FIELDS:
            return translate("ReferenceField", "Drop to use it here")
        if count > 1:
            return translate("ReferenceField", "Drop to add {count}").format(count=count)
        return translate("ReferenceField", "Drop to add")

    def elsewhere(self, kind: Kind) -> str:
        """Return what is said while something of another kind hovers above."""
        translate = QCoreApplication.translate
        return {
            Kind.IMAGE: translate("ReferenceField", "This is a picture: it will go where pictures belong"),
            Kind.VIDEO: translate("ReferenceField", "This is a video: it will go where videos belong"),
            Kind.AUDIO: translate("ReferenceField", "This is a sound clip: it will go where sound belongs"),
        }[kind]
