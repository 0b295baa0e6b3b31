"""Opens the window on the one screen of this process and says where it stands: ``… FOLDER``."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.theme import Theme
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.shell.main_window import MainWindow
from seedance_gui.ui.shell.work_page import WorkPage

app = QApplication([])
theme = Theme(app)
rules = load_rules(resources.read_text("routes.toml"))
folder = Path(sys.argv[1])


def opened(text_size: float, geometry: bytes) -> MainWindow:
    theme.set_text_size(text_size)
    theme.apply()

    def work() -> WorkPage:
        return WorkPage(
            theme,
            rules,
            Words(),
            play_settings=PlaySettings(muted=True),
            paste_folder=folder,
            poster_of=lambda _: None,
            media=MediaWorker(folder / "undecodable"),
        )

    window = MainWindow(theme, Words(), lambda: None, work)  # type: ignore[arg-type, return-value] # no first page
    window.restore_layout(geometry, b"")
    window.show_page(window.work)
    window.show()
    for _ in range(8):
        app.processEvents()
    return window


windows = [wide := opened(1.0, b"")]
wide.setGeometry(QRect(300, 200, 2500, 1300))
app.processEvents()
saved = bytes(wide.saveGeometry().data())
for geometry in (b"", saved):
    for text_size in (1.0, 2.0):
        window = opened(text_size, geometry)
        create = window.work.form.bar.button
        corner = create.mapTo(window, create.rect().bottomRight() + QPoint(1, 1))
        told = {"create": corner.toTuple(), "window": window.geometry().getRect(), "restored": bool(geometry)}
        print(json.dumps(told), flush=True)
        windows.append(window)
os._exit(0)  # widgets that outlive their application would crash the interpreter
