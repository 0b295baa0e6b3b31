"""Prices and limits in the settings: per billing model, as the window writes numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from seedance_gui.domain.cost_estimate import Currency, Money, Price, Source
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.platform import resources
from seedance_gui.services.store.settings import KeptSettings
from seedance_gui.ui.form.price_dialog import PriceDialog
from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.kit.select import Select
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.shell.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))
OLD = Price(3, Currency.COINS, Source.ENTERED)


def test_prices_and_limits_are_entered_kept_and_taken_back(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    kept = KeptSettings(lambda: None, lambda _: None)
    # The price of a model that there is no more stays, and is in nobody's way.
    kept.change(money=Money({"seedance1.0-old": OLD}))
    below = QWidget()
    below.resize(1000, 800)
    qtbot.addWidget(below)
    dialog = SettingsDialog(theme, Words(), kept.value, RULES, videos=tmp_path, session=None, parent=below)
    dialog.changed.connect(lambda values: kept.change(**values))
    dialog.show()
    day = dialog.findChild(QLineEdit, "one_day")
    assert isinstance(day, QLineEdit)
    QTest.keyClicks(day, "12.5x")
    assert kept.value.money.one_day == 12.5
    fault = "Enter a number above 0, such as 0.35, or nothing."
    assert day.accessibleDescription() == fault
    assert fault in [each.line.text for each in dialog.findChildren(Note) if each.isVisible()]
    done = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Done")
    for wrong in ("12.5x", "0", "-1"):
        day.setText(wrong)
        done.click()
        assert dialog.isVisible(), "nobody is to believe that this limit stands"
    day.setText("12.5")
    assert fault not in [each.line.text for each in dialog.findChildren(Note) if each.isVisible()]
    models = dialog.findChild(Select, "priced_model")
    assert isinstance(models, Select)
    assert models.value() == "seedance2.0-std"
    models.set_value("seedance2.0-mini-1080p-video")
    enter = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Enter…")
    for typed, price in (("0.4", Price(0.4, Currency.COINS, Source.ENTERED)), ("", None)):
        enter.click()
        asked = dialog.findChild(PriceDialog)
        assert isinstance(asked, PriceDialog)
        assert asked.field.accessibleName() == "One second of seedance2.0-mini-1080p-video"
        asked.field.setText("a lot")
        assert not asked.save.isEnabled()
        asked.field.setText(typed)
        asked.save.click()
        assert kept.value.money.prices.get("seedance2.0-mini-1080p-video") == price
        assert models.currentText() == "seedance2.0-mini-1080p-video" + (": 0.4 coins" if price else "")
        qtbot.waitUntil(lambda: not dialog.findChildren(PriceDialog))
    assert kept.value.money == Money({"seedance1.0-old": OLD}, one_day=12.5)
    done.click()
    assert not dialog.isVisible()
