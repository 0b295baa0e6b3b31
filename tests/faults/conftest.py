"""The same real parts as in the tests of the services."""

from __future__ import annotations

from tests.services.accounts.conftest import another, service, world
from tests.services.conftest import film, rules, server, stage

__all__ = ["another", "film", "rules", "server", "service", "stage", "world"]
