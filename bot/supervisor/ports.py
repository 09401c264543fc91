"""Finds out whether an address can be listened on, before anything is started."""

from __future__ import annotations

import errno
import socket

from bot.errors import SettingsError


def check_port_is_free(host: str, port: int, variable: str, purpose: str) -> None:
    """Tries to listen once.

    Args:
        host: Interface.
        port: TCP port.
        variable: The setting that changes it, for the error.
        purpose: Who wants it, for the error.

    Raises:
        SettingsError: Another program listens there, or the interface is not ours.
    """
    try:
        address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(address[0], socket.SOCK_STREAM) as listener:
            # As the servers do: a port in TIME_WAIT is free.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address[4])
            listener.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            found = "another program listens there"
            todo = f"stop it, or choose another port with {variable}=…"
        else:
            found = f"the system refused ({error.strerror or error})"
            todo = f"choose another address with {variable}=… (and BOT_HOST=…)"
        raise SettingsError(
            f"Expected port {port} of {host} to be free for {purpose}, but {found}. "
            f"Please {todo}."
        ) from error


def find_free_port() -> int:
    """A port of the loopback interface that nobody listens on right now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
