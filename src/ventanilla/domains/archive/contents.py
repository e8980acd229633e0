"""What the file of a case holds for a reader, in order, and what is left out of it and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ventanilla.domains.archive.rules.entry_names import entry_name
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.documents import api as documents
from ventanilla.domains.notices import api as notices
from ventanilla.domains.register import api as register
from ventanilla.kernel.errors import Problem

#: What a person is told of an act: what their case page shows. All else of it stays in the office.
_TOLD = frozenset(
    {
        *("act", "act_kind", "answers", "basis", "before", "calendar_now", "decision", "documents"),
        *("effect", "fields", "how", "law", "means", "moved", "norm", "now", "of", "on", "outcome"),
        *("question", "reasons", "remedy", "replies", "sense", "text", "told", "from", "to"),
    }
)
_OF_OTHERS = frozenset({casefiles.ActKind.SPEAK})
Words = Callable[[casefiles.ActView], Iterable[str]]


class Reader(StrEnum):
    """For whom a file is made: its party, or whoever handles it in the office."""

    PARTY = "party"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One foliated file: `path` inside the ZIP, `size` in bytes, `sha256` in hexadecimal.

    `chunks` gives its bytes. `seq` is the act's to which it belongs; `number` its register number.
    """

    folio: int
    kind: str  # act, answers, document, notice, receipt
    title: str
    at: datetime
    who: str
    seq: int
    path: str
    media_type: str
    size: int
    sha256: str
    chunks: Callable[[], Iterable[bytes]]
    number: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What has its folio and is not in the ZIP: `why` for people, `reason` for machines."""

    folio: int
    title: str
    at: datetime
    seq: int
    reason: str  # sealed, draft, of-others, quarantined, damaged, erased
    why: str
    sha256: str = ""


@dataclass(slots=True)
class Contents:
    """The items by folio, and what has a folio and is not there."""

    items: list[Item] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def by_folio(self) -> list[Item | LeftOut]:
        """What is there and what is not, in order."""
        return sorted([*self.items, *self.left_out], key=lambda one: one.folio)

    @property
    def next_folio(self) -> int:
        return len(self.items) + len(self.left_out) + 1


def contents(now: casefiles.CaseNow, *, reader: Reader, words: Words) -> Contents:
    """What `reader` may have of the case, act by act: the act, its documents, its receipts, its
    notice with the evidence. `words` tells an act in the reader's language."""
    made = _Making(now, reader, words)
    for act in now.view.acts:
        made.add_act(act)
    return made.found


class _Making:
    """The contents while they grow: each addition takes the next folio."""

    def __init__(self, now: casefiles.CaseNow, reader: Reader, words: Words) -> None:
        self.now, self.reader, self.words = now, reader, words
        self.found = Contents()
        self._hidden = {} if reader is Reader.STAFF else now.withheld
        self._notices = {n.item: n for n in notices.notices_of_matter(now.view.id)}
        self._events = notices.events_of_matter(now.view.id)

    def add_act(self, act: casefiles.ActView) -> None:
        why = self._hidden.get(act.seq, "")
        if why:
            self._leave_out(act.seq, _hidden_title(why), act.at, why)
        else:
            self._add_told(act)
        if act.seq in self._notices:
            self._add_notice(act.seq, self._notices[act.seq])

    def _add_told(self, act: casefiles.ActView) -> None:
        title = str(act.kind.label)
        self._add_text(
            act,
            kind="act",
            title=title,
            name=f"{act.kind.value}.json",
            value=self._told(act),
            lines=tuple(self.words(act)),
        )
        held = list(act.documents)
        if act.kind == casefiles.ActKind.LODGE:
            self._add_text(
                act,
                kind="answers",
                title=_("Respuestas del formulario"),
                name="answers.json",
                value=_answers(self.now.view),
            )
            held = [filed.document for filed in self.now.view.documents]
        for document in held:
            self._add_document(act, document)
        entry_id = act.entry_id
        if act.kind == casefiles.ActKind.LODGE:
            entry_id = self.now.view.entry_id
        if entry_id:
            self._add_receipt(act, entry_id)

    def _told(self, act: casefiles.ActView) -> dict[str, Any]:
        content: Mapping[str, Any] = act.content
        if self.reader is Reader.PARTY:
            content = {key: value for key, value in content.items() if key in _TOLD}
        return {
            "seq": act.seq,
            "kind": act.kind.value,
            "at": self._moment(act.at),
            "by": self.now.actor_of(act.seq).value,
            "number": self._number(act),
            "content": content,
        }

    def _number(self, act: casefiles.ActView) -> str:
        filed = act.kind == casefiles.ActKind.LODGE
        return self.now.view.label if filed else act.number

    def _who(self, act: casefiles.ActView) -> str:
        actor = self.now.actor_of(act.seq)
        if actor == casefiles.Actor.PARTY:
            return self.now.view.applicant.name or str(actor.label)
        if act.by_post is None:
            return str(actor.label)
        return f"{actor.label}, {self.now.view.unit_name}"

    def _add_text(
        self,
        act: casefiles.ActView,
        *,
        kind: str,
        title: str,
        name: str,
        value: Any,
        lines: tuple[str, ...] = (),
    ) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str)
        folder = {"notice": "notices"}.get(kind, "acts")
        self._add(act, kind, title, (folder, name, "application/json"), text.encode(), lines)

    def _add(
        self,
        act: casefiles.ActView,
        kind: str,
        title: str,
        place: tuple[str, str, str],
        data: bytes,
        lines: tuple[str, ...] = (),
    ) -> None:
        folder, name, media_type = place
        folio = self.found.next_folio
        self.found.items.append(
            Item(
                folio=folio,
                kind=kind,
                title=title,
                at=act.at,
                who=self._who(act),
                seq=act.seq,
                path=entry_name(folder, folio, name),
                media_type=media_type,
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
                chunks=lambda: (data,),
                number=self._number(act),
                lines=lines,
            )
        )

    def _add_document(self, act: casefiles.ActView, document: documents.Document) -> None:
        digest = bytes(document.sha256).hex()
        if self.reader is Reader.PARTY and act.kind in _OF_OTHERS:
            self._leave_out(act.seq, _("Documento de otra persona"), act.at, "of-others")
            return
        reason = documents.why_closed(document)
        if reason:
            self._leave_out(act.seq, document.name, act.at, reason, digest)
            return
        folio = self.found.next_folio
        self.found.items.append(
            Item(
                folio=folio,
                kind="document",
                title=document.name,
                at=act.at,
                who=self._who(act),
                seq=act.seq,
                path=entry_name("documents", folio, document.name),
                media_type=document.media_type,
                size=document.size,
                sha256=digest,
                chunks=lambda: documents.content_chunks(document),
            )
        )

    def _add_receipt(self, act: casefiles.ActView, entry_id: UUID) -> None:
        number, title = self._number(act), _("Comprobante de registro")
        try:
            receipt = register.receipt(entry_id)
        except Problem as problem:  # erased by right, or a copy that signs nothing new
            self._leave_out(act.seq, title, act.at, "no-receipt", why=str(problem.cause))
            return
        stem = number.replace("/", "-") or str(entry_id)
        proof = receipt.best.encode()
        self._add(act, "receipt", title, ("receipts", f"{stem}.tlog-proof", "text/plain"), proof)
        value = {"number": number, "entry_id": str(entry_id), "stage": receipt.stage}
        told = json.dumps({**value, "receipt": receipt.best}, ensure_ascii=False, indent=2)
        place = ("receipts", f"{stem}.json", "application/json")
        self._add(act, "receipt", title, place, told.encode())

    def _add_notice(self, seq: int, notice: notices.Notice) -> None:
        act = next(one for one in self.now.view.acts if one.seq == seq)
        events = [
            {"kind": event.kind, "at": self._moment(event.at), "evidence": event.evidence}
            for event in self._events.get(notice.id, ())
        ]
        value = {
            "act": seq,
            "means": notice.means,
            "standing": notice.standing,
            "placed_at": self._moment(notice.placed_at),
            "expires_on": notice.expires_on,
            "effect_on": notice.effect_on,
            "effect_by": notice.effect_by,
            "events": events,
        }
        title = _("Notificación y su constancia")
        self._add_text(act, kind="notice", title=title, name="notice.json", value=value)

    def _leave_out(
        self, seq: int, title: str, at: datetime, reason: str, sha256: str = "", *, why: str = ""
    ) -> None:
        self.found.left_out.append(
            LeftOut(
                folio=self.found.next_folio,
                title=title,
                at=at,
                seq=seq,
                reason=reason,
                why=why or _why(reason),
                sha256=sha256,
            )
        )

    def _moment(self, at: datetime) -> str:
        return at.astimezone(self.now.view.office.zone).isoformat()


def _answers(view: casefiles.CaseView) -> dict[str, Any]:
    fields = ((filed.field, bytes(filed.document.sha256).hex()) for filed in view.documents)
    named: dict[str, list[str]] = {}
    for name, digest in fields:
        named.setdefault(name, []).append(digest)
    return {
        "procedure": view.procedure.slug,
        "version": view.procedure.version,
        "digest": view.procedure.digest,
        "applicant": view.applicant.name,
        "answers": view.answers,
        "documents": named,
    }


def _hidden_title(reason: str) -> str:
    return _("Acto sin notificar") if reason == "sealed" else _("Propuesta de decisión")


def _why(reason: str) -> str:
    reasons: Mapping[str, str] = {
        "sealed": _("Todavía no se le ha notificado: al abrir la notificación podrá leerlo."),
        "draft": _("Es un borrador de la decisión, que todavía no se ha notificado."),
        "of-others": _("Lleva datos de otra persona, que no es parte del expediente."),
        "quarantined": _("Está recibido, pero el antivirus todavía no lo ha revisado."),
        "refused": _("El antivirus encontró algo dañino en él."),
        "damaged": _("El archivo guardado falta o no es igual al que se recibió: avise a la sede."),
    }
    return reasons[reason]
