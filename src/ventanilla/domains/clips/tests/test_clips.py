"""What is kept as a clip, what is refused, and what is handed out."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast

from ventanilla.channels.console.demonstration.tone import tone
from ventanilla.domains.clips import api as clips
from ventanilla.domains.clips.models import Clip
from ventanilla.domains.clips.rules.formats import format_of
from ventanilla.domains.documents.api import Document, DocumentState

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 200
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
OPUS = b"OggS\x00\x02" + b"\x00" * 22 + b"OpusHead\x01\x02" + b"\x00" * 40


def added(cast: Cast, **changed: Any) -> Clip:
    given = {
        "office": cast.office,
        "slug": "acceso-informacion",
        "kind": clips.ClipKind.AUDIO,
        "language": "es",
        "title": "El trámite, leído",
        "transcript": "Pida documentos.",
        "content": tone(),
        "name": "guia.wav",
        "by": None,
    }
    return clips.add_clip(**{**given, **changed})


@pytest.mark.parametrize(
    ("head", "kind", "found"),
    [
        (tone()[:64], "audio", "audio/wav"),
        (b"ID3\x04" + b"\x00" * 60, "audio", "audio/mpeg"),
        (b"\xff\xfb\x90\x64" + b"\x00" * 60, "audio", "audio/mpeg"),
        (OPUS, "audio", "audio/ogg"),
        (MP4, "sign", "video/mp4"),
        (WEBM, "sign", "video/webm"),
        (MP4, "audio", ""),
        (tone()[:64], "sign", ""),
        (b"OggS\x00\x02" + b"\x00" * 58, "audio", ""),
        (b"\xff\xff\xff\xff", "audio", ""),
        (b"<html><script>alert(1)</script>", "audio", ""),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "audio", ""),
        (b"\x1a\x45\xdf\xa3matroska", "sign", ""),
        (b"", "sign", ""),
    ],
)
def test_a_format_is_what_the_bytes_say(head: bytes, kind: str, found: str):
    assert format_of(head, kind=kind) == found


def test_a_clip_is_kept_with_its_transcript_and_weight(cast: Cast):
    clip = added(cast)
    (found,) = clips.clips_of(office_id=cast.office.id, slug="acceso-informacion")
    assert found == clip
    assert (found.document.media_type, found.document.size) == ("audio/wav", len(tone()))


def test_a_film_in_sign_language_stands_beside_the_audio(cast: Cast):
    added(cast)
    added(cast, kind=clips.ClipKind.SIGN, language="bzs", content=MP4, name="guia.mp4")
    kinds = [c.kind for c in clips.clips_of(office_id=cast.office.id, slug="acceso-informacion")]
    assert kinds == ["audio", "sign"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": tone() + b"\x80" * 1_500_000},
        {"content": b"%PDF-1.7 no es sonido"},
        {"content": MP4},
        {"kind": clips.ClipKind.SIGN, "content": MP4 + b"\x00" * 8_000_000},
        {"transcript": "  \n"},
        {"transcript": "x" * 20_001},
        {"language": "../es"},
    ],
)
def test_what_is_not_as_expected_is_refused_and_nothing_is_kept(cast: Cast, wrong: dict[str, Any]):
    with pytest.raises(clips.ClipRefused) as refused:
        added(cast, **wrong)
    assert refused.value.expected
    assert not Clip.objects.exists()
    assert not Document.objects.exists()


def test_a_new_clip_takes_the_place_of_the_one_before(cast: Cast):
    before, after = added(cast), added(cast, title="Otra lectura")
    assert clips.clips_of(office_id=cast.office.id, slug="acceso-informacion") == [after]
    with pytest.raises(clips.ClipUnknown):
        clips.clip(office_id=cast.office.id, slug="acceso-informacion", clip_id=before.id)
    assert Clip.objects.count() == 2


def test_what_was_taken_away_is_handed_out_to_nobody(cast: Cast):
    clip = added(cast)
    clips.remove_clip(office_id=cast.office.id, clip_id=clip.id)
    assert clips.clips_of(office_id=cast.office.id, slug="acceso-informacion") == []
    with pytest.raises(clips.ClipUnknown):
        clips.remove_clip(office_id=cast.office.id, clip_id=clip.id)


def test_what_the_scanner_has_not_judged_is_not_offered(cast: Cast):
    clip = added(cast)
    with transaction.atomic():
        Document.objects.filter(id=clip.document_id).update(state=DocumentState.QUARANTINED)
    assert clips.clips_of(office_id=cast.office.id, slug="acceso-informacion") == []
    assert clips.clips(office_id=cast.office.id) == [clip]


def test_the_database_refuses_a_clip_without_transcript(cast: Cast):
    clip = added(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clip.objects.filter(id=clip.id).update(transcript="")
