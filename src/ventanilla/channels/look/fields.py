"""Form fields as the templates draw them: plain values, one template per shape, no widgets.

The channel makes each `FieldView` from the procedure's field and from what the person wrote;
look only knows how each type is asked for on a page.
"""

from __future__ import annotations

from dataclasses import dataclass

SHAPES = {
    "long_text": "textarea",
    "declaration": "checkbox",
    "yes_no": "radios",
    "one_of": "radios",
    "one_of_list": "select",
    "group": "group",
    "many_of": "checkboxes",
    "date": "date",
    "file": "file",
}
INPUT_TYPES = {"email": "email", "phone": "tel"}
NARROW = 20


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One radio button, box or line of a list; `group` heads neighbouring lines of a list."""

    id: str
    value: str
    label: str
    hint: str = ""
    chosen: bool = False
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One box of a field that needs several."""

    id: str
    label: str
    value: str
    width: str = ""
    input_mode: str = ""
    autocomplete: str = ""
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class HeldFile:
    """A file already kept with the draft; `remove` is the value of the button that takes it out."""

    name: str
    size: int
    remove: str


@dataclass(frozen=True, kw_only=True)
class HeldItem:
    """An item of a repeated group: what it says, its page, the value of the button that removes."""

    text: str
    url: str
    remove: str


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """One field on a page."""

    id: str
    kind: str
    label: str
    hint: str = ""
    norm: str = ""
    required: bool = True
    value: str = ""
    error: str = ""
    max_length: int | None = None
    rows: int = 6
    input_mode: str = ""
    autocomplete: str = ""
    choices: tuple[Choice, ...] = ()
    parts: tuple[Part, ...] = ()
    held: tuple[HeldFile, ...] = ()
    items: tuple[HeldItem, ...] = ()
    add: str = ""  # the words of the button that adds an item; nothing when there is no room
    room: int = 1
    limit: str = ""
    accept: str = ""
    other_tab: str = ""
    focused: bool = False  # where the page is for typing at once: one field of it, and no error

    @property
    def template(self) -> str:
        """The template of this field's shape."""
        shape = SHAPES.get(self.kind) or ("parts" if self.parts else "input")
        return f"look/fields/{shape}.html"

    @property
    def anchor(self) -> str:
        """Where the error summary leads: the id of the first control."""
        if self.parts:
            return self.parts[0].id
        listed = self.choices and self.kind != "one_of_list"
        return self.choices[0].id if listed else self.id

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for `aria-describedby`."""
        notes = [f"{self.id}-hint"] if self.hint or self.norm or self.limit else []
        return " ".join([*notes, f"{self.id}-error"] if self.error else notes)

    @property
    def input_type(self) -> str:
        """`email` and `tel` bring up the right keyboard; everything else is text."""
        return INPUT_TYPES.get(self.kind, "text")

    @property
    def width(self) -> str:
        """Narrow boxes for short answers."""
        short = self.max_length is not None and self.max_length <= NARROW
        return "govuk-input--width-10" if short or self.input_mode in {"numeric", "tel"} else ""
