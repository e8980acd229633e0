"""Letters carry HTML and Markdown of many hands: only their words and addresses stay."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((https?://[^\s()]{1,500})[^()]{0,200}\)")
_MARKDOWN_MARKS = re.compile(r"\*\*|__|^#{1,6}\s*|`", re.MULTILINE)
_BULLETS = re.compile(r"^\s*[*•·¨▪➢–-]\s+(?=\S)", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<!\w)\*(?=\S)([^*\n]+)(?<=\S)\*(?!\w)")
_BLANKS = re.compile(r"[ \t\xa0\u200b]+")
_LINES = re.compile(r"\n\s*\n\s*")
_NOTHING = re.compile(r"[\W_]*")
_HTML = re.compile(r"<[a-zA-Z/!]")
_BLOCKS = frozenset({"p", "br", "div", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4"})


def plain_text(text: str) -> str:
    """Words, line breaks and addresses of a text; empty where it holds no letter or digit."""
    if _HTML.search(text):
        text = _Words.of(text)
    text = _MARKDOWN_LINK.sub(_link, text)
    text = _EMPHASIS.sub(r"\1", _MARKDOWN_MARKS.sub("", text))
    text = _BULLETS.sub("- ", text)
    lines = (_BLANKS.sub(" ", line).strip() for line in text.replace("\r", "\n").split("\n"))
    text = _LINES.sub("\n\n", "\n".join(lines)).strip()
    return "" if _NOTHING.fullmatch(text) else text


def _link(found: re.Match[str]) -> str:
    words, address = found.group(1).strip(), found.group(2)
    return address if not words or words == address else f"{words} ({address})"


class _Words(HTMLParser):
    """The words of HTML: blocks begin a line, list items a dash, links keep their address."""

    @classmethod
    def of(cls, text: str) -> str:
        parser = cls(convert_charrefs=True)
        parser.feed(text)
        parser.close()
        return "".join(parser.said)

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.said: list[str] = []
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.said.append("\n")
        elif tag == "li":
            self.said.append("\n- ")
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self.address = address if address.startswith(("http://", "https://")) else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.address:
            if self.address not in "".join(self.said[-1:]):
                self.said.append(f" ({self.address})")
            self.address = ""
        elif tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        self.said.append(data)
