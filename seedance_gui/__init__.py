"""Seedance: a desktop program that makes videos with Seedance 2.0.

The order in which data travels is the order in which the code reads::

    rules of the routes -> draft -> request -> task -> poll -> file on disk -> list -> player
    domain.rules     domain.draft  domain.request  domain.task
                     domain.form                   services.submitter
                                                              services.poller
                                                                      services.downloads
                                                                                    ui.tasks
                                                                                            ui.player

``domain`` is pure Python. ``services`` does asynchronous input and output without Qt. ``practice`` is a
stand-in of the service on loopback. ``ui`` is everything Qt. ``app`` builds all of it and runs the loop.
Imports run ``app -> ui -> services -> domain`` and a test holds that.
"""

__version__ = "0.1.0"
