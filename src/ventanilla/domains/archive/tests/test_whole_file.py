"""The whole file: everything in order, checked offline, and what is not in it said."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.filing import attachment, lodged, told

from ventanilla.domains.archive import api as archive
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices import api as offices

pytestmark = pytest.mark.django_db(transaction=True)


def said(act: casefiles.ActView) -> list[str]:
    """The words of an act, as a channel would give them."""
    return [str(act.content[name]) for name in ("text", "reasons") if act.content.get(name)]


def whole(cast: Cast, case_id: Any, reader: archive.Reader = archive.Reader.PARTY) -> Any:
    view = casefiles.case_for_official(post=cast.officer_post, case_id=case_id)
    return archive.whole_file(
        casefiles.case_now(view),
        reader=reader,
        lang="es",
        words=said,
    )


def unpacked(made: Any, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(b"".join(made.chunks))) as read:
        assert read.testzip() is None
        read.extractall(folder / "file")
    [only] = (folder / "file").iterdir()
    return only


def head_of(cast: Cast) -> offices.Post:
    return offices.fill_post(unit=cast.unit, role=offices.Role.HEAD, account_id=cast.head.id)


@pytest.fixture(name="case")
def a_case(cast: Cast, procedure: PublishedProcedure) -> casefiles.Lodged:
    file = attachment(cast, b"%PDF-1.7 un plano", "plano <b>.pdf")
    return lodged(cast, procedure, documents={"attachment": [file]})


def test_everything_is_there_by_folio_and_checks_offline(
    cast: Cast, case: casefiles.Lodged, tmp_path: Path
) -> None:
    asked = {"fields": {"information_wanted": "Diga <script>de qué años</script>."}}
    casefiles.ask_correction(post=cast.officer_post, case_id=case.case_id, expected_seq=1, **asked)
    told(case.case_id)
    made = whole(cast, case.case_id)
    folder = unpacked(made, tmp_path)
    index = json.loads((folder / "index.json").read_text())
    assert [item["folio"] for item in index["items"]] == list(range(1, len(index["items"]) + 1))
    kinds = {item["kind"] for item in index["items"]}
    assert kinds == {"act", "answers", "document", "receipt", "notice"}
    assert index["left_out"] == []
    assert index["law"] == [{"norm": "Ley 19.880, art. 18", "status": "known"}]
    subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, check=True)
    on_disk = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    summed = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    assert summed == on_disk - {"SHA256SUMS"}
    assert {i["file"] for i in index["items"]} == summed - {"index.json", "index.html", "index.pdf"}
    for item in index["items"]:
        data = (folder / item["file"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (item["size"], item["sha256"])
    page = (folder / "index.html").read_text()
    digest = hashlib.sha256((folder / "index.json").read_bytes()).hexdigest()
    assert digest == made.index_digest
    assert digest in page
    assert "<script>" not in page
    assert "plano <b>" not in page
    assert (folder / "index.pdf").read_bytes().startswith(b"%PDF")


def test_the_receipt_in_it_is_verified_with_the_keys_in_it(
    cast: Cast, case: casefiles.Lodged, tmp_path: Path
) -> None:
    folder = unpacked(whole(cast, case.case_id), tmp_path)
    index = json.loads((folder / "index.json").read_text())
    [proof] = [item["file"] for item in index["items"] if item["file"].endswith(".tlog-proof")]
    keys = [part for vkey in index["log_vkeys"] for part in ("--key", vkey)]
    command = [sys.executable, "-m", "verifiable_log", "verify", proof, *keys, "--all-signatures"]
    root = Path(__file__).parents[4]
    said = subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(root)}, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stdout
    assert said.stdout.startswith("VERIFIED")


def test_what_is_not_notified_or_only_proposed_is_left_out_and_said(
    cast: Cast, case: casefiles.Lodged, tmp_path: Path
) -> None:
    said = {"sense": "refused", "text": "Texto secreto.", "why": "Por una razón."}
    casefiles.propose(post=cast.officer_post, case_id=case.case_id, expected_seq=1, **said)
    folder = unpacked(whole(cast, case.case_id), tmp_path / "party")
    index = json.loads((folder / "index.json").read_text())
    assert [one["reason"] for one in index["left_out"]] == ["draft"]
    assert "borrador" in index["left_out"][0]["why"]
    files = [p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pdf"]
    everything = b"".join(p.read_bytes() for p in files)
    assert b"Texto secreto" not in everything
    staff = unpacked(whole(cast, case.case_id, archive.Reader.STAFF), tmp_path / "staff")
    assert json.loads((staff / "index.json").read_text())["left_out"] == []
    assert "Texto secreto" in (staff / "index.html").read_text()


def test_names_of_others_are_not_given_to_the_party(
    cast: Cast, case: casefiles.Lodged, tmp_path: Path
) -> None:
    casefiles.notify_third_parties(
        post=cast.officer_post,
        case_id=case.case_id,
        expected_seq=1,
        people=["Ximena Otra Persona"],
        text="Se le avisa.",
    )
    party = unpacked(whole(cast, case.case_id), tmp_path / "party")
    staff = unpacked(whole(cast, case.case_id, archive.Reader.STAFF), tmp_path / "staff")
    texts = [b"".join(p.read_bytes() for p in f.rglob("*.json")) for f in (party, staff)]
    assert [b"Ximena" in text for text in texts] == [False, True]
    assert "De otras personas" in (party / "index.html").read_text()


@pytest.mark.parametrize(("state", "why"), [("quarantined", "antivirus"), ("refused", "dañino")])
def test_a_file_in_quarantine_is_named_and_not_included(
    cast: Cast, case: casefiles.Lodged, tmp_path: Path, state: str, why: str
) -> None:
    with transaction.atomic():
        documents.Document.objects.update(state=state)
    folder = unpacked(whole(cast, case.case_id), tmp_path)
    index = json.loads((folder / "index.json").read_text())
    [left] = index["left_out"]
    assert (left["reason"], left["title"]) == (state, "plano _b_.pdf")
    assert why in left["why"]
    assert len(left["sha256"]) == 64
    assert not (folder / "documents").exists()
    folios = sorted(one["folio"] for one in (*index["items"], left))
    assert folios == list(range(1, len(folios) + 1))


def test_a_stored_file_that_is_missing_is_said_and_one_that_changed_breaks_the_zip(
    cast: Cast, case: casefiles.Lodged, settings: Any
) -> None:
    document = documents.Document.objects.get()
    [path] = Path(settings.FILES_ROOT).rglob(bytes(document.sha256).hex())
    good = path.read_bytes()
    made = whole(cast, case.case_id)
    path.write_bytes(b"x" * len(good))
    with pytest.raises(documents.ContentDamaged):
        list(made.chunks)
    path.unlink()
    assert [one.reason for one in whole(cast, case.case_id).contents.left_out] == ["damaged"]


def test_the_index_digest_is_of_the_index_in_any_language(
    cast: Cast, case: casefiles.Lodged, tmp_path: Path
) -> None:
    from django.utils import translation

    with translation.override("pt"):
        folder = unpacked(whole(cast, case.case_id), tmp_path)
    page = (folder / "index.html").read_text()
    assert "Índice eletrónico" in page
    [digest] = re.findall(r"<dd>([0-9a-f]{64})</dd>", page)
    assert digest == hashlib.sha256((folder / "index.json").read_bytes()).hexdigest()
