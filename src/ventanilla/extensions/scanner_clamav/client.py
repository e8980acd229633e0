"""A client of clamd's INSTREAM command: the whole protocol that is needed.

Source: clamd(8): `zINSTREAM\\0`, then chunks (length in 4 bytes, network order), a chunk of
length 0, then one answer ended by NUL: `stream: OK` or `stream: <name> FOUND`.
"""

from __future__ import annotations

import socket

from ventanilla.domains.documents.ports import ScannerDown, Verdict

_CHUNK = 1 << 16


class ClamAvScanner:
    """Asks the clamd at `address`: `host:port`, or the path of its socket."""

    immediate = False

    def __init__(self, address: str, *, seconds: float = 20.0) -> None:
        self.address = address
        self.seconds = seconds

    def scan(self, content: bytes) -> Verdict:
        """clamd's verdict. Raises `ScannerDown` for anything that is not one."""
        try:
            with self._connect() as connection:
                connection.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), _CHUNK):
                    chunk = content[start : start + _CHUNK]
                    connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
                connection.sendall(bytes(4))
                answer = _read_answer(connection)
        except OSError as error:
            raise ScannerDown(f"clamd did not answer: {type(error).__name__}") from error
        return _verdict(answer)

    def _connect(self) -> socket.socket:
        if "/" in self.address:
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(self.seconds)
            connection.connect(self.address)
            return connection
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=self.seconds)


def _read_answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096:
        part = connection.recv(1024)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(answer: str) -> Verdict:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Verdict(clean=True)
    if said.endswith(" FOUND"):
        return Verdict(clean=False, name=said.removesuffix(" FOUND"))
    raise ScannerDown("clamd answered out of its protocol")
