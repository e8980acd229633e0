"""Drafting and signing at the desk: written, proposed, given back, signed alone or together."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.drafting.models import DecisionDraft
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.models import StandIn

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="case")
def a_case(cast: Cast, procedure: PublishedProcedure) -> str:
    cache.clear()
    offices.fill_post(unit=cast.unit, role=offices.Role.HEAD, account_id=cast.head.id)
    return str(Walker(cast).file_one())


def at(cast: Cast, name: str) -> Walker:
    walker = Walker(cast)
    walker.sign_in(f"{name}@example.org", where="desk:sign-in")
    return walker


def begun(walker: Walker, case: str, template: str = "entrega") -> DecisionDraft:
    done = walker.post("desk:decision-new", {"template": template}, case=case)
    assert done.status_code == 302, text_of(done)
    return DecisionDraft.objects.get(case_id=case)


def form_of(page: Any) -> dict[str, str]:
    """What the page of a draft would send, as it stands."""
    html = page.content.decode()
    texts = re.findall(r'<textarea[^>]* name="(text-[^"]+)"[^>]*>([^<]*)</textarea>', html)
    version = re.search(r'name="version" value="(\d+)"', html)
    decision = re.search(r'<option value="([^"]+)" selected', html)
    assert version
    return {**dict(texts), "version": version[1], "decision": decision[1] if decision else ""}


def test_an_officer_writes_two_free_paragraphs_and_proposes(cast: Cast, case: str):
    official = at(cast, "óscar")
    assert "Redactar la decisión" in text_of(official.get("desk:case", case=case))
    draft = begun(official, case)
    where = {"draft": draft.id}
    page = official.get("desk:decision", **where)
    assert "Entréguese a" in text_of(page)
    for part, said in (("antecedents", "Primero."), ("operative", "Segundo.")):
        sent = form_of(official.get("desk:decision", **where))
        official.post("desk:decision", {**sent, "do": f"add:{part}"}, **where)
        sent = form_of(official.get("desk:decision", **where))
        [new] = [name for name, text in sent.items() if text == "" and name.startswith("text-")]
        official.post("desk:decision", {**sent, new: said, "do": "save"}, **where)
    read = text_of(official.get("desk:decision-read", **where))
    assert "Primero." in read
    assert "Segundo." in read
    assert official.get("desk:decision-pdf", **where).content.startswith(b"%PDF")
    sent = form_of(official.get("desk:decision", **where))
    assert official.post("desk:decision", {**sent, "do": "propose"}, **where).status_code == 302
    assert "Pendiente de firma" in text_of(official.get("desk:signing"))
    assert Act.objects.filter(case_id=case).count() == 1


def test_whoever_comes_second_is_told_and_keeps_their_text(cast: Cast, case: str):
    offices.fill_post(unit=cast.unit, role=offices.Role.OFFICER, account_id=cast.stranger.id)
    first, second = at(cast, "óscar"), at(cast, "esteban")
    draft = begun(first, case)
    sent = form_of(first.get("desk:decision", draft=draft.id))
    name = next(key for key in sent if key.startswith("text-"))
    first.post("desk:decision", {**sent, name: "Lo del primero.", "do": "save"}, draft=draft.id)
    late = second.post(
        "desk:decision", {**sent, name: "Lo del segundo.", "do": "save"}, draft=draft.id
    )
    assert late.status_code == 409
    page = text_of(late)
    assert "Otra persona guardó este borrador" in page
    assert "Lo del primero." in page
    assert form_of(late)[name] == "Lo del segundo."
    again = second.post("desk:decision", {**form_of(late), "do": "save"}, draft=draft.id)
    assert again.status_code == 302
    draft.refresh_from_db()
    assert "Lo del segundo." in [one["text"] for one in draft.paragraphs]


def proposed(cast: Cast, case: str) -> DecisionDraft:
    official = at(cast, "óscar")
    draft = begun(official, case)
    sent = form_of(official.get("desk:decision", draft=draft.id))
    official.post("desk:decision", {**sent, "do": "propose"}, draft=draft.id)
    draft.refresh_from_db()
    assert draft.state == "proposed"
    return draft


def test_the_head_gives_it_back_with_a_remark_that_the_drafter_reads(cast: Cast, case: str):
    draft, head = proposed(cast, case), at(cast, "helena")
    where = {"draft": draft.id}
    bare = head.post("desk:sign", {"version": draft.version, "do": "return"}, **where)
    assert bare.status_code == 409
    assert "Falta decir qué hay que cambiar" in text_of(bare)
    said = {"version": draft.version, "do": "return", "remark": "Falta la fecha."}
    assert head.post("desk:sign", said, **where).status_code == 302
    official = at(cast, "óscar")
    assert "Falta la fecha." in text_of(official.get("desk:signing"))
    assert "Falta la fecha." in text_of(official.get("desk:decision", **where))


def test_the_drafter_does_not_sign(cast: Cast, case: str):
    draft, official = proposed(cast, case), at(cast, "óscar")
    page = official.get("desk:sign", draft=draft.id)
    assert "Quien propuso no firma" in text_of(page)
    refused = official.post("desk:sign", {"version": draft.version, "do": "sign"}, draft=draft.id)
    assert refused.status_code == 409
    assert Act.objects.filter(case_id=case).count() == 1


def test_several_are_signed_and_what_one_lacks_keeps_no_other(
    cast: Cast, procedure: PublishedProcedure, case: str
):
    other = str(Walker(cast).file_one())
    one, two = proposed(cast, case), proposed(cast, other)
    head = at(cast, "helena")
    picks = [f"{one.id}:{one.version}", f"{two.id}:{two.version - 1}"]
    look = text_of(head.post("desk:signing-together", {"pick": picks, "do": "look"}))
    assert "Firmar 1 decisión" in look
    assert "No se firmará:" in look
    assert not Act.objects.exclude(kind="lodge").exists()
    done = text_of(head.post("desk:signing-together", {"pick": picks, "do": "sign"}))
    assert "Firmado y notificado:" in done
    assert "No se firmó:" in done
    assert Act.objects.filter(case_id=case, kind="answer").count() == 1
    assert Act.objects.filter(case_id=other, kind="answer").count() == 0


def substitution(cast: Cast, **changed: str) -> dict[str, str]:
    head = offices.posts_of(cast.head.id)[0]
    return {
        "from_post": str(head.id), "to_post": str(cast.clerk_post.id), "order": "Decreto n.º 7",
        "ordered_on": "01/03/2026", "from": "02/03/2026", **changed,
    }  # fmt: skip


def test_a_substitution_is_recorded_shown_in_public_and_ended(cast: Cast, case: str):
    head = at(cast, "helena")
    wrong = head.post(
        "desk:stand-in-new", substitution(cast, **{"from": "ayer"}), kind="substitution"
    )
    assert wrong.status_code == 422
    assert "«ayer» no es un día" in text_of(wrong)
    assert "Decreto n.º 7" in wrong.content.decode()
    done = head.post("desk:stand-in-new", substitution(cast), kind="substitution")
    assert done.status_code == 302, text_of(done)
    public = text_of(Walker(cast).get("portal:about"))
    assert "Registro, Transparencia suple a Jefatura, Transparencia" in public
    assert "Helena" not in public
    assert "sin verificar" in public
    row = StandIn.objects.get()
    unknown = head.post("desk:stand-ins", {"which": case, "order": "Vuelta"})
    assert unknown.status_code == 404
    assert "No hay ninguna suplencia" in text_of(unknown)
    head.post("desk:stand-ins", {"which": str(row.id), "order": "Vuelta"})
    assert "suple a" not in text_of(Walker(cast).get("portal:about"))


def test_what_the_law_does_not_let_be_delegated_is_refused_with_its_article(cast: Cast, case: str):
    head = at(cast, "helena")
    page = text_of(head.get("desk:stand-in-new", kind="delegation"))
    assert "Ley 18.575, art. 41" in page
    refused = head.post("desk:stand-in-new", substitution(cast, acts="answer"), kind="delegation")
    assert refused.status_code == 409
    assert "materias determinadas: Ley 18.575, art. 41" in text_of(refused)


def test_the_pages_cost_few_statements(cast: Cast, case: str):
    draft, head = proposed(cast, case), at(cast, "helena")
    for name, given, most in (
        ("desk:signing", {}, 12),
        ("desk:stand-ins", {}, 12),
        ("desk:stand-in-new", {"kind": "delegation"}, 12),
        ("desk:case", {"case": case}, 12),
        ("desk:sign", {"draft": draft.id}, 12),
        ("desk:decision", {"draft": draft.id}, 12),
    ):
        assert_costs(head, name, given, most)
    for remark in ("Falta la norma.", "Y el plazo."):
        draft.refresh_from_db()
        sent = {"do": "return", "remark": remark, "version": str(draft.version)}
        assert head.post("desk:sign", sent, draft=draft.id).status_code == 302
        official = at(cast, "óscar")
        page = official.get("desk:decision", draft=draft.id)
        assert remark in text_of(page)
        official.post("desk:decision", {**form_of(page), "do": "propose"}, draft=draft.id)
    assert_costs(head, "desk:decision", {"draft": draft.id}, 12)


def assert_costs(walker: Walker, name: str, given: dict[str, Any], most: int) -> None:
    walker.get(name, **given)
    with counted_statements() as found:
        walker.get(name, **given)
    assert found.count <= most, (name, found.count)
