"""The few settings. Each takes effect at once; there is nothing to confirm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.domain.address import website_of
from seedance_gui.services.accounts.sessions import Mode
from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.parts import button, label
from seedance_gui.ui.kit.segmented import SegmentedControl
from seedance_gui.ui.kit.select import Select
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.shell.file_names import FileNames
from seedance_gui.ui.shell.language import language_choices
from seedance_gui.ui.shell.money_settings import MoneySettings
from seedance_gui.ui.shell.reading_order import move_focus

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QShowEvent

    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.accounts.sessions import Session
    from seedance_gui.services.store.settings import Settings
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

Place = tuple[int, int]
"""How far a dialog was scrolled, in pixels, and which of its controls had the keyboard."""

_SIZES = (110, 125, 150, 175, 200)  # percent of the system's text size
_REST = 300  # milliseconds


class SettingsDialog(QDialog):
    """``changed`` carries the settings to change, by the names of ``Settings``.

    ``releases``: where newer versions of the program are asked for, if anywhere.

    With another language or text size the window is made anew, and this dialog with it: it closes,
    ``rebuild_wanted`` is set, and the next one is given its ``place``, to open there.
    """

    changed = Signal(dict)
    sign_out_asked = Signal()
    token_asked = Signal()
    practice_asked = Signal()
    about_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        settings: Settings,
        rules: Rules,
        *,
        videos: Path,
        session: Session | None,
        parent: QWidget,
        releases: str = "",
        place: Place | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._settings = settings
        self._go_to = place
        self.place: Place = (0, 0)
        self.rebuild_wanted = False
        self._wanted: dict[str, object] = {}
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._rebuild)
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Settings"))
        self._below = parent
        page = self._page = QWidget()
        column = QVBoxLayout(page)
        set_spacing(theme, column, 12, 20)
        # A low screen at a large text size shows less than all of it at once.
        scroll = self._scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._labels: list[QLabel] = []
        self._section(column, self.tr("Service"), self._service_rows(session))
        self._section(*self._prices(column, rules, session))
        self._section(column, self.tr("Videos"), self._video_rows(videos))
        self._section(column, self.tr("Appearance"), self._look_rows())
        if releases:  # where there is nobody to ask, nothing is offered
            self._section(column, self.tr("Program"), [("", self._releases(releases))])
        column.addStretch(1)
        whole = QVBoxLayout(self)
        set_spacing(theme, whole, 0, 0)
        whole.addWidget(scroll, 1)
        foot = self._foot()
        whole.addLayout(foot)
        self._foot_height = foot.sizeHint().height
        room = self.screen().availableGeometry()
        self.setMinimumWidth(min(theme.px(560), room.width() - theme.space(4)))  # and its frame

    @override
    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return move_focus(self, forward=forward)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        if not event.spontaneous():  # only now does everything in it know its size
            widest = max(each.sizeHint().width() for each in self._labels)
            for each in self._labels:
                each.setMinimumWidth(widest)
            # As large as the text needs, within the window it stands on.
            bar = self._scroll.verticalScrollBar().sizeHint().width()
            width = max(self.minimumWidth(), self._page.minimumSizeHint().width() + bar)
            if width > self._below.width():  # what is long stands below its name
                for form in self._page.findChildren(QFormLayout):
                    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
            height = self._page.heightForWidth(width - bar) + self._foot_height()
            self.resize(min(width, self._below.width()), min(height, self._below.height()))
        super().showEvent(event)
        if self._go_to is not None:
            scrolled, control = self._go_to
            self._scroll.verticalScrollBar().setValue(scrolled)
            self._controls()[control].setFocus(Qt.FocusReason.OtherFocusReason)
            self._go_to = None

    @override
    def done(self, result: int, /) -> None:
        self._rest.stop()
        focus, controls = self.focusWidget(), self._controls()
        place = controls.index(focus) if focus in controls else 0
        self.place = (self._scroll.verticalScrollBar().value(), place)
        super().done(result)
        if self._wanted:
            self.changed.emit(self._wanted)

    def _controls(self) -> list[QWidget]:
        """Return what can have the keyboard, in the order in which it was made."""
        found = cast("list[QWidget]", self.findChildren(QWidget))
        return [each for each in found if each.window() is self and each.focusPolicy()]

    def _foot(self) -> QHBoxLayout:
        close = button(self.tr("Done"), self._leave_if_taken, variant="primary")
        close.setDefault(True)
        about = button(self.tr("About Seedance"), self.about_asked, variant="link")
        about.setToolTip(self.tr("Version, folders, a report for support, licences"))
        row = QHBoxLayout()
        set_spacing(self._theme, row, edges=(20, 12, 20, 16))
        row.addWidget(about)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _leave_if_taken(self) -> None:
        """Close; but a limit or a pattern that can't be taken is not left behind as if it counted."""
        wrong = next((each for each in self.findChildren(QLineEdit) if each.property("problem")), None)
        if wrong is None:
            self.accept()
            return
        wrong.setFocus()
        self._scroll.ensureWidgetVisible(wrong)

    def _section(self, column: QVBoxLayout, title: str, rows: list[tuple[str, QWidget]]) -> None:
        theme = self._theme
        card = QFrame()
        set_look(card, card=True)
        form = QFormLayout(card)
        set_spacing(theme, form, edges=(16, 12, 16, 12))
        form.setHorizontalSpacing(theme.space(4))
        form.setVerticalSpacing(theme.space(3))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for words, widget in rows:
            name = label(words, "secondary")
            name.setBuddy(widget)
            self._labels.append(name)
            form.addRow(name, widget)
        column.addWidget(label(title, "strong"))
        column.addWidget(card)

    def _service_rows(self, session: Session | None) -> list[tuple[str, QWidget]]:
        practising = session is not None and session.mode is Mode.PRACTICE
        signed_in = session is not None and session.signed_in and not practising
        kept = self.tr("Practice mode: none is needed") if practising else self.tr("none")
        if session is not None and session.keyring is not None:
            kept = self.tr("Kept in {keyring}").format(keyring=session.keyring)
            if not session.keyring:
                kept = self.tr("Kept until the program closes")
        change = self.tr("Change…") if signed_in else self.tr("Use a token")
        token = [(change, self._leave_for(self.token_asked))]
        if signed_in:
            token.append((self.tr("Forget it"), self._leave_for(self.sign_out_asked)))
        address = self.tr("on this computer") if practising else self._settings.address
        other = () if practising else ((self.tr("Practise"), self._leave_for(self.practice_asked)),)
        return [
            (self.tr("Token"), self._row(ElidedLabel(kept), *token)),
            (self.tr("Address"), self._row(ElidedLabel(address), *other)),
        ]

    def _prices(
        self, column: QVBoxLayout, rules: Rules, session: Session | None
    ) -> tuple[QVBoxLayout, str, list[tuple[str, QWidget]]]:
        practising = session is not None and session.mode is Mode.PRACTICE
        name = "practice_money" if practising else "money"
        money = MoneySettings(
            self._theme,
            rules,
            getattr(self._settings, name),
            practice=practising,
            website=website_of(self._settings.address),
            parent=self,
        )
        money.changed.connect(lambda now: self.changed.emit({name: now}))
        title = self.tr("Prices and limits in practice") if practising else self.tr("Prices and limits")
        return column, title, money.rows

    def _video_rows(self, videos: Path) -> list[tuple[str, QWidget]]:
        self._folder = ElidedLabel(str(videos), mode=Qt.TextElideMode.ElideMiddle)
        folder = self._row(self._folder, (self.tr("Choose…"), self._choose_folder))
        names = FileNames(self._theme, self._words, self._settings.file_name, self.tr("File names"))
        names.changed.connect(lambda pattern: self.changed.emit({"file_name": pattern}))
        notify = QCheckBox(self.tr("Tell me on the desktop when a video is ready or failed"))
        notify.setChecked(self._settings.notify)
        notify.toggled.connect(lambda on: self.changed.emit({"notify": on}))
        return [(self.tr("Folder"), folder), (self.tr("File names"), names), ("", notify)]

    def _releases(self, address: str) -> QCheckBox:
        tell = QCheckBox(self.tr("Tell me about new versions"))
        asked = self.tr("Asks {server} once a day. Nothing is sent but this program's name and version.")
        tell.setToolTip(asked.format(server=urlsplit(address).hostname))
        tell.setChecked(self._settings.tell_releases)
        tell.toggled.connect(lambda on: self.changed.emit({"tell_releases": on}))
        return tell

    def _look_rows(self) -> list[tuple[str, QWidget]]:
        theme, settings = self._theme, self._settings
        languages = [Choice(value, name or self.tr("System language")) for value, name in language_choices()]
        language = Select(theme, self.tr("Language"), languages)
        language.setObjectName("language")
        language.set_value(settings.language)
        language.value_changed.connect(lambda code: self._rebuild_soon({"language": code}))
        modes = (
            Choice("system", self.tr("System"), "monitor"),
            Choice("light", self.tr("Light"), "sun"),
            Choice("dark", self.tr("Dark"), "moon"),
        )
        appearance = SegmentedControl(theme, self.tr("Appearance"), modes)
        appearance.set_value(settings.appearance)
        appearance.value_changed.connect(lambda value: self.changed.emit({"appearance": value}))
        sizes = [Choice("100", self.tr("System")), *(Choice(str(size), f"{size} %") for size in _SIZES)]
        size = Select(theme, self.tr("Text size"), sizes)
        size.setObjectName("text_size")
        size.set_value(str(settings.text_size))
        size.value_changed.connect(lambda value: self._rebuild_soon({"text_size": int(value)}))
        return [(control.accessibleName(), control) for control in (language, appearance, size)]

    def _row(self, said: ElidedLabel, *buttons: tuple[str, Callable[[], None]]) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(said, 1)
        for words, act in buttons:
            line.addWidget(button(words, act))
        return row

    def _leave_for(self, signal: SignalInstance) -> Callable[[], None]:
        def leave() -> None:
            self.accept()
            signal.emit()

        return leave

    def _rebuild_soon(self, values: dict[str, object]) -> None:
        """Have the window made anew with these, once the hand rests: a held key goes through many."""
        self._wanted |= values
        self._rest.start()

    def _rebuild(self) -> None:
        # This dialog goes with the old window. Whoever opened it opens it again.
        self.rebuild_wanted = True
        self.accept()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Where to save videos"), self._folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._folder_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder_chosen(self, folder: str) -> None:
        if folder:
            path = str(Path(folder))
            self._folder.setText(path)
            self.changed.emit({"videos_folder": path})
