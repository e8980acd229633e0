"""A message by e-mail, with the standard library's SMTP client (RFC 5321, 3207, 8314)."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

from django.conf import settings

from ventanilla.domains.parties.ports import DeliveryDown, Message

SECONDS = 8.0
_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


class SmtpDelivery:
    """Sends through the server of an address `smtp://user@host:port`."""

    kinds = frozenset({"email"})

    def __init__(self, address: str, *, seconds: float = SECONDS) -> None:
        parts = urlsplit(address)
        self.scheme = parts.scheme
        self.host = parts.hostname or "127.0.0.1"
        self.port = parts.port or _PORTS[parts.scheme]
        self.user = unquote(parts.username or "")
        self.seconds = seconds

    def send(self, message: Message) -> None:
        """One connection per message. Raises `DeliveryDown` for anything but its acceptance."""
        try:
            with self._connect() as server:
                if self.user:
                    server.login(self.user, settings.DELIVERY_PASSWORD)
                server.send_message(_mail(message, sender=settings.DELIVERY_SENDER))
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise DeliveryDown(f"not taken: {type(error).__name__}") from error

    def shown(self, office: str) -> Sequence[Message] | None:
        """Messages go out and are kept nowhere."""
        return None

    def _connect(self) -> smtplib.SMTP:
        if self.scheme == "smtps":
            return smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.seconds, context=ssl.create_default_context()
            )
        server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        if self.scheme == "smtp":
            try:
                server.starttls(context=ssl.create_default_context())
            except BaseException:
                server.close()
                raise
        return server


def _mail(message: Message, *, sender: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, message.to, message.subject
    mail["Date"] = format_datetime(message.sent_at)
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">") or "localhost")
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers, please
    mail.set_content(message.text)
    return mail
