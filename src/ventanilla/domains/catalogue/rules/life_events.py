"""What happens to people: the life events under which procedures may be listed.

Fixed here so that offices and countries share them; a procedure names its own in
`life_events:` of procedure.yaml. The order is the one shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

LIFE_EVENTS: Mapping[str, object] = {
    "birth": _("Nace un hijo o una hija"),
    "family": _("Me caso, me separo o cambia mi familia"),
    "studying": _("Estudio"),
    "working": _("Busco trabajo o trabajo"),
    "moving": _("Me mudo"),
    "arriving": _("Llego de otro país o me voy"),
    "building": _("Construyo o arreglo mi casa"),
    "business": _("Abro o llevo un negocio"),
    "driving": _("Conduzco o tengo un vehículo"),
    "paying": _("Pago impuestos, tasas o multas"),
    "caring": _("Cuido de alguien o necesito cuidados"),
    "retiring": _("Me jubilo"),
    "dying": _("Muere alguien"),
    "knowing": _("Quiero saber qué hace la administración"),
    "complaining": _("Quiero quejarme, opinar o proponer"),
    "helping": _("Tengo una asociación o pido una ayuda"),
}
