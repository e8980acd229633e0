"""Begin a draft: from a template of the procedure, or blank."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.drafting.composing import decisions_of, from_template
from ventanilla.domains.drafting.errors import DraftRefused
from ventanilla.domains.drafting.models import DecisionDraft, DraftState
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

DRAFTERS = frozenset({"officer", "head"})


def act_of(now: casefiles.CaseNow) -> str:
    """What ends that case: `resolve`, `answer`, or nothing."""
    act = str(now.view.procedure.reply.get("act") or "")
    return act if act in ("resolve", "answer") else ""


def templates_for(now: casefiles.CaseNow) -> list[catalogue.Template]:
    """The templates of the case's version that draft what ends it."""
    act = act_of(now)
    return [one for one in now.view.procedure.templates.values() if act and one.act == act]


def begin(
    *, post: Post, now: casefiles.CaseNow, template: str = "", decision: str = ""
) -> DecisionDraft:
    """A draft of what ends the case, in the office's language. Raises `DraftRefused`: nothing is
    to be decided, somebody drafts it already, the template is not of this procedure."""
    act, view = act_of(now), now.view
    if post.role not in DRAFTERS or not act or not now.standing.is_open:
        raise DraftRefused(_("En este expediente no hay ahora ninguna decisión que redactar."))
    lang = view.office.language
    chosen = {one.name: one for one in templates_for(now)}.get(template)
    if template and chosen is None:
        raise DraftRefused(_("Este trámite no tiene esa plantilla."))
    moment = clock.now()
    draft = DecisionDraft(
        office_id=view.office.id,
        case_id=view.id,
        act=act,
        template=template,
        title=pick(chosen.title, lang)[:200] if chosen else str(casefiles.ActKind(act).label),
        language=lang,
        decision=_decision(now, act, (chosen.decision if chosen else "") or decision),
        paragraphs=from_template(now, chosen, lang) if chosen else [],
        state=DraftState.WRITING,
        post_id=post.id,
        account_id=post.account_id,
        started_at=moment,
        saved_at=moment,
        saver_account=post.account_id,
        since=moment,
    )
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as error:
        raise DraftRefused(
            _("En este expediente ya hay un borrador sin firmar."),
            expected=_("Siga con él, o retírelo antes."),
        ) from error
    return draft


def _decision(now: casefiles.CaseNow, act: str, value: str) -> str:
    known = {one for one, _label in decisions_of(now.view.procedure, act, "es")}
    return value if value in known else ""
