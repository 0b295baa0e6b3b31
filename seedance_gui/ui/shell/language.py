"""The language of the window: English in the code, its plurals and other languages in Qt Linguist files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.translator import locale_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SYSTEM: Final = "system"
ENGLISH: Final = "en"
CHINESE: Final = "zh_CN"


class Language:
    """Puts the chosen language in force. A window that is already there has to be built again."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translators: list[QTranslator] = []
        self.code = ENGLISH

    def use(self, choice: str) -> None:
        """Use ``"en"``, ``"zh_CN"``, or ``"system"``: the first of the system's languages that we have."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators.clear()
        self.code = choice if choice in (ENGLISH, CHINESE) else _of_system()
        QLocale.setDefault(locale_of(self.code))
        if self.code != ENGLISH:
            self._load(f"qtbase_{self.code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._load(f"seedance_{self.code}", str(resources.path("translations")))

    def _load(self, name: str, folder: str) -> None:
        translator = QTranslator(self._app)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._translators.append(translator)


def _of_system() -> str:
    for name in QLocale.system().uiLanguages():
        if name.startswith("zh"):
            return CHINESE
        if name.startswith("en"):
            return ENGLISH
    return ENGLISH
