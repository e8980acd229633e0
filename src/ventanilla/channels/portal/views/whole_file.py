"""The whole file of a case, for its person to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from ventanilla.channels.look.act_words import act_lines
from ventanilla.channels.look.downloads import streamed
from ventanilla.channels.portal.case_door import case_page
from ventanilla.domains.archive import api as archive
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.text_choice import pick


@case_page
@require_GET
def whole_file(
    request: HttpRequest, office: offices.Office, case: casefiles.CaseView
) -> HttpResponseBase:
    """Every act and document in order, with an index that is checked without us."""
    lang = get_language() or "es"
    labels = {field.id: pick(field.label, lang) for field in case.procedure.form.fields}
    made = archive.whole_file(
        casefiles.case_now(case),
        reader=archive.Reader.PARTY,
        lang=lang,
        words=lambda act: act_lines(act.content, labels=labels),
    )
    return streamed(request, made.chunks, name=made.name, media_type="application/zip")
