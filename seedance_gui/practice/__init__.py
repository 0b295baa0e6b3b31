"""A stand-in of the service on this computer, to practise with: same wire protocol, loopback only, free.

``python -m seedance_gui.practice`` runs it by itself. The order in which a request travels::

    server (HTTP) -> service (what is answered) -> shelf (what is kept) -> studio (draws) -> film
                     behaviours, stages, account, replies                   asked, card, colours, sound

Words in square brackets in a prompt make it behave badly on purpose: see ``behaviours``.
"""
