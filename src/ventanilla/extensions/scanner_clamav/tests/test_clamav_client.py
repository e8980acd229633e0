"""The INSTREAM client against a small clamd of our own on a socket."""

import socket
import threading

import pytest

from ventanilla.domains.documents.ports import ScannerDown
from ventanilla.extensions.scanner_clamav.client import ClamAvScanner


class SmallClamd(threading.Thread):
    """Answers one connection as clamd does, and remembers what it was sent."""

    def __init__(self, answer):
        super().__init__(daemon=True)
        self.answer = answer
        self.received = b""
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.start()

    def run(self):
        connection, _ = self.listener.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while length := int.from_bytes(stream.read(4), "big"):
                self.received += stream.read(length)
            if self.answer is not None:
                connection.sendall(self.answer)
        self.listener.close()


def test_a_clean_file_is_clean_and_arrives_whole():
    clamd = SmallClamd(b"stream: OK\0")
    content = bytes(range(256)) * 1000
    assert ClamAvScanner(clamd.address).scan(content).clean
    assert clamd.received == content


def test_harm_is_named():
    clamd = SmallClamd(b"stream: Eicar-Test-Signature FOUND\0")
    verdict = ClamAvScanner(clamd.address).scan(b"x")
    assert (verdict.clean, verdict.name) == (False, "Eicar-Test-Signature")


@pytest.mark.parametrize("answer", [b"INSTREAM size limit. ERROR\0", b"", None, b"?" * 9000])
def test_any_other_answer_is_no_verdict(answer):
    with pytest.raises(ScannerDown):
        ClamAvScanner(SmallClamd(answer).address).scan(b"x")


def test_nobody_listening_is_no_verdict():
    with pytest.raises(ScannerDown):
        ClamAvScanner("127.0.0.1:1", seconds=1).scan(b"x")
    with pytest.raises(ScannerDown):
        ClamAvScanner("/nonexistent/clamd.sock", seconds=1).scan(b"x")
