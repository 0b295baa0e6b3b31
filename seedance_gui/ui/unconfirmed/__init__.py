"""An order that nobody confirmed: the card in place of its video, and its words."""
