"""Seedance: a desktop program that makes videos with Seedance 2.0.

The order in which data travels is the order in which the code reads::

    rules of the routes   resources/routes.toml, read by domain.rules_file into domain.rules
    -> draft              what a person entered: domain.draft; what the form shows of it: domain.form
    -> request            domain.checks, then domain.request
    -> task               domain.task; kept by services.tasks.repository, sent by services.tasks.submitter
    -> poll               services.tasks.poller
    -> file on disk       services.files.downloads
    -> list               ui.tasks
    -> player             ui.player

``domain`` is pure Python. ``services`` does asynchronous input and output without Qt. ``practice`` is a
stand-in of the service on loopback. ``ui`` is everything Qt. ``app`` builds all of it and runs the loop.
Imports run ``app -> ui -> services -> domain`` and a test holds that.
"""

__version__ = "0.2.0"
