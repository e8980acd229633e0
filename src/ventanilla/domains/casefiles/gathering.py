"""Photos of one paper, filed as the paper, where the form says that they are its pages."""

from __future__ import annotations

from ventanilla.domains.casefiles.filing_set import Documents
from ventanilla.domains.documents.api import gather_photos
from ventanilla.domains.forms.api import Form
from ventanilla.domains.offices.api import Office
from ventanilla.kernel.text_choice import pick


def with_gathered(documents: Documents, *, office: Office, form: Form, lang: str) -> Documents:
    """`documents` and, after the photos of each such field, the PDF that they make together.

    Nothing is added where there is nothing to gather; the photos always stay.
    """
    after = {name: list(files) for name, files in documents.items()}
    for name in form.gathered:
        title = pick(form.field(name).label, lang)[:80]
        made = gather_photos(office_id=office.id, photos=after.get(name, ()), name=title, lang=lang)
        if made is not None:
            after[name].append(made)
    return after
