"""What a clip is, by its bytes, and how much it may weigh.

The formats are those that browsers play without help, an old telephone's too: WAV (uncompressed,
RFC 2361), MP3 (ISO/IEC 11172-3), Ogg (RFC 3533); MP4 (ISO/IEC 14496-12) and WebM (a profile of
Matroska, RFC 8794 and 9559).
"""

from __future__ import annotations

AUDIO = "audio"
SIGN = "sign"
HEAD = 64  # bytes that decide
MOST_BYTES = {AUDIO: 1_500_000, SIGN: 8_000_000}
EXAMPLE = {AUDIO: "guia.mp3", SIGN: "guia.mp4"}
NAMES = {AUDIO: "WAV, MP3, Ogg", SIGN: "MP4, WebM"}
_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash")
_PCM, _EXTENSIBLE = 1, 0xFFFE


def format_of(head: bytes, *, kind: str) -> str:
    """The media type of a file that begins with `head`; empty if it is none of the kind's."""
    return _sound(head) if kind == AUDIO else _moving(head)


def _sound(head: bytes) -> str:
    if head[:4] == b"RIFF" and head[8:16] == b"WAVEfmt ":
        coding = int.from_bytes(head[20:22], "little")
        return "audio/wav" if coding in {_PCM, _EXTENSIBLE} else ""
    if head[:4] == b"OggS":
        spoken = (b"OpusHead", b"\x01vorbis")
        return "audio/ogg" if any(mark in head for mark in spoken) else ""
    return "audio/mpeg" if head[:3] == b"ID3" or _is_mp3_frame(head) else ""


def _is_mp3_frame(head: bytes) -> bool:
    """Eleven set bits, a version and a layer III, a bit rate and a sampling rate that exist."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = (head[1] >> 3) & 3, (head[1] >> 1) & 3
    rate, sampling = head[2] >> 4, (head[2] >> 2) & 3
    return version != 1 and layer == 1 and rate not in {0, 15} and sampling != 3


def _moving(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "video/mp4" if head[8:12] in _BRANDS else ""
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "video/webm" if b"webm" in head else ""
    return ""
