"""Below the video: what can be done with it, the words and settings that made it, and its references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeySequence, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit import painting
from seedance_gui.ui.kit.elided import Link
from seedance_gui.ui.kit.icons import pixmap as icon_pixmap
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import label, plain_tooltip
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.unfolding import ClampedText
from seedance_gui.ui.preview.made_from import MadeFrom
from seedance_gui.ui.tasks.command_table import Command

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.preview.preview_state import Preview
    from seedance_gui.ui.references.field.thumbnails import Thumbnails
    from seedance_gui.ui.tasks.commands import TaskCommands

_EDGE: Final = 12  # pixels at 100 % text round what stands on it
_LAST: Final = (46, 26)  # of the frame in the button


class PreviewAbout(QWidget):
    """One strong action, the others as icons with names, and what made the video.

    What can't be done now is off and says why; what has no room stands in the menu of the rest.
    """

    frame_clicked = Signal(str)  # "first", "last", "copy" or "save"
    task_clicked = Signal(str)  # our id of the task that the shown one continues

    def __init__(
        self,
        theme: Theme,
        commands: TaskCommands,
        parent: QWidget | None = None,
        thumbnails: Thumbnails | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._commands = theme, commands
        set_look(self, island=True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._preview: Preview | None = None
        self._low = False
        self.go_on = commands.button(Command.CONTINUE, self, short=True)
        set_look(self.go_on, variant="primary", size="large")
        self.set_last_frame(QImage())
        self.reuse, self.compare = (
            commands.named_icon(each, self) for each in (Command.REUSE, Command.COMPARE)
        )
        self.frame = self._named("camera", self.tr("This frame"))
        self.frame.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.frame_actions = self._make_frame_menu()
        self.save_as = commands.named_icon(Command.SAVE_AS, self)
        self.show_in_folder = commands.named_icon(Command.SHOW_IN_FOLDER, self)
        self.favourite = commands.named_icon(Command.FAVOURITE, self)
        self.more = self._named("ellipsis", self.tr("More"))
        self.more.setToolTip(self.tr("Everything else that can be done with this video"))
        self.more.clicked.connect(self._show_rest)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.go_on)
        self._icons: tuple[QToolButton, ...] = (
            self.reuse,
            self.compare,
            self.frame,
            self.save_as,
            self.favourite,
            self.show_in_folder,  # the first to go into the menu
        )
        for button in (self.reuse, self.compare, self.frame, self.save_as, self.show_in_folder):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.favourite)
        row.addWidget(self.more)
        self.name = label(role="title", wraps=True)
        self.prompt = ClampedText(theme, self, mentions=True)
        self.prompt.setAccessibleName(self.tr("Prompt"))
        self.facts = label(role="caption", wraps=True)
        self.note = ClampedText(theme, self)
        self.note.setAccessibleName(self.tr("Note"))
        self.made_from = MadeFrom(theme, thumbnails, self)
        words = QVBoxLayout()
        words.setSpacing(theme.space(1))
        self.continues = self._make_link()
        for part in (self.name, self.prompt, self.note, self.facts, self.continues):
            words.addWidget(part)
        words.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(theme.space(4))
        below.addLayout(words, 1)
        below.addWidget(self.made_from, 0, Qt.AlignmentFlag.AlignTop)
        column = self._column = QVBoxLayout(self)
        set_spacing(theme, column, 8, _EDGE)
        column.addLayout(row)
        column.addLayout(below)
        # Not Fixed: the height follows the width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_preview(self, preview: Preview) -> None:
        """Show what made a video, and what can be done with it."""
        self._preview = preview
        self.prompt.set_text(preview.prompt)
        task = preview.task
        self.name.setText(task.name if task is not None else "")
        self.note.set_text(task.note if task is not None else "")
        facts = (*preview.facts, *(f"#{tag}" for tag in (task.tags if task is not None else ())))
        unbroken = (fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in facts)
        self.facts.setText("\N{NO-BREAK SPACE}· ".join(unbroken))
        if preview.continues[0]:
            self.continues.say(self.tr("Continues: {prompt}").format(prompt=preview.continues[1]))
        self._fit()

    def _make_link(self) -> Link:
        link = Link(parent=self)
        link.setObjectName("continues")
        link.clicked.connect(self._go_back)
        return link

    def _go_back(self) -> None:
        if self._preview is not None:
            self.task_clicked.emit(self._preview.continues[0])

    def set_low(self, low: bool) -> None:
        """Leave the room to the video, or not: the references then stand in the menu of the rest."""
        if low != self._low:
            self._low = low
            edge = _EDGE // 2 if low else _EDGE
            set_spacing(self._theme, self._column, 8, (_EDGE, edge, _EDGE, edge))
            self._fit()

    def set_last_frame(self, picture: QImage) -> None:
        """Show the frame that the next video would begin with, or keep its place."""
        theme, ratio = self._theme, self.devicePixelRatioF()
        place = QRect(0, 0, theme.px(_LAST[0]), theme.px(_LAST[1]))
        size = place.size() + QSize(theme.space(2), 0)  # and the distance to the word
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(painting.rounded(place, theme.px(5)))
        if picture.isNull():
            painter.fillRect(place, QColor(255, 255, 255, 46))
            painting.draw_icon(painter, place, icon_pixmap(theme, "arrow-right", "on_accent", 16))
        else:
            painting.cover(painter, place, picture)
        painter.end()
        self.go_on.setIcon(QIcon(pixmap))
        self.go_on.setIconSize(size)

    def set_frame_off(self, reason: str) -> None:
        """Give the reason why there is no frame to take; an empty one offers it."""
        tip = reason or self.tr("Use, copy or save the frame that is shown")
        self.frame.setEnabled(not reason)
        self.frame.setAccessibleDescription(tip)
        self.frame.setToolTip(plain_tooltip(tip))
        for action in self.frame_actions.values():
            action.setEnabled(not reason)
            action.setToolTip(plain_tooltip(reason))

    @override
    def minimumSizeHint(self) -> QSize:
        # What has no room goes into the menu: the icons must not keep the pane from getting narrower.
        widest = self.go_on.sizeHint().width() + self.more.sizeHint().width() + self._theme.space(1)
        return QSize(widest + 2 * self._theme.px(_EDGE), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the buttons for which there is a video and room."""
        preview, gap = self._preview, self._theme.space(1)
        if preview is None:
            return
        video = preview.file is not None
        self.go_on.setVisible(video)
        room = self.width() - 2 * self._theme.px(_EDGE) - self.more.sizeHint().width()
        room -= self.go_on.sizeHint().width() + gap if video else 0
        for button in self._icons:
            room -= button.sizeHint().width() + gap
            button.setVisible(room >= 0 and (video or button in (self.reuse, self.favourite)))
            if not video and button not in (self.reuse, self.favourite):
                room += button.sizeHint().width() + gap
        # The canvas has the prompt already.
        said = preview.file is not None or preview.unconfirmed is not None
        self.prompt.setVisible(bool(preview.prompt) and said and not self._low)
        self.facts.setVisible(bool(preview.facts) and not self._low)
        own = preview.task if not self._low else None
        self.name.setVisible(own is not None and bool(own.name))
        self.note.setVisible(own is not None and bool(own.note))
        self.continues.setVisible(bool(preview.continues[0]) and not self._low)
        self.made_from.show_items(preview.made_from, round(self.width() * 0.4))
        self.made_from.setVisible(bool(preview.made_from) and not self._low)

    def _show_rest(self) -> None:
        icons = [self.reuse, self.compare, self.save_as, self.show_in_folder, self.favourite]
        there = [button.command for button in icons if not button.isHidden()]
        if not self.go_on.isHidden():
            there.append(self.go_on.command)
        frames = list(self.frame_actions.values()) if self.frame.isHidden() else []
        at = self.more.mapToGlobal(self.more.rect().bottomLeft())
        if self.made_from.isHidden() and self._preview is not None and self._preview.made_from:
            frames.append(self.made_from.menu().menuAction())
        self._commands.show_menu(self.more, at, there, frames)

    def _take_frame(self, where: str) -> None:
        # While a dialog is open nothing tells the button that the pointer has left it.
        self.frame.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
        self.frame.update()
        self.frame_clicked.emit(where)

    def _named(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(name)
        button.setAccessibleName(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAutoRaise(True)
        set_look(button, named=True)
        set_icon(self._theme, button, icon, "text_secondary")
        return button

    def _make_frame_menu(self) -> dict[str, QAction]:
        menu = QMenu(self.frame)
        actions: dict[str, QAction] = {}
        for where, icon, text in (
            ("first", "frame", self.tr("Use as first frame")),
            ("last", "frame", self.tr("Use as last frame")),
            ("copy", "copy", self.tr("Copy frame")),
            ("save", "save", self.tr("Save frame…")),
        ):
            if where == "copy":
                menu.addSeparator()
            action = menu.addAction(text)
            set_icon(self._theme, action, icon, "text_secondary", 15)
            action.setData(where)
            actions[where] = action
            action.triggered.connect(lambda _=False, where=where: self._take_frame(where))
        actions["copy"].setShortcut(QKeySequence("Ctrl+Shift+C"))
        self.frame.setMenu(menu)
        return actions
