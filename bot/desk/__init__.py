"""The rules of the desk, without a clock, a store or a server."""
