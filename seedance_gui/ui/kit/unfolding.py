"""Text that unfolds at a click: a long one from two lines, the words of a decoder or a service from none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.marked_label import MarkedLabel
from seedance_gui.ui.kit.mention_words import mentions_on_screen
from seedance_gui.ui.kit.painting import text_lines
from seedance_gui.ui.kit.parts import button
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme

_OPEN_LINES = 7  # then it scrolls


class ClampedText(QWidget):
    """Shows at most `lines` lines of a plain text; "More" shows it all, to select and scroll.

    `mentions` look like those in the prompt that is written.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, lines: int = 2, mentions: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines, self._mentions = lines, mentions
        self._text = ""
        self._open = False
        self._folded = MarkedLabel(theme)
        self._whole = QPlainTextEdit(self)
        self._whole.setReadOnly(True)
        self._whole.setTabChangesFocus(True)
        self._whole.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._whole.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._whole.document().setDocumentMargin(0)
        set_look(self._whole, bare=True)
        self._button = button("", self.toggle, variant="link", size="small")
        column = QVBoxLayout(self)
        set_spacing(theme, column, 0, 0)
        column.addWidget(self._folded)
        column.addWidget(self._whole)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show another text, folded."""
        if text != self._text:
            self._text = text
            self._open = False
            self._fit()

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def shown(self) -> str:
        """Return what stands there now."""
        return self._whole.toPlainText() if self._open else self._folded.text()

    def toggle(self) -> None:
        """Unfold it, or fold it again."""
        self._open = not self._open
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        # The folded lines are cut to the width: they must not keep the pane from getting narrower.
        return QSize(self._theme.px(80), super().minimumSizeHint().height())

    def _fit(self) -> None:
        width, font = max(60, self.width()), self._theme.font("body")
        flat = text_lines(" ".join(self._text.split()), font, width)
        cut = len(flat) > self._lines
        shown = flat[: self._lines]
        if cut:
            rest = "".join(flat[self._lines - 1 : self._lines + 1])
            shown[-1] = self._folded.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)
        said = "\n".join(shown)
        found = mentions_on_screen(said) if self._mentions else ()
        self._folded.set_marked(said, [(mention.start, mention.end) for mention in found])
        self._folded.setAccessibleName(self._text)
        self._folded.setVisible(not self._open)
        self._whole.setPlainText(self._text if self._open else "")
        self._whole.setAccessibleName(self.accessibleName())
        self._whole.setVisible(self._open)
        lines = sum(max(1, len(text_lines(part, font, width - 2))) for part in self._text.split("\n"))
        height = min(lines, _OPEN_LINES) * self._whole.fontMetrics().lineSpacing() + 4
        self._whole.setFixedHeight(height)
        self._button.setVisible(cut)
        self._button.setText(self.tr("Less") if self._open else self.tr("More"))
        self._button.setAccessibleName(
            self.tr("Show less of it") if self._open else self.tr("Show all of it")
        )


class TechnicalDetail(QWidget):
    """A quiet "Technical detail" that unfolds a text to read and copy; hidden while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, color: str = "text_secondary") -> None:
        super().__init__(parent)
        self._theme, self._color = theme, color
        self.fold = button(self.tr("Technical detail"), self._show_text, variant="ghost", size="small")
        self.fold.setCheckable(True)
        self.copy = button(self.tr("Copy"), self._copy_text, variant="ghost", size="small")
        set_icon(theme, self.copy, "copy", color, 14)
        self.copy.setAccessibleName(self.tr("Copy the technical detail"))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Technical detail"))
        self.text.setFixedHeight(theme.px(92))
        row = QHBoxLayout()
        set_spacing(theme, row, 4)
        row.addWidget(self.fold)
        row.addWidget(self.copy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.text)
        self.set_text("")

    def set_text(self, text: str) -> None:
        """Offer another text, folded; nothing for an empty one."""
        self.text.setPlainText(text)
        self.fold.setChecked(False)
        self._show_text(unfolded=False)
        self.setVisible(bool(text))

    def _show_text(self, unfolded: bool) -> None:
        self.text.setVisible(unfolded)
        self.copy.setVisible(unfolded)
        set_icon(self._theme, self.fold, "chevron-down" if unfolded else "chevron-right", self._color, 14)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
