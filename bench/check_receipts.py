"""After a run, in a process of its own: every receipt verifies, every number is in the book once.

    python -m bench.check_receipts ANSWERS VKEYS      (in the deployment of the environment)

Receipts are verified with the library and the published keys alone; receipts of one batch carry
the same signed checkpoint, whose signatures are verified once. Then the book is read: numbers
without gap, and each answer's number, position and case as they stand in the database.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from verifiable_log import Receipt, Verifier, leaf_from_extra, leaf_hash, verify_receipt


def verify_all(answers: list[dict[str, Any]], keys: list[Verifier]) -> int:
    """How many receipts verified; stops with an error at the first that does not."""
    believed: set[str] = set()
    for answer in answers:
        receipt = Receipt.parse(answer["receipt"])
        if receipt.checkpoint_note in believed:
            assert receipt.extra is not None
            receipt.verify_inclusion(leaf_hash(leaf_from_extra(receipt.extra)))
        else:
            verify_receipt(answer["receipt"], keys)
            believed.add(receipt.checkpoint_note)
        if receipt.index != answer["log_position"]:
            raise SystemExit(f"{answer['label']}: the receipt is of another place")
    return len(answers)


def check_book(answers: list[dict[str, Any]]) -> int:
    """How many entries the book has; stops at a gap, or at an answer it does not confirm."""
    import django

    django.setup()
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)
    from ventanilla.domains.casefiles.models import Case
    from ventanilla.domains.register.models import Entry

    given = {answer["entry_id"]: answer for answer in answers}
    if len(given) != len(answers):
        raise SystemExit("two answers speak of the same entry")
    opened = {str(entry): str(case) for entry, case in Case.objects.values_list("opened_by", "id")}
    expected, seen = 1, 0
    rows = Entry.objects.order_by("book", "year", "number")
    for entry_id, number, position in rows.values_list("id", "number", "position").iterator():
        if number not in (expected, 1):
            raise SystemExit(f"the book has a gap before {number}")
        expected = number + 1
        answer = given.get(str(entry_id))
        if answer:
            seen += 1
            told = (answer["number"], answer["log_position"], answer["case_id"])
            if told != (number, position, opened.get(str(entry_id))):
                raise SystemExit(f"{answer['label']} is not what the book says")
    if seen != len(answers):
        raise SystemExit(f"{len(answers) - seen} answers are not in the book")
    return len(opened)


def main() -> None:
    lines = Path(sys.argv[1]).read_bytes().splitlines()
    answers = [json.loads(line) for line in lines]
    keys = [Verifier.parse(line) for line in Path(sys.argv[2]).read_text().split()]
    receipts = verify_all(answers, keys)
    entries = check_book(answers)
    print(json.dumps({"receipts": receipts, "entries": entries}))


if __name__ == "__main__":
    main()
