"""All parts of the design system on one sheet: `python tests/ui/gallery.py DIR` writes pictures of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.busy import BusyBar
from seedance_gui.ui.kit.chips import ChoiceChips
from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.duration import DurationSlider
from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.empty_state import EmptyState
from seedance_gui.ui.kit.field_block import FieldBlock
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.icons import app_icon, icon, pixmap, set_icon
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.kit.parts import IconButton
from seedance_gui.ui.kit.segmented import SegmentedControl
from seedance_gui.ui.kit.select import Select
from seedance_gui.ui.kit.slider import Slider
from seedance_gui.ui.kit.theme import Theme, set_look
from seedance_gui.ui.kit.toast import ToastHost

RATIOS = ("21:9", "16:9", "4:3", "1:1", "3:4", "9:16")


def card(title: str, *parts: QWidget) -> QFrame:
    frame = QFrame()
    set_look(frame, card=True)
    column = QVBoxLayout(frame)
    column.setContentsMargins(20, 16, 20, 20)
    column.setSpacing(14)
    label = QLabel(title)
    set_look(label, role="title")
    column.addWidget(label)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return frame


def row(*parts: QWidget) -> QWidget:
    widget = QWidget()
    flow = FlowLayout(widget, gap=8)
    for part in parts:
        flow.addWidget(part)
    return widget


def button(
    text: str, *, off: bool = False, mark: tuple[Theme, str, str] | None = None, **look: str
) -> QPushButton:
    made = QPushButton(text)
    set_look(made, **look)
    made.setEnabled(not off)
    if mark:
        set_icon(mark[0], made, mark[1], mark[2])
    return made


def words() -> QFrame:
    labels = []
    for role, text in (
        ("large", "Make a video  做一个视频"),
        ("title", "Your videos  你的视频"),
        ("strong", "Reference images  参考图片"),
        ("", "A paper boat drifts down a rainy street at dusk. 纸船漂过黄昏的雨巷。"),
        ("secondary", "Processing since 2 minutes · usually takes 3"),
        ("caption", "720p · 16:9 · 5 s · billed per video"),
        ("faint", "Type @ to name a reference"),
        ("success", "Saved to Videos/Seedance"),
        ("warning", "480p may be refused by the service"),
        ("danger", "This link does not answer"),
        ("accent", "Practice mode, free of charge"),
    ):
        label = QLabel(text)
        label.setWordWrap(True)
        set_look(label, role=role)
        labels.append(label)
    return card("Words", *labels)


def buttons(theme: Theme) -> QFrame:
    focused = button("With keyboard focus", variant="primary")
    set_look(focused, keyfocus=True)
    plain = button("Focus")
    set_look(plain, keyfocus=True)
    menu = button("Save as")
    menu.setMenu(QMenu(menu))
    large = button("Create video", variant="primary", size="large", mark=(theme, "sparkles", "on_accent"))
    return card(
        "Buttons",
        row(large, button("Create video", variant="primary", size="large", off=True)),
        row(button("Primary", variant="primary"), button("Secondary"), button("Ghost", variant="ghost")),
        row(
            button("Delete", variant="danger"), button("Off", off=True), button("Link remedy", variant="link")
        ),
        row(button("Small", size="small"), button("Reuse", mark=(theme, "rotate-ccw", "text")), menu),
        row(focused, plain),
        row(
            IconButton(theme, "play", "Play", shortcut="Space"),
            IconButton(theme, "volume-2", "Volume"),
            IconButton(theme, "repeat", "Loop"),
            IconButton(theme, "maximize", "Full screen", shortcut="F"),
            IconButton(theme, "trash-2", "Remove", color="danger"),
        ),
    )


def fields(theme: Theme) -> QFrame:
    mode = SegmentedControl(
        theme,
        "Start from",
        [
            Choice("text", "Text", "type"),
            Choice("references", "References", "images"),
            Choice("frames", "Frames", "frame", off="This model takes no frames."),
        ],
    )
    mode.set_value("references")
    ratio = ChoiceChips(
        theme, "Ratio", [Choice(r, r, off="Not with this model." if r == "21:9" else "") for r in RATIOS]
    )
    ratio.set_value("16:9")
    resolution = ChoiceChips(theme, "Resolution", [Choice(r, r) for r in ("480p", "720p", "1080p")])
    resolution.set_value("480p")
    prompt = QPlainTextEdit(
        "A paper boat drifts down a rainy street at dusk, lamps glowing. 纸船漂过黄昏的雨巷"
    )
    prompt.setTabChangesFocus(True)
    prompt.setFixedHeight(84)
    sound = QLineEdit("")
    sound.setPlaceholderText("Drop or paste a sound clip")
    blocks = [
        FieldBlock(theme, "Start from", mode),
        FieldBlock(theme, "Prompt", prompt),
        FieldBlock(theme, "Ratio", ratio),
        FieldBlock(theme, "Duration", DurationSlider(theme, "Duration", value=7)),
        FieldBlock(theme, "Resolution", resolution),
        FieldBlock(theme, "Reference audio", sound),
    ]
    blocks[1].set_hint("78 of 5000")
    blocks[1].set_notes([NoteLine("problem", "Say what the video should show.")])
    blocks[2].set_notes([NoteLine("info", "Landscape, for wide screens.")])
    blocks[3].set_hint("4 to 15 seconds")
    blocks[4].set_notes([NoteLine("caution", "480p may be refused by the service.", "Use 720p", "720")])
    blocks[5].set_on(False)
    blocks[5].set_notes(
        [NoteLine("off", "Sound clips don't work with first and last frames.", "Remove the frames", "frames")]
    )
    return card("A form", *blocks)


def controls(theme: Theme) -> QFrame:
    combo = Select(theme, "Model", [Choice("std", "Seedance 2.0 Standard"), Choice("fast", "Fast", off="No")])
    combo.set_value("std")
    spin = QSpinBox()
    spin.setValue(24)
    search = QLineEdit()
    search.setPlaceholderText("Search your videos  搜索视频")
    search.addAction(icon(theme, "search", "text_faint"), QLineEdit.ActionPosition.LeadingPosition)
    wrong = QLineEdit("htps://example")
    set_look(wrong, problem=True)
    check, check_off, radio = QCheckBox("Ask before paying"), QCheckBox("Off"), QRadioButton("Light")
    check.setChecked(True)
    check_off.setEnabled(False)
    radio.setChecked(True)
    qt_slider = QSlider(Qt.Orientation.Horizontal)
    qt_slider.setValue(40)
    seek = Slider(theme, "Position")
    seek.setValue(30)
    off = DurationSlider(theme, "Duration")
    off.setEnabled(False)
    busy, done = BusyBar(theme, "Uploading"), BusyBar(theme, "Progress")
    done.set_percent(42)
    tabs = QTabWidget()
    tabs.addTab(QLabel("Token and address"), "Account")
    tabs.addTab(QLabel("…"), "Appearance")
    tabs.setFixedHeight(80)
    return card(
        "Controls",
        combo,
        row(spin, check, check_off, radio),
        search,
        wrong,
        qt_slider,
        seek,
        off,
        busy,
        done,
        ElidedLabel(
            "A very long prompt that can't possibly fit in one line of this narrow card, so it ends early"
        ),
        tabs,
    )


def all_icons(theme: Theme) -> QFrame:
    labels = []
    for file in sorted(resources.path("icons").glob("*.svg")):
        label = QLabel()
        if file.stem == "app":
            label.setPixmap(app_icon().pixmap(64, 64))
        else:
            label.setPixmap(pixmap(theme, file.stem, "text_secondary", 18))
        labels.append(label)
    return card("Icons", row(*labels))


def sheet(theme: Theme) -> QWidget:
    window = QWidget()
    window.setAutoFillBackground(True)
    columns = QHBoxLayout(window)
    columns.setContentsMargins(24, 24, 24, 24)
    columns.setSpacing(20)
    left, middle, right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
    for column in (left, middle, right):
        column.setSpacing(20)
        columns.addLayout(column, 1)
    left.addWidget(words())
    left.addWidget(buttons(theme), 1)
    middle.addWidget(fields(theme), 1)
    right.addWidget(controls(theme))
    empty = EmptyState(
        theme,
        "clapperboard",
        "No videos yet",
        "What you create appears here, newest first.",
        "Try an example",
    )
    right.addWidget(card("Empty", empty))
    right.addWidget(all_icons(theme), 1)
    return window


def picture(theme: Theme, path: Path, width: int, height: int) -> None:
    scroller = QScrollArea()
    scroller.setWidgetResizable(True)
    scroller.setWidget(sheet(theme))
    window = QMainWindow()
    window.setCentralWidget(scroller)
    window.resize(width, height)
    host = ToastHost(theme, window)
    window.show()
    QCoreApplication.processEvents()
    host.show_message("Saved to Videos/Seedance", "success", action="Show in folder")
    host.show_message(
        "The connection broke while sending. It may have been charged.", "warning", milliseconds=0
    )
    for _ in range(5):
        QCoreApplication.processEvents()
    window.grab().save(str(path))
    window.close()
    window.deleteLater()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv)
    theme = Theme(app)
    theme.apply()
    theme.set_motion(False)
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        theme.set_text_size(1.0)
        picture(theme, folder / f"gallery-{mode}.png", 1440, 1080)
    theme.set_text_size(1.5)
    picture(theme, folder / "gallery-150.png", 1800, 1500)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
