"""The few settings. Each takes effect at once; there is nothing to confirm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.services.accounts.sessions import Mode
from seedance_gui.services.store.settings import FILE_NAME_PARTS, file_name_fault
from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.note import Note, NoteLine
from seedance_gui.ui.kit.segmented import SegmentedControl
from seedance_gui.ui.kit.select import Select
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.shell import desktop
from seedance_gui.ui.shell.dialogs import ask
from seedance_gui.ui.shell.reading_order import move_focus
from seedance_gui.ui.shell.welcome import LANGUAGES

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from seedance_gui.services.accounts.sessions import Session
    from seedance_gui.services.store.settings import Settings
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

_SIZES = (100, 110, 125, 150, 175, 200)


class SettingsDialog(QDialog):
    """``changed`` carries the settings to change, by the names of ``Settings``.

    With another language or text size the window is made anew, and this dialog with it: it closes,
    ``rebuild_wanted`` is set, and ``go_on_at`` leads the next one to its ``place``.
    """

    changed = Signal(dict)
    sign_out_asked = Signal()
    token_asked = Signal()
    practice_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        settings: Settings,
        *,
        videos: Path,
        session: Session | None,
        logs: Path,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._settings = settings
        self._logs = logs
        self._below = parent
        self._go_to: int | None = None
        self.place = 0  # how far it was scrolled when it closed, in pixels
        self.rebuild_wanted = False
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Settings"))
        page = self._page = QWidget()
        column = QVBoxLayout(page)
        set_spacing(theme, column, 12, 20)
        # A low screen at a large text size shows less than all of it at once.
        scroll = self._scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._labels: list[QLabel] = []
        self._forms: list[QFormLayout] = []
        self._section(column, self.tr("Service"), self._service_rows(session))
        self._section(column, self.tr("Videos"), self._video_rows(videos))
        self._section(column, self.tr("Appearance"), self._look_rows())
        close = QPushButton(self.tr("Done"))
        set_look(close, variant="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        help_button = QPushButton(self.tr("Show the log for support"))
        set_look(help_button, variant="link")
        help_button.setToolTip(
            self.tr("A file that tells what the program did. It holds no token and no links.")
        )
        help_button.clicked.connect(lambda: desktop.show_in_folder(self._logs / "seedance.log"))
        row = QHBoxLayout()
        set_spacing(theme, row, edges=(20, 12, 20, 16))
        row.addWidget(help_button)
        row.addStretch(1)
        row.addWidget(close)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(row)
        self._fit()
        # The new sizes of text are there once the style has reached every widget.
        theme.changed.connect(self._fit, Qt.ConnectionType.QueuedConnection)

    def go_on_at(self, place: int) -> None:
        """Open where another one was when a language was chosen in it."""
        self._go_to = place

    @override
    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return move_focus(self, forward=forward)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._go_to is not None:
            self._scroll.verticalScrollBar().setValue(self._go_to)
            self._language.setFocus(Qt.FocusReason.OtherFocusReason)
            self._go_to = None

    def _fit(self) -> None:
        """Take the size that the text needs, within the window it stands on and on the screen."""
        for form in self._forms:
            form.setHorizontalSpacing(self._theme.space(4))
            form.setVerticalSpacing(self._theme.space(3))
        widest = max(label.sizeHint().width() for label in self._labels)
        for label in self._labels:
            label.setMinimumWidth(widest)
        room = self.screen().availableGeometry()
        self.setMinimumWidth(min(self._theme.px(560), room.width() - self._theme.space(4)))  # and its frame
        height = self._page.sizeHint().height() + self._theme.px(72)
        self.resize(self.minimumWidth(), min(height, self._below.height()))
        beyond = self.frameGeometry().right() - room.right()
        if self.isVisible() and beyond > 0:  # it grew to the right only
            self.move(max(room.left(), self.x() - beyond), self.y())

    def _section(self, column: QVBoxLayout, title: str, rows: list[tuple[str, QWidget]]) -> None:
        theme = self._theme
        heading = QLabel(title)
        set_look(heading, role="strong")
        card = QFrame()
        set_look(card, card=True)
        form = QFormLayout(card)
        set_spacing(theme, form, edges=(16, 12, 16, 12))
        self._forms.append(form)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for words, widget in rows:
            label = QLabel(words)
            set_look(label, role="secondary")
            label.setBuddy(widget)
            self._labels.append(label)
            form.addRow(label, widget)
        column.addWidget(heading)
        column.addWidget(card)

    def _service_rows(self, session: Session | None) -> list[tuple[str, QWidget]]:
        practising = session is not None and session.mode is Mode.PRACTICE
        signed_in = session is not None and session.signed_in and not practising
        kept = self.tr("Practice mode: none is needed") if practising else self.tr("none")
        if session is not None and session.keyring is not None:
            kept = self.tr("Kept in {keyring}").format(keyring=session.keyring)
            if not session.keyring:
                kept = self.tr("Kept until the program closes")
        token = self._row(
            kept,
            (
                self.tr("Change…") if signed_in else self.tr("Use a token"),
                self._leave_for(self.token_asked),
            ),
            *([(self.tr("Forget it"), self._leave_for(self.sign_out_asked))] if signed_in else []),
        )
        address = self.tr("on this computer") if practising else self._settings.address
        other = () if practising else ((self.tr("Practise"), self._leave_for(self.practice_asked)),)
        return [(self.tr("Token"), token), (self.tr("Address"), self._row(address, *other))]

    def _video_rows(self, videos: Path) -> list[tuple[str, QWidget]]:
        self._folder = ElidedLabel(str(videos), mode=Qt.TextElideMode.ElideMiddle)
        choose = QPushButton(self.tr("Choose…"))
        choose.clicked.connect(self._choose_folder)
        folder = QWidget()
        row = QHBoxLayout(folder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._folder, 1)
        row.addWidget(choose)
        self._pattern = QLineEdit(self._settings.file_name)
        self._pattern.setObjectName("file_name")
        self._pattern.setAccessibleName(self.tr("File names"))
        self._pattern.textEdited.connect(self._pattern_edited)
        parts = " ".join(f"{{{part}}}" for part in FILE_NAME_PARTS)
        self._pattern_hint = self.tr("Parts: {parts}").format(parts=parts)
        self._pattern_note = Note(self._theme, NoteLine("info", self._pattern_hint))
        names = QWidget()
        column = QVBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pattern)
        column.addWidget(self._pattern_note)
        notify = QCheckBox(self.tr("Tell me on the desktop when a video is finished"))
        notify.setChecked(self._settings.notify)
        notify.toggled.connect(lambda on: self.changed.emit({"notify": on}))
        return [(self.tr("Folder"), folder), (self.tr("File names"), names), ("", notify)]

    def _look_rows(self) -> list[tuple[str, QWidget]]:
        theme, settings = self._theme, self._settings
        language = Select(
            theme,
            self.tr("Language"),
            [Choice(value, name or self.tr("System language")) for value, name in LANGUAGES],
        )
        self._language = language
        language.setObjectName("language")
        language.set_value(settings.language)
        language.value_changed.connect(lambda code: self._rebuild({"language": code}))
        appearance = SegmentedControl(
            theme,
            self.tr("Appearance"),
            [
                Choice("system", self.tr("System"), "monitor"),
                Choice("light", self.tr("Light"), "sun"),
                Choice("dark", self.tr("Dark"), "moon"),
            ],
        )
        appearance.set_value(settings.appearance)
        appearance.value_changed.connect(lambda value: self.changed.emit({"appearance": value}))
        size = Select(theme, self.tr("Text size"), [Choice(str(n), f"{n} %") for n in _SIZES])
        size.set_value(str(settings.text_size))
        size.value_changed.connect(lambda value: self._rebuild({"text_size": int(value)}))
        return [
            (self.tr("Language"), language),
            (self.tr("Appearance"), appearance),
            (self.tr("Text size"), size),
        ]

    def _row(self, text: str, *buttons: tuple[str, object]) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(ElidedLabel(text), 1)
        for words, act in buttons:
            button = QPushButton(words)
            button.clicked.connect(act)
            line.addWidget(button)
        return row

    def _leave_for(self, signal: object) -> object:
        def leave() -> None:
            self.accept()
            signal.emit()  # type: ignore[attr-defined]

        return leave

    def _rebuild(self, values: dict[str, object]) -> None:
        # The window is made anew, and this dialog goes with the old one. Whoever opened it opens it again.
        self.rebuild_wanted = True
        self.place = self._scroll.verticalScrollBar().value()
        self.accept()
        self.changed.emit(values)

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

    def _pattern_edited(self, pattern: str) -> None:
        fault = file_name_fault(pattern)
        if fault is None:
            self._pattern_note.set_line(NoteLine("info", self._pattern_hint))
            self.changed.emit({"file_name": pattern})
        else:
            self._pattern_note.set_line(NoteLine("problem", self._words.text(fault)))
        set_look(self._pattern, problem=fault is not None)


async def forget_all_the_same(window: QWidget, making: int, unsaved: int) -> bool:
    """Say what is still under way with the token, and ask whether to forget it all the same.

    ``making``: how many videos are being made; ``unsaved``: how many are finished and not saved yet.
    """
    counts = []
    if making:
        counts.append(
            counted(
                "SettingsDialog",
                QT_TRANSLATE_NOOP("SettingsDialog", "%n videos are being made.", None, 1),
                making,
            )
        )
    if unsaved:
        counts.append(
            counted(
                "SettingsDialog",
                QT_TRANSLATE_NOOP("SettingsDialog", "%n videos are finished, but not saved yet.", None, 1),
                unsaved,
            )
        )
    detail = QCoreApplication.translate(
        "SettingsDialog",
        "Without the token nothing more is watched or saved here. The service goes on all the same, charges "
        "for it, and keeps each video for a few days only. Enter the token again within that time, and "
        "everything is saved.",
    )
    answer = await ask(
        window,
        QCoreApplication.translate("SettingsDialog", "Forget the token?"),
        "\n".join(counts),
        detail=detail,
        buttons=(
            ("keep", QCoreApplication.translate("SettingsDialog", "Keep it")),
            ("forget", QCoreApplication.translate("SettingsDialog", "Forget it all the same")),
        ),
        danger="forget",
    )
    return answer == "forget"
