"""What newer Pythons have and 3.11 lacks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if sys.version_info >= (3, 12):
    from typing import override
elif TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):  # noqa: ANN001, ANN201
        """Mark a method that replaces its base's (checked by mypy)."""
        return method


__all__ = ["override"]
