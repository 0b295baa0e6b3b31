"""The settings of money: the price of each billing model, and the limits beyond which Create asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_gui.domain.cost_estimate import Billed, Currency, Estimate, billing_models
from seedance_gui.ui.form.price_dialog import AmountField, PriceDialog, currency_choice
from seedance_gui.ui.kit.amounts import amount_words, coin_unit
from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.note import Note, NoteLine
from seedance_gui.ui.kit.parts import button, label
from seedance_gui.ui.kit.select import Select
from seedance_gui.ui.kit.spacing import set_spacing

if TYPE_CHECKING:
    from seedance_gui.domain.cost_estimate import Money
    from seedance_gui.domain.rules import Rules
    from seedance_gui.ui.kit.theme import Theme


class MoneySettings(QObject):
    """The rows of the section; ``changed`` carries the money as it now is. ``website`` has the prices."""

    changed = Signal(object)

    def __init__(
        self, theme: Theme, rules: Rules, money: Money, *, practice: bool, website: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme, self._window = theme, parent
        self._money, self._practice, self._website = money, practice, website
        self._billed = {billed.model: billed for billed in billing_models(rules)}
        self._models = Select(theme, self.tr("Price of"))
        self._models.setObjectName("priced_model")
        self._say_prices()
        priced = [model for model in money.prices if model in self._billed]
        self._models.set_value(priced[-1] if priced else next(iter(self._billed)))
        self._video = self._limit(self.tr("Limit for a video"), money.one_video, "one_video")
        self._day = self._limit(self.tr("Limit for a day"), money.one_day, "one_day")
        self.rows = [
            (self.tr("Price of"), self._beside(self._models, button(self.tr("Enter…"), self._enter))),
            (self.tr("Limit for a video"), self._noted(self._video)),
            (self.tr("Limit for a day"), self._noted(self._day)),
        ]
        if not practice:
            currency = currency_choice(theme, money.currency)
            currency.value_changed.connect(lambda value: self._change(currency=Currency(value)))
            self.rows.append((self.tr("Limits are in"), currency))

    def _limit(self, name: str, amount: float, setting: str) -> AmountField:
        field = AmountField(name, amount)
        field.setObjectName(setting)
        field.setPlaceholderText(self.tr("No limit (with one, Create asks first)"))

        def typed() -> None:
            if (found := field.amount) is not None:
                self._change(**{setting: found})

        field.textEdited.connect(typed)
        return field

    def _noted(self, field: AmountField) -> QWidget:
        """Return a limit's field, what is wrong with it below."""
        place, note = QWidget(), Note(self._theme, NoteLine("problem", field.fault))
        column = QVBoxLayout(place)
        set_spacing(self._theme, column, 6, 0)
        unit = label(coin_unit(practice=True), "secondary")
        column.addWidget(self._beside(field, unit) if self._practice else field)
        column.addWidget(note)
        note.hide()

        def typed() -> None:
            note.set_line(NoteLine("problem", field.fault))
            note.setVisible(bool(field.fault))

        field.textChanged.connect(typed)
        return place

    def _beside(self, first: QWidget, second: QWidget) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        set_spacing(self._theme, line, 8, 0)
        line.addWidget(first, 1)
        line.addWidget(second)
        return row

    def _change(self, **values: object) -> None:
        self._money = replace(self._money, **values)  # type: ignore[arg-type] # each of its own type
        self.changed.emit(self._money)

    def _say_prices(self) -> None:
        choices = []
        for model in self._billed:
            price = self._money.prices.get(model)
            words = (
                "" if price is None else amount_words(price.amount, price.currency, practice=self._practice)
            )
            choices.append(
                Choice(
                    model, self.tr("{model}: {price}").format(model=model, price=words) if words else model
                )
            )
        self._models.set_choices(choices)

    def _enter(self) -> None:
        billed: Billed = self._billed[self._models.value()]
        dialog = PriceDialog(
            self._theme,
            self._window,
            self._money,
            Estimate(billed),
            practice=self._practice,
            website=self._website,
        )
        dialog.accepted.connect(lambda: self._entered(dialog.money))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _entered(self, money: Money) -> None:
        self._change(prices=money.prices)
        self._say_prices()
