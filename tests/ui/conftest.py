"""What every test of the screen needs: a display of its own, the theme, and a clean end."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING
from weakref import WeakSet

# Before Qt is asked for a display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from seedance_gui.app import make_loop
from seedance_gui.ui.kit.theme import Theme

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator, Mapping


def _qt_loop() -> asyncio.AbstractEventLoop:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return make_loop(app)


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run the coroutines of these tests on Qt's own loop, as the program does."""
    return {"qt": _qt_loop}


@pytest.fixture(scope="session")
def _session_theme(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    theme.apply()
    return theme


@pytest.fixture
def theme(_session_theme: Theme) -> Iterator[Theme]:
    """Give the theme, light, at 100 % and without movement; what a test changed is put back."""
    _session_theme.set_mode("light")
    _session_theme.set_motion(False)
    yield _session_theme
    _session_theme.set_mode("light")
    _session_theme.set_text_size(1.0)
    _session_theme.set_motion(False)


@pytest.fixture(autouse=True)
def _clean_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """Delete each window a test left, while the interpreter is sound; a timer that still runs is a fault.

    WORKAROUND for https://github.com/pytest-dev/pytest-qt/issues/498: widgets that outlive teardown crash.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    # QTest leaves the keys held that were part of its last click, and lists select by them.
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(QWidget(), Qt.Key.Key_F35)
    before = {id(timer) for timer in _running_timers()}
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()
    leaked = [timer for timer in _running_timers() if id(timer) not in before]
    # What is left stays: neither the next test's collection nor its look for timers goes through it again.
    _left.update(_new_timers())
    gc.freeze()
    for timer in leaked:
        timer.stop()
    assert not leaked, f"timers still run after the test: {[timer.parent() for timer in leaked]}"


_left = WeakSet[QTimer]()
"""Timers that outlived a test."""


def _new_timers() -> list[QTimer]:
    # By type(): isinstance() asks each object of the interpreter for its __class__, which some compute.
    return [thing for thing in gc.get_objects() if issubclass(type(thing), QTimer)]


def _running_timers() -> list[QTimer]:
    return [timer for timer in (*_new_timers(), *_left) if isValid(timer) and timer.isActive()]
