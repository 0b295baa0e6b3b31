"""Asks for the price of a unit, as the service's console tells it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from seedance_gui.domain.cost_estimate import MOST, Currency, Price, Source
from seedance_gui.ui.kit.amounts import coin_unit, number_in, number_words
from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.parts import answers, button, label
from seedance_gui.ui.kit.segmented import SegmentedControl
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.shell import desktop

if TYPE_CHECKING:
    from seedance_gui.domain.cost_estimate import Estimate, Money
    from seedance_gui.ui.kit.theme import Theme


class AmountField(QLineEdit):
    """An amount as this window writes numbers. Empty: none."""

    def __init__(self, name: str, amount: float = 0.0) -> None:
        super().__init__(number_words(amount, 6) if amount else "")
        self.setAccessibleName(name)
        self.setMaxLength(20)
        self.textChanged.connect(self._typed)

    @property
    def fault(self) -> str:
        """What is wrong with what was typed, empty for nothing."""
        if self.amount is not None:
            return ""
        words = QCoreApplication.translate("Money", "Enter a number above 0, such as {example}, or nothing.")
        return words.format(example=number_words(0.35))

    def _typed(self) -> None:
        set_look(self, problem=bool(self.fault))
        self.setToolTip(self.fault)
        self.setAccessibleDescription(self.fault)

    @property
    def amount(self) -> float | None:
        """The amount, 0 where nothing was typed; None for what can't be one."""
        if not self.text().strip():
            return 0.0
        found = number_in(self.text())
        return found if found is not None and 0 < found <= MOST else None


def currency_choice(theme: Theme, value: Currency) -> SegmentedControl:
    """Return the choice between yuan and coins."""
    translate = QCoreApplication.translate
    choices = (
        Choice(Currency.YUAN, translate("Money", "Yuan")),
        Choice(Currency.COINS, translate("Money", "Coins")),
    )
    control = SegmentedControl(theme, translate("Money", "Currency"), choices)
    control.set_value(value)
    return control


class PriceDialog(QDialog):
    """Accepted, ``money`` has the price that was entered, or has it no more."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        money: Money,
        estimate: Estimate,
        *,
        practice: bool,
        website: str,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("price_dialog")
        self.money = money
        self._billed = billed = estimate.billed
        known = money.prices.get(billed.model)
        self.setWindowTitle(self.tr("Price"))
        column = QVBoxLayout(self)
        set_spacing(theme, column, 12, 20)
        by_second = billed.seconds is not None
        name = self.tr("One second of {model}") if by_second else self.tr("One video of {model}")
        heading = label(name.format(model=billed.model), "strong", wraps=True)
        column.addWidget(heading)
        self.field = AmountField(heading.text(), known.amount if known else 0.0)
        self.field.setObjectName("unit_price")
        self.field.setPlaceholderText(self.tr("Not known"))
        line = QHBoxLayout()
        set_spacing(theme, line, 8)
        line.addWidget(self.field, 1)
        self.currency: SegmentedControl | None = None
        if practice:
            line.addWidget(label(coin_unit(practice=True)))
            price = estimate.price
            hint = self.tr("Practice has prices of its own, so that you can try this.")
            if price is not None and price.source is not Source.ENTERED:
                self.field.setPlaceholderText(number_words(price.amount, 6))
        else:
            last = known or next(reversed(money.prices.values()), None)
            self.currency = currency_choice(theme, last.currency if last else money.currency)
            line.addWidget(self.currency)
            hint = self.tr(
                "The service's console shows it under “{model}”, in yuan. What stays can be told only of a "
                "price in coins, as the balance is in coins."
            ).format(model=billed.model)
        column.addLayout(line)
        note = label(hint, "caption", wraps=True)
        column.addWidget(note)
        self.save = QPushButton(self.tr("Save"))
        self.save.clicked.connect(self._save)
        foot = QHBoxLayout()
        if website and not practice:
            words = self.tr("Open the service's website")
            foot.addWidget(button(words, lambda: desktop.open_link(website), variant="link"))
        foot.addLayout(answers(theme, self, self.save), 1)
        column.addLayout(foot)
        self.field.textChanged.connect(self._typed)
        self._typed()
        self.setMinimumWidth(theme.px(420))
        self.field.selectAll()
        self.field.setFocus()

    def _typed(self) -> None:
        self.save.setEnabled(not self.field.fault)
        self.save.setToolTip(self.field.fault)
        self.save.setAccessibleDescription(self.field.fault)

    def _save(self) -> None:
        prices, amount = dict(self.money.prices), self.field.amount
        prices.pop(self._billed.model, None)
        if amount:
            currency = Currency(self.currency.value()) if self.currency is not None else Currency.COINS
            prices[self._billed.model] = Price(amount, currency, Source.ENTERED)
        self.money = replace(self.money, prices=prices)
        self.accept()
