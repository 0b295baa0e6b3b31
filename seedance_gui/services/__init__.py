"""Asynchronous input and output without Qt."""
