"""The whole file of a case, for whoever handles it: to send it on, or to hand it over."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_case
from ventanilla.channels.look.act_words import act_lines
from ventanilla.channels.look.downloads import streamed
from ventanilla.domains.archive import api as archive
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.privacy.api import AccessPurpose
from ventanilla.kernel.text_choice import pick


@require_GET
@desk_page(Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="queue")
def whole_file(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponseBase:
    """Whole, also what was not notified yet. The person sees in their journal that it was taken."""
    opened = open_case(request, post=post, case_id=case, purpose=AccessPurpose.DOWNLOAD)
    lang = get_language() or "es"
    labels = {field.id: pick(field.label, lang) for field in opened.procedure.form.fields}
    made = archive.whole_file(
        casefiles.case_now(opened),
        reader=archive.Reader.STAFF,
        lang=lang,
        words=lambda act: act_lines(act.content, labels=labels),
    )
    return streamed(request, made.chunks, name=made.name, media_type="application/zip")
