"""The language of the window: English in the code, its plurals and other languages in Qt Linguist files.

A language is its file ``seedance_CODE.qm`` beside the others, and its texts in the rules of the routes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QLibraryInfo, QLocale, QTranslator

from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.translator import locale_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SYSTEM: Final = "system"
ENGLISH: Final = "en"
_QT_LACKS: Final = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QFileDialog", "&Directory:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Save &as:"),
)
"""Words of Qt's own dialogs that its translations haven't kept up with."""


class Language:
    """Puts the chosen language in force. A window that is already there has to be built again."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translators: list[QTranslator] = []
        self.code = ENGLISH

    def use(self, choice: str) -> None:
        """Use a language (``"en"``, ``"zh_CN"``), or ``"system"``: the first of the system's that we have."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators.clear()
        codes = _codes()
        self.code = choice if choice in codes else _of_system(codes)
        QLocale.setDefault(locale_of(self.code))
        if self.code != ENGLISH:
            self._load(f"qtbase_{self.code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._load(f"seedance_{self.code}", str(resources.path("translations")))

    def _load(self, name: str, folder: str) -> None:
        translator = QTranslator(self._app)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._translators.append(translator)


def language_choices() -> tuple[tuple[str, str], ...]:
    """Return what ``Language.use`` takes, each with its name in itself; the system's has an empty one."""
    # Qt's name of English is "American English".
    names = ((code, QLocale(code).nativeLanguageName()) for code in _codes() if code != ENGLISH)
    return ((SYSTEM, ""), (ENGLISH, "English"), *names)


def _codes() -> list[str]:
    found = {file.stem.removeprefix("seedance_") for file in resources.path("translations").glob("*.qm")}
    return [ENGLISH, *sorted(found - {ENGLISH})]


def _of_system(codes: list[str]) -> str:
    for name in QLocale.system().uiLanguages():
        wanted = name.replace("-", "_")
        for code in codes:
            if wanted == code or wanted.partition("_")[0] == code.partition("_")[0]:
                return code
    return ENGLISH
