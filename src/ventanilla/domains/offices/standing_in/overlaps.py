"""The triggers that two rows at once cannot pass: the same power of a post given twice, a post of
the same account, a delegation further of what is not its own to give."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "offices_standin"

_TWICE = """EXISTS (
 SELECT 1 FROM offices_standin s LEFT JOIN offices_standinend e ON e.stand_in_id = s.id
 WHERE s.from_post_id = NEW.from_post_id
 AND (s.kind = 'substitution') = (NEW.kind = 'substitution')
 AND (s.act = NEW.act OR s.act = '' OR NEW.act = '')
 AND (s.procedure = NEW.procedure OR s.procedure = '' OR NEW.procedure = '')
 AND (s.until_at IS NULL OR NEW.from_at < s.until_at)
 AND (e.at IS NULL OR NEW.from_at < e.at)
 AND (NEW.until_at IS NULL OR s.from_at < NEW.until_at)
 AND (e.at IS NULL OR s.from_at < e.at))"""
_SELF = """EXISTS (
 SELECT 1 FROM offices_post a JOIN offices_post b ON a.account_id = b.account_id
 WHERE a.id = NEW.from_post_id AND b.id = NEW.to_post_id)"""
_FURTHER = """NEW.of_id IS NOT NULL AND NOT EXISTS (
 SELECT 1 FROM offices_standin s WHERE s.id = NEW.of_id AND s.to_post_id = NEW.from_post_id
 AND s.kind <> 'substitution' AND s.of_id IS NULL AND s.act = NEW.act)"""
_RULES = {
    "twice": (_TWICE, "stand_in_given_twice"),
    "self": (_SELF, "stand_in_for_themselves"),
    "further": (_FURTHER, "stand_in_not_its_own"),
}
_SQLITE = """CREATE TRIGGER "{table}_{name}" BEFORE INSERT ON "{table}" WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END"""
# Two that are recorded at once for one post wait for each other: neither sees the other's row.
_FUNCTION = """CREATE OR REPLACE FUNCTION ventanilla_stand_in() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
PERFORM pg_advisory_xact_lock(hashtext(NEW.from_post_id::text));
{rules}
RETURN NEW; END $$"""
_RULE = """IF {condition} THEN RAISE EXCEPTION '{message}'
USING ERRCODE = 'integrity_constraint_violation'; END IF;"""


def guard(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the table."""
    if editor.connection.vendor == "sqlite":
        for name, (condition, message) in _RULES.items():
            made = _SQLITE.format(table=TABLE, name=name, condition=condition, message=message)
            editor.execute(made, params=None)
        return
    rules = [_RULE.format(condition=rule, message=message) for rule, message in _RULES.values()]
    editor.execute(_FUNCTION.format(rules="\n".join(rules)), params=None)
    editor.execute(
        f"CREATE TRIGGER {TABLE}_rules BEFORE INSERT ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION ventanilla_stand_in()",
        params=None,
    )


def unguard(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them off."""
    if editor.connection.vendor == "sqlite":
        for name in _RULES:
            editor.execute(f'DROP TRIGGER "{TABLE}_{name}"')
    else:
        editor.execute(f"DROP TRIGGER {TABLE}_rules ON {TABLE}")


def no_power_given_twice() -> migrations.RunPython:
    """The operation of the migration that makes the table."""
    return migrations.RunPython(guard, unguard)
