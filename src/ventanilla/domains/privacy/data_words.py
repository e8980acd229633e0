"""What the declarations of `personal_data.yaml` say, in the words of people. One phrase, one text:
a test fails for a phrase of people's data that is not here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

_RETENTION = _("el tiempo que la serie de su procedimiento manda conservarlo")
_REGISTER = _("para siempre: el registro no se borra")

PHRASES: Mapping[str, Any] = {
    # what
    "account; post or token": _("cuenta o puesto que lo presentó"),
    "address": _("dirección"),
    "answers not yet filed": _("respuestas sin presentar"),
    "answers to what is no longer asked": _("respuestas a lo que ya no se pregunta"),
    "at which other register it was handed in": _("en qué otro registro se presentó"),
    "digests of the documents": _("huellas de los documentos"),
    "e-mail": _("correo electrónico"),
    "e-mail or number used to sign in": _("correo o número con que entra"),
    "e-mail or telephone": _("correo o teléfono"),
    "everything answered in the form": _("todo lo que respondió en el formulario"),
    "how much is granted": _("cuánto se concede"),
    "how the filing was valued": _("cómo se valoró la solicitud"),
    "how they are notified": _("cómo se le notifica"),
    "identity number": _("número de identidad"),
    "initials and the last four signs of the identifier": _(
        "iniciales y cuatro últimos signos del número de identidad"
    ),
    "its number there": _("su número allí"),
    "language and support they need (may tell of a disability)": _(
        "lengua y apoyos que necesita (puede revelar una discapacidad)"
    ),
    "link to their account": _("relación con su cuenta"),
    "name": _("nombre"),
    "names of files often hold personal names": _("nombre del archivo"),
    "objects handed in": _("objetos entregados"),
    "opaque subject identifier": _("identificador interno de la persona"),
    "place on the list": _("puesto en la lista"),
    "points by criterion": _("puntos por criterio"),
    "points in all": _("puntos en total"),
    "preferred language": _("lengua preferida"),
    "salted digest of the answers": _("huella de las respuestas"),
    "telephone": _("teléfono"),
    "text and reasons of the act": _("texto y razones del acto"),
    "the account": _("cuenta"),
    "the salt that ties the public log to the entry, sealed": _(
        "valor secreto que une el asiento con el libro público"
    ),
    "what is on the paper": _("lo que dice el papel"),
    "what the case is about in a few words": _("asunto del expediente"),
    "what the filing is about, in a few words": _("asunto del asiento"),
    "what they wrote": _("lo que escribió"),
    "what was done with their data": _("lo que se hizo con sus datos"),
    "what was handed in and not scanned": _("lo entregado que no se digitalizó"),
    "what was proposed or decided": _("lo propuesto o decidido"),
    "when it arrived": _("cuándo llegó"),
    "when it was handed in": _("cuándo se entregó"),
    "when it was registered": _("cuándo se registró"),
    "when they last signed in": _("la última vez que entró"),
    "which key seals the salt": _("qué clave protege ese valor"),
    "which person": _("qué persona"),
    "which person filed": _("qué persona lo presentó"),
    "which person the case is about": _("de qué persona trata el expediente"),
    "who filed for the person": _("quién presentó por la persona"),
    "who received it and why it came back": _("quién la recibió y por qué volvió"),
    "their account": _("su cuenta"),
    "why it was valued so": _("por qué se valoró así"),
    "why the entry was annulled or corrected": _("por qué se anuló o corrigió el asiento"),
    "password as an argon2 hash": _("clave, cifrada sin vuelta atrás"),
    "keyed hash of the key of the request": _("huella de la petición"),
    "digest of the whole request": _("huella de la petición entera"),
    "why what was opened is told later": _("por qué se aplazó mostrar una apertura"),
    "digest of the answers that determined the outcome": _(
        "huella de las respuestas que decidieron el resultado"
    ),
    "how the draft of a decision is called": _("cómo se llama el borrador de una decisión"),
    "keyed digests of names, identifiers, contacts and words of the answers": _(
        "huellas con clave de los nombres, números, contactos y palabras de las respuestas"
    ),
    "the answers that its procedure shows in public (place and activity of a licence)": _(
        "lo que de él puede ver cualquiera (el lugar y la actividad de una licencia)"
    ),
    "the text of a decision not yet signed": _("texto de una decisión sin firmar"),
    "their signature on what was read back to them": _("su firma en lo que se le leyó"),
    "what the unit noted": _("lo que la unidad anotó"),
    "what was decided": _("lo que se decidió"),
    "what would be decided of them": _("lo que se decidiría"),
    "which case can be found": _("qué expediente se puede encontrar"),
    "which case the note is on": _("de qué expediente es la nota"),
    "who the holder is since then and the conditions put to them": _(
        "quién es titular desde entonces y con qué condiciones"
    ),
    "account that did it": _("cuenta con que se hizo"),
    "account that ordered it": _("cuenta de quien lo ordenó"),
    "post from which it was done": _("puesto desde el que se hizo"),
    "post that ordered it": _("puesto de quien lo ordenó"),
    "name as it was": _("nombre que tenía entonces"),
    "name under which the official signed in": _("nombre con que entró quien lo hizo"),
    "the name under which they signed in": _("nombre con que entró quien lo hizo"),
    "the post": _("puesto"),
    "the post that scanned it": _("puesto que la digitalizó"),
    "the post that typed": _("puesto que lo escribió"),
    "the post that types": _("puesto que lo escribe"),
    "who held it": _("quién ocupaba el puesto"),
    "who judged it": _("quién lo juzgó"),
    "who ordered it": _("quién lo ordenó"),
    # basis
    "legal duty to keep what was filed": _("deber legal de conservar lo presentado"),
    "legal obligation (account for accesses to personal data)": _(
        "obligación legal: dar cuenta de quién abre sus datos"
    ),
    "legal obligation (rights over personal data)": _(
        "obligación legal: probar que se atendió su derecho"
    ),
    "needed to deal with the administration": _("hace falta para tratar con la administración"),
    "needed to sign in": _("hace falta para entrar"),
    "public task": _("misión de interés público"),
    "public task (Ley 38/2003, art. 22)": _("misión de interés público (Ley 38/2003, art. 22)"),
    "public task (Ley 38/2003, arts 20 and 25)": _(
        "misión de interés público (Ley 38/2003, arts. 20 y 25)"
    ),
    "public task (Ley 38/2003, arts 24 and 25)": _(
        "misión de interés público (Ley 38/2003, arts. 24 y 25)"
    ),
    "public task (acts are signed)": _("misión de interés público: los actos dicen quién los hace"),
    "public task (evidence of the notice)": _(
        "misión de interés público: prueba de la notificación"
    ),
    "public task (history of what is published)": _(
        "misión de interés público: historia de lo publicado"
    ),
    "public task (publication of notices)": _("misión de interés público: publicar notificaciones"),
    "public task (the duty to notify)": _("misión de interés público: el deber de notificar"),
    "public task (the procedure's norm)": _("misión de interés público: la norma del trámite"),
    "public task: keeping the register": _("misión de interés público: llevar el registro"),
    "public task: keeping the register (the office's register law)": _(
        "misión de interés público: llevar el registro, según su ley"
    ),
    "public task: one filing is registered once": _(
        "misión de interés público: cada presentación se registra una vez"
    ),
    "public task: proof of what was filed": _("misión de interés público: probar lo presentado"),
    "security of the account": _("seguridad de la cuenta"),
    "the person's choice of channel": _("lo eligió usted"),
    "the person's own choice": _("lo eligió usted"),
    "the person's own choice, or the law": _("lo eligió usted, o la ley"),
    "the person's own request to keep it": _("usted pidió guardarlo"),
    "the person's own request to keep them": _("usted pidió guardarlas"),
    "public task (answering for what is published)": _(
        "misión de interés público: responder de lo publicado"
    ),
    "public task (anybody may check a licence)": _(
        "misión de interés público: cualquiera puede comprobar una licencia"
    ),
    "public task (cases are found by who handles them)": _(
        "misión de interés público: quien tramita encuentra los expedientes"
    ),
    "public task (like cases are decided alike)": _(
        "misión de interés público: lo igual se decide igual"
    ),
    "public task (proof that they agreed)": _(
        "misión de interés público: probar que estuvo de acuerdo"
    ),
    "public task (speaking for the country)": _("misión de interés público: hablar por el país"),
    "public task (who may do what was granted)": _(
        "misión de interés público: saber quién puede hacer lo que se otorgó"
    ),
    "public task (who noted it is known)": _("misión de interés público: se sabe quién lo anotó"),
    "public task (work on the case)": _("misión de interés público: tramitar el expediente"),
    "the person's own choice to sign in": _("usted eligió entrar con su cuenta"),
    # keep
    "30 days after the last change": _("30 días desde el último cambio"),
    "31 days after it was opened": _("31 días desde que se abrió"),
    "31 days after the last message": _("31 días desde el último mensaje"),
    "as long as the case it is about": _("lo que dure su expediente"),
    "as long as the fact": _("lo que dure el dato publicado"),
    "as the case it belongs to": _("lo que el expediente al que pertenece"),
    "for ever": _REGISTER,
    "for ever so that an erasure can be replayed": _("para siempre, para repetir un borrado"),
    "for ever; says nothing without the salt": _("para siempre; sola no dice nada"),
    "for ever; what it opens ends with the person's data key": _(
        "para siempre; lo que abre acaba con su clave de datos"
    ),
    "retention of the procedure's series": _RETENTION,
    "retention of the register": _REGISTER,
    "shown until its last day and then kept with the case": _(
        "se muestra hasta su último día y después queda en el expediente"
    ),
    "until the account is closed": _("hasta que cierre su cuenta"),
    "until the person's data key is destroyed": _("hasta que se destruya su clave de datos"),
    "as long as the case; `forget_cases` deletes it": _("lo que dure el expediente"),
    "as long as the note": _("lo que dure la nota"),
    "as the sheet": _("lo que la hoja firmada"),
    "retention of the register; 31 days where nothing was filed": _(
        "para siempre, con su asiento; 31 días si no se presentó nada"
    ),
    "two years after the case is closed": _("dos años desde que se cierra el expediente"),
    "two years after the case is closed; on a procedure, while it stands": _(
        "dos años desde que se cierra el expediente; la de un trámite, mientras valga"
    ),
    "until it is signed (then it is the act's) or dropped": _(
        "hasta que se firma (pasa al acto) o se retira"
    ),
}

MODELS: Mapping[str, Any] = {
    "parties.Account": _("Su cuenta"),
    "parties.SignInName": _("Nombres con que entra"),
    "parties.Person": _("Sus datos, como los dio en cada presentación"),
    "parties.ContactProof": _("Comprobación de su correo o teléfono"),
    "privacy.DataKey": _("Clave que protege sus datos"),
    "privacy.AccessDelay": _("Aperturas cuya muestra se aplazó"),
    "documents.Document": _("Documentos"),
    "register.Entry": _("Asientos del registro"),
    "register.Amendment": _("Correcciones de asientos"),
    "notices.Notice": _("Notificaciones"),
    "notices.NoticeEvent": _("Prueba de las notificaciones"),
    "notices.BoardPosting": _("Publicaciones en el tablón"),
    "casefiles.Case": _("Expedientes"),
    "casefiles.Filing": _("Presentaciones"),
    "casefiles.Act": _("Actos de sus expedientes"),
    "casefiles.Evaluation": _("Valoraciones en convocatorias"),
    "casefiles.RankedLine": _("Puestos en listas de convocatorias"),
    "casefiles.Draft": _("Borradores"),
    "counter.Attendance": _("Atención en el mostrador"),
    "counter.CounterRecord": _("Cómo se presentó en el mostrador"),
    "titles.Title": _("Títulos que se le otorgaron"),
    "titles.TitleEvent": _("Historia de sus títulos"),
    "drafting.DecisionDraft": _("Borradores de decisiones"),
    "drafting.DraftStep": _("Pasos de los borradores de decisiones"),
    "case_search.IndexedCase": _("Cómo se encuentran sus expedientes"),
    "case_search.CaseTerms": _("Palabras por las que se encuentran"),
    "notes.Note": _("Notas de la unidad en sus expedientes"),
    "counter.SignedSheet": _("Hojas que firmó en el mostrador"),
    "datarights.Measure": _("Medidas sobre sus datos"),
    "observatory.Proposal": _("Propuestas al observatorio"),
    "observatory.Remark": _("Observaciones al observatorio"),
}


def said(phrase: str) -> str:
    """A phrase of a declaration, or the name of a model, in the active language."""
    return str(PHRASES.get(phrase) or MODELS.get(phrase) or phrase)
