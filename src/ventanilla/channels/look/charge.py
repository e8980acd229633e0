"""What a filing costs, in words, the same before filing, on the receipt and on the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Line


def charge_lines(
    *,
    amount: str,
    rule: str,
    norm: str,
    values: Iterable[tuple[str, str, str]],
    lacking: Iterable[str],
) -> Iterator[Line]:
    """`amount` as people read it, empty where nobody can compute it; `values` are (name, value of
    the day, act that fixed it); `lacking` says which value is missing and who fixes it."""
    if not amount:
        why = " ".join(lacking)
        said = _("No podemos calcularlo con los datos de hoy. Se lo diremos antes de cobrarle.")
        yield Line(label=_("Cuánto paga"), text=f"{said} {why}".strip())
        return
    yield Line(label=_("Cuánto paga"), text=f"{amount}. {rule}" if rule else amount, norm=norm)
    for name, worth, act in values:
        yield Line(label=name, text=worth, norm=act)
