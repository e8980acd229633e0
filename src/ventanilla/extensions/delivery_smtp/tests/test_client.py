"""The SMTP client against a small server of our own on a socket."""

from __future__ import annotations

import socket
import threading
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import pytest

from ventanilla.domains.parties.ports import DeliveryDown, Message
from ventanilla.extensions.delivery_smtp.client import SmtpDelivery

MESSAGE = Message(
    kind="email",
    to="ana@example.org",
    subject="Código para presentar",
    text="Su código es 123456.",
    office="puerto-claro",
    sent_at=datetime(2026, 11, 28, 12, tzinfo=UTC),
)


class SmallServer(threading.Thread):
    """One conversation of RFC 5321; `refuse` names the command that it does not take."""

    def __init__(self, refuse: str = "") -> None:
        super().__init__(daemon=True)
        self.refuse, self.mail = refuse, b""
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.start()

    def run(self) -> None:
        connection, _ = self.listener.accept()
        with connection, connection.makefile("rwb") as stream:

            def say(text: str) -> None:
                stream.write(text.encode() + b"\r\n")
                stream.flush()

            say("220 small")
            while line := stream.readline():
                verb = line.split()[0].decode().upper()
                if verb == self.refuse:
                    say("550 no")
                elif verb == "DATA":
                    say("354 go on")
                    while (part := stream.readline()) != b".\r\n":
                        self.mail += part
                    say("250 taken")
                else:
                    say("221 bye" if verb == "QUIT" else "250 ok")


@pytest.fixture(autouse=True)
def _sender(settings: Any) -> None:
    settings.DELIVERY_SENDER, settings.DELIVERY_PASSWORD = "Sede <no@sede.example>", ""


def test_a_message_arrives_whole() -> None:
    server = SmallServer()
    SmtpDelivery(f"smtp+plain://{server.address}").send(MESSAGE)
    server.join(5)
    mail = message_from_bytes(server.mail, policy=policy.default)
    assert (mail["To"], mail["Subject"]) == ("ana@example.org", "Código para presentar")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().strip() == MESSAGE.text


@pytest.mark.parametrize("refuse", ["MAIL", "RCPT", "DATA"])
def test_a_message_that_is_not_taken_is_said(refuse: str) -> None:
    with pytest.raises(DeliveryDown):
        SmtpDelivery(f"smtp+plain://{SmallServer(refuse).address}").send(MESSAGE)


def test_a_server_without_encryption_gets_nothing() -> None:
    server = SmallServer()
    with pytest.raises(DeliveryDown):
        SmtpDelivery(f"smtp://{server.address}").send(MESSAGE)
    assert server.mail == b""


def test_a_server_that_is_gone_or_silent_is_said_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(DeliveryDown):
            SmtpDelivery(f"smtp+plain://127.0.0.1:{port}", seconds=0.2).send(MESSAGE)
    with pytest.raises(DeliveryDown):
        SmtpDelivery(f"smtp+plain://127.0.0.1:{port}").send(MESSAGE)
