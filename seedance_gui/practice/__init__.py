"""A stand-in of the service on this computer, to practise with: same wire protocol, loopback only, free.

``python -m seedance_gui.practice`` runs it by itself. The order in which a request travels::

    server (HTTP) -> service (what is answered) -> storage -> render_queue -> renderer
                     fault_injection, timeline,               render_spec, overlay,
                     account, responses, uploads              backdrop, thumbnails, sound

Words in square brackets in a prompt make it misbehave on purpose: see ``fault_injection``.
"""
