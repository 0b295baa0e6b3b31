"""The service on the wire: HTTP, the calls, what their replies and errors mean."""
