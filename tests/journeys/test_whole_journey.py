"""From the home page to the answer, as a person without mouse and without JavaScript does it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page

from tests.journeys.conftest import ROOT, LiveOffice, Opened
from tests.journeys.keyboard import choose, choose_file, enter, press, reach, write

pytestmark = pytest.mark.browser

WORDS = {
    "es": {
        "search": "información",
        "procedure": "Solicitud de acceso a la información pública",
        "filed": "Está presentado",
        "waiting": "Ahora nos toca a nosotros",
        "answered": "Ya tiene la respuesta",
        "authentic": "Este comprobante es auténtico",
    },
    "pt": {
        "search": "informação",
        "procedure": "Pedido de acesso à informação pública",
        "filed": "Está apresentado",
        "waiting": "Agora é a nossa vez",
        "answered": "A resposta já está aqui",
        "authentic": "Este comprovante é autêntico",
    },
}
ASKED = "El presupuesto de áreas verdes de 2025 y los contratos vigentes"
ATTACHED = "plano.txt"
REASONS = "Las ofertas llevan datos de otras personas (Ley 20.285, art. 21)."
ANSWERED = "Le entregamos el presupuesto de áreas verdes de 2025."


def home_to_draft(page: Page, live: LiveOffice, words: dict[str, str]) -> None:
    page.goto(live.url())
    write(page, page.locator("#q"), words["search"])
    enter(page)
    press(page, page.get_by_role("link", name=words["procedure"]))
    press(page, page.locator("main form button"))


def fill_first_page(page: Page) -> None:
    """What is asked for, with a document that helps, and the rest left for another moment."""
    write(page, page.locator("#information_wanted"), ASKED)
    file: FilePayload = {"name": ATTACHED, "mimeType": "text/plain", "buffer": b"Plaza"}
    choose_file(page, page.locator("#attachment"), file)
    press(page, page.locator("main .govuk-button-group button").nth(1))
    assert "/later/" in page.url, page.locator("main").inner_text()


def resume(page: Page, live: LiveOffice, key: str) -> None:
    """The draft again, in a browser that knows nothing but its key."""
    page.goto(live.url("drafts/"))
    write(page, page.locator("#code"), key.replace("-", "").lower())
    press(page, page.locator("main form button"))
    assert "/pages/" in page.url, page.locator("main").inner_text()


def fill_the_rest(page: Page) -> None:
    """Every other page of the procedure; nothing is asked that the tests do not answer."""
    assert "/applicant/" in page.url  # the first page that lacks something
    write(page, page.locator("#names"), "Ana Rojas Pinto")
    write(page, page.locator("#address-street"), "Avenida Brasil 2830")
    write(page, page.locator("#address-place"), "Valparaíso")
    choose(page, page.locator("input[name=has_representative][value=no]"))
    continue_(page)
    assert "/notices/" in page.url
    continue_(page)
    choose(page, page.locator("#signature"))
    continue_(page)
    assert "/check/" in page.url
    answers = page.locator("main").inner_text()
    assert ASKED in answers
    assert ATTACHED in answers


def continue_(page: Page) -> None:
    press(page, page.locator("main .govuk-button-group button[value=on]"))
    assert page.locator(".govuk-error-summary").count() == 0, page.locator("main").inner_text()


def download(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as waited:
        reach(page, page.locator(link))
        page.keyboard.press("Enter")
    target = folder / waited.value.suggested_filename
    waited.value.save_as(target)
    return target


def verify(proof: Path, page: Page) -> subprocess.CompletedProcess[str]:
    """The command that the receipt page gives, run with nothing of the platform around it."""
    shown = page.locator("main details code").first.text_content() or ""
    words = shlex.split(shown.replace(shown.split()[4], str(proof), 1))
    assert words[:4] == ["python", "-m", "verifiable_log", "verify"]
    assert words.count("--key") == 2  # today's signature and the one for thirty years
    env = {"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [sys.executable, *words[1:]], cwd=proof.parent, env=env, capture_output=True, text=True
    )


@pytest.mark.parametrize("lang", ["es", "pt"])
def test_file_prove_follow_answer_see(lang: str, live: LiveOffice, opened: Opened, tmp_path: Path):
    words = WORDS[lang]
    # the person files
    first = opened(lang=lang)
    home_to_draft(first, live, words)
    fill_first_page(first)
    person = opened(lang=lang)
    resume(person, live, first.locator(".vt-plate b").inner_text())
    fill_the_rest(person)
    press(person, person.locator("main form button"))
    assert words["filed"] in person.locator("h1").inner_text()
    number = person.locator(".vt-plate b").inner_text()
    key = person.locator(".vt-code").inner_text()
    assert re.fullmatch(r"\d{4}/E/\d{6}", number)

    # the proof verifies without us, and not with one byte changed
    proof = download(person, "a[href$='.tlog-proof']", tmp_path)
    good = verify(proof, person)
    assert good.returncode == 0, good.stdout + good.stderr
    spoiled = bytearray(proof.read_bytes())
    spoiled[len(spoiled) // 3] ^= 1
    bad = tmp_path / "spoiled.tlog-proof"
    bad.write_bytes(bytes(spoiled))
    assert verify(bad, person).returncode != 0

    # somebody follows it elsewhere with number and key
    elsewhere = opened(lang=lang)
    elsewhere.goto(live.url("follow/"))
    write(elsewhere, elsewhere.locator("#number"), number)
    write(elsewhere, elsewhere.locator("#code"), key.lower())
    press(elsewhere, elsewhere.locator("main form button"))
    assert words["waiting"] in elsewhere.locator("main").inner_text()

    # the official answers
    official = opened(lang=lang)
    sign_in_at_desk(official, live)
    press(official, official.get_by_role("link", name=number))
    press(official, official.locator("main a.govuk-button"))
    choose(official, official.locator("input[name=decision][value=partly]"))
    write(official, official.locator("#text"), ANSWERED)
    write(official, official.locator("#reasons"), REASONS)
    press(official, official.locator("main form .govuk-button").last)
    assert official.locator(".govuk-error-summary").count() == 0

    # the person opens the notice, and sees it
    elsewhere.reload()
    assert ANSWERED not in elsewhere.locator("main").inner_text()
    open_notice(elsewhere)
    assert ANSWERED in elsewhere.locator("main").inner_text()
    press(elsewhere, elsewhere.locator("main a.govuk-button"))
    seen = elsewhere.locator("main").inner_text()
    assert words["answered"] in seen
    assert ANSWERED in seen
    assert REASONS in seen

    # anyone checks the proof on the verify page
    anyone = opened(lang=lang)
    anyone.goto(live.url("verify/"))
    write(anyone, anyone.locator("#receipt"), "")
    anyone.keyboard.insert_text(proof.read_text())
    press(anyone, anyone.locator("main form button"))
    assert words["authentic"] in anyone.locator("h1").inner_text()
    assert number in anyone.locator(".vt-plate").inner_text()
    assert anyone.locator(".vt-proof").count() == 2  # what is proven, and what is not


def open_notice(page: Page) -> None:
    """From the page of the case: what waits in its box, opened by its button."""
    press(page, page.locator("main a.govuk-button").first)
    press(page, page.locator("main form .govuk-button").first)
    assert page.locator("main form .govuk-button").count() == 0


def sign_in_at_desk(page: Page, live: LiveOffice) -> None:
    account = live.account("officer")
    page.goto(live.url("desk/"))
    write(page, page.locator("#login"), account["login"])
    write(page, page.locator("#password"), account["password"])
    press(page, page.locator("main form button"))
    assert page.url.endswith("/desk/"), page.locator("main").inner_text()
