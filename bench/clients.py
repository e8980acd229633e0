"""The load generator: a process of its own, so many clients, so many seconds, loopback only.

    python -m bench.clients --port 8123 --office x --token-file t --clients 32 --seconds 5 --out f

Each client keeps one connection and sends its next filing when it has read the whole answer to
the last. One thread and raw sockets: what it costs is taken from what it measures. Writes every
201 as a line of JSON to `--out`, and prints its measurements as JSON.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import resource
import select
import socket
import sys
import time
from pathlib import Path
from typing import Any

PEOPLE = 200
_SERIAL = b"SerialOfFiling00"  # sixteen letters of base 64, twelve bytes of the file
_NAMES = ("Ana", "Luis", "María", "Jorge", "Carla", "Pedro", "Rosa", "Iván", "Elena", "Tomás")
_FAMILIES = ("Soto", "Rojas", "Díaz", "Pérez", "Muñoz", "Vera", "Lagos", "Núñez", "Araya", "Pinto")


class Client:
    """One connection and the filing it waits for."""

    __slots__ = ("began", "buffer", "need", "socket")

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray()
        self.need = 0
        self.began = 0.0

    def send(self, request: bytes) -> None:
        self.buffer.clear()
        self.need = 0
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Read what came; whether the answer is whole."""
        part = self.socket.recv(65536)
        if not part:
            raise SystemExit("the server closed a connection")
        self.buffer += part
        if not self.need:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return False
            head = bytes(self.buffer[:end]).lower()
            at = head.index(b"content-length:") + 15
            self.need = end + 4 + int(head[at:].split(b"\r\n", 1)[0])
        return len(self.buffer) >= self.need

    def answer(self) -> tuple[int, bytes]:
        status = int(self.buffer[9:12])
        return status, bytes(self.buffer[self.buffer.find(b"\r\n\r\n") + 4 :])


class Requests:
    """Ready-made requests of 200 people; the key, and some bytes of the attachment, are new each
    time: a file that is kept already would cost nothing."""

    def __init__(self, *, office: str, token: str, port: int, attachment: int) -> None:
        bodies = [_body(person, attachment) for person in range(PEOPLE)]
        self._bodies = [body.partition(_SERIAL) for body in bodies]
        self._head = (
            f"POST /api/v1/offices/{office}/filings HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        )
        self._run = os.urandom(6).hex()
        self._sent = 0

    def following(self) -> bytes:
        self._sent += 1
        before, serial, after = self._bodies[self._sent % PEOPLE]
        if serial:
            serial = f"{self._sent:0{len(serial)}}".encode()
        body = before + serial + after
        head = f"{self._head}Idempotency-Key: bench-{self._run}-{self._sent:08}\r\n"
        return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def _body(person: int, attachment: int) -> bytes:
    """About 1.5 KB of answers; an attachment is different for each person."""
    name = f"{_NAMES[person % 10]} {_FAMILIES[person // 10 % 10]} {_FAMILIES[person % 7]} {person}"
    answers: dict[str, Any] = {
        "information_wanted": (
            f"Pido los contratos de mantención de áreas verdes del sector {person}, con anexos, "
            "sus pagos y los informes de la inspección técnica de cada mes. " * 8
        ).strip(),
        "names": name,
        "address": {"street": f"Calle Larga {person}", "place": "Puerto Claro"},
        "has_representative": False,
        "delivery_format": "digital",
        "delivery_medium": "email",
        "notices_by_email": True,
        "email": f"persona{person}@correo.example",
        "signature": True,
    }
    sent: dict[str, Any] = {"procedure": "acceso-informacion", "answers": answers}
    if attachment:
        begin, rest = b"%PDF-1.7\n%??", os.urandom(attachment - 24)
        content = base64.b64encode(begin) + _SERIAL + base64.b64encode(rest)
        file = {"name": "plano.pdf", "content": content.decode()}
        sent["files"] = {"attachment": [file]}
    return json.dumps(sent, ensure_ascii=False).encode()


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Send for so many seconds; then wait for what is under way."""
    requests = Requests(
        office=options.office,
        token=options.token_file.read_text().strip(),
        port=options.port,
        attachment=options.attachment,
    )
    poll = select.epoll()
    clients = {}
    for _ in range(options.clients):
        client = Client(options.port)
        clients[client.socket.fileno()] = client
        poll.register(client.socket.fileno(), select.EPOLLIN)
    waits: list[float] = []
    answers: list[bytes] = []
    refused: dict[int, int] = {}
    began = time.perf_counter()
    end = began + options.seconds
    for client in clients.values():
        client.send(requests.following())
    busy = len(clients)
    while busy:
        for number, _event in poll.poll(30):
            client = clients[number]
            if not client.receive():
                continue
            now = time.perf_counter()
            waits.append(now - client.began)
            status, body = client.answer()
            if status == 201:
                answers.append(body)
            else:
                refused[status] = refused.get(status, 0) + 1
            if now < end and len(waits) < options.most:
                client.send(requests.following())
            else:
                busy -= 1
    elapsed = time.perf_counter() - began
    with options.out.open("ab") as file:
        file.writelines(body + b"\n" for body in answers)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "filed": len(answers),
        "refused": refused,
        "seconds": elapsed,
        "waits": sorted(waits),
        "cpu": usage.ru_utime + usage.ru_stime,
        "body": len(_body(0, options.attachment)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--office", required=True)
    parser.add_argument("--token-file", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--most", type=int, default=500_000)
    parser.add_argument("--attachment", type=int, default=0, help="bytes")
    parser.add_argument("--out", type=Path, required=True)
    json.dump(run(parser.parse_args()), sys.stdout)


if __name__ == "__main__":
    main()
