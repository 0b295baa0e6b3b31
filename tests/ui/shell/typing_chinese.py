"""A prompt in a window of its own, made as the program makes it; says what is written in it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from seedance_gui.ui.form.prompt.prompt_box import PromptBox
from seedance_gui.ui.kit.theme import Theme
from seedance_gui.ui.shell.application import reachable_input_method

with reachable_input_method():
    app = QApplication([])
theme = Theme(app)
prompt = PromptBox(theme, QAction(), QAction())
prompt.setWindowTitle("typing-chinese")
prompt.edited.connect(lambda text, _: print("written:", text, flush=True))
prompt.show()
app.exec()
