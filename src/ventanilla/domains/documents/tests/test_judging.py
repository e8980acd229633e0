"""Quarantine: what waits is judged in turn, and nothing opens before."""

import pytest
from tests.cast import Cast

from ventanilla.domains.documents.api import (
    Document,
    DocumentState,
    Quarantined,
    content,
    judge_quarantined,
    keep,
)
from ventanilla.domains.documents.ports import ScannerDown, Verdict, scanner

EICAR = b"X5O!P%@AP-not-really"


class Scanner:
    """Finds harm in what begins like the EICAR sample; `down` makes it unreachable."""

    immediate = False
    down = False

    def __init__(self, address: str = "") -> None:
        self.address = address

    def scan(self, content: bytes) -> Verdict:
        if Scanner.down:
            raise ScannerDown("refused")
        return Verdict(clean=False, name="Eicar") if content == EICAR else Verdict(clean=True)


@pytest.fixture(autouse=True)
def slow_scanner(settings):
    settings.SCANNER_CLASSES = {"slow": f"{__name__}.Scanner"}
    settings.SCANNER = "slow://here"
    Scanner.down = False


def kept(cast: Cast, data: bytes) -> Document:
    row = keep(office_id=cast.office.id, name="a.txt", content=data, declared_type="", limit=99)
    row.save(force_insert=True)
    return row


def test_the_scanner_is_made_from_its_address():
    made = scanner()
    assert isinstance(made, Scanner)
    assert made.address == "here"


def test_what_waits_is_judged_and_then_opens_or_never_does(cast: Cast):
    good, bad = kept(cast, b"hola"), kept(cast, EICAR)
    with pytest.raises(Quarantined):
        content(good)
    assert judge_quarantined() == 2
    good.refresh_from_db()
    bad.refresh_from_db()
    assert content(good) == b"hola"
    assert (bad.state, bad.verdict) == (DocumentState.REFUSED, "Eicar")
    with pytest.raises(Quarantined, match="dañino"):
        content(bad)
    assert judge_quarantined() == 0


def test_while_the_scanner_is_down_everything_waits(cast: Cast):
    kept(cast, b"hola")
    Scanner.down = True
    assert judge_quarantined() == 0
    Scanner.down = False
    assert judge_quarantined() == 1
