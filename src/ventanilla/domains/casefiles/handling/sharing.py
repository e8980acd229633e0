"""The tasks of an official and of their unit; taking one, leaving it, giving it to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.capacity import present_of, stood_for
from ventanilla.domains.casefiles.clock_rows import NO_DUE_DATE
from ventanilla.domains.casefiles.errors import NotYours, TaskTaken, TaskUnknown
from ventanilla.domains.casefiles.figures import SOON
from ventanilla.domains.casefiles.handling.models import Task
from ventanilla.domains.casefiles.rules.cursors import read_cursor, write_cursor
from ventanilla.domains.casefiles.rules.handling_steps import OPEN
from ventanilla.domains.casefiles.rules.states import State
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Office, Post
from ventanilla.kernel import clock

PAGE = 25
MINE, FREE, SIGN, UNIT = "mine", "free", "sign", "unit"
WHOSE = (MINE, FREE, SIGN, UNIT)
#: What somebody proposed and nobody has signed yet.
_TO_SIGN = Q(act="resolve", case__state=State.PROPOSED)
#: Which tasks the holder of each role may do: their own, and those of the roles below.
MAY_DO = {
    "clerk": frozenset({"clerk"}),
    "officer": frozenset({"clerk", "officer"}),
    "head": frozenset({"clerk", "officer", "head"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One open task. `title` is that of its step by language, empty for a task of the law (whose
    `act` says it); `due_on` is None where no time limit runs; `account_id` is whoever has it."""

    id: UUID
    step: str
    act: str
    title: dict[str, str]
    case_id: UUID
    label: str
    subject: str
    applicant_name: str
    due_on: date | None
    account_id: UUID | None
    taken_at: datetime | None
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """A page of open tasks, the most urgent first. `counts` are exact, by `WHOSE`."""

    lines: list[TaskLine]
    counts: dict[str, int]
    late: int
    next_cursor: str


def tasks_of(
    *,
    office: Office,
    post: Post,
    whose: str = UNIT,
    account_id: UUID | None = None,
    left: str = "",
    cursor: str = "",
) -> TaskPage:
    """The open tasks that the post may do: those it took, those nobody took, those
    proposed that wait for a signature, all of its unit; of these, what `account_id` has, and what
    passed its day (`left` late) or ends within seven days (week).

    Three statements. Raises `NotYours` where the role handles no cases.
    """
    within = _within(office, post)
    today = clock.today(office.zone)
    shown = _narrowed(_whose(within, post, whose), account_id, left, today)
    counted = within.order_by().aggregate(
        mine=Count("id", filter=Q(account_id=post.account_id)),
        free=Count("id", filter=Q(account_id__isnull=True)),
        sign=Count("id", filter=_TO_SIGN),
        unit=Count("id"),
        late=Count("id", filter=Q(ordered_by__lt=today)),
    )
    if place := read_cursor(cursor) if cursor else None:
        day, last = place
        shown = shown.filter(Q(ordered_by__gt=day) | Q(ordered_by=day, id__gt=last))
    found = list(
        shown.select_related("case__applicant", "case__opened_by").order_by("ordered_by", "id")[
            : PAGE + 1
        ]
    )
    more, found = len(found) > PAGE, found[:PAGE]
    return TaskPage(
        lines=[_line(task) for task in found],
        counts={name: counted[name] for name in WHOSE},
        late=counted["late"],
        next_cursor=write_cursor(found[-1].ordered_by, found[-1].id) if more else "",
    )


@dataclass(frozen=True, slots=True)
class Load:
    """How many open tasks somebody of the unit has (`account_id` None: nobody), how many of them
    passed their day, and how many end within seven days."""

    account_id: UUID | None
    open: int
    late: int
    week: int


def loads_of(*, office: Office, post: Post) -> list[Load]:
    """The open tasks of the unit that the post may do, by whoever has them: one statement."""
    today = clock.today(office.zone)
    counted = (
        _within(office, post)
        .order_by()
        .values_list("account_id")
        .annotate(
            n=Count("id"),
            late=Count("id", filter=Q(ordered_by__lt=today)),
            week=Count(
                "id", filter=Q(ordered_by__gte=today, ordered_by__lte=today + timedelta(days=SOON))
            ),
        )
    )
    return sorted(
        (Load(*row) for row in counted), key=lambda one: (-one.late, -one.week, -one.open)
    )


def task_line(*, office: Office, post: Post, task_id: UUID) -> TaskLine:
    """One open task that the post may do. Raises `TaskUnknown`, `NotYours`."""
    found = _within(office, post).select_related("case__applicant", "case__opened_by")
    task = found.filter(id=task_id).first()
    if task is None:
        raise _unknown()
    return _line(task)


def take_task(*, office: Office, post: Post, task_id: UUID) -> None:
    """The holder of the post takes a task that nobody has. Raises `TaskUnknown`, `TaskTaken`."""
    _hand_over(_one(office, post, task_id), post.account_id, only_if_free=True)


def leave_task(*, office: Office, post: Post, task_id: UUID) -> None:
    """Whoever has a task leaves it to the unit; a head may free anybody's. Raises `TaskUnknown`,
    `NotYours`."""
    task = _one(office, post, task_id)
    if task.account_id != post.account_id and post.role != "head":
        raise NotYours
    _hand_over(task, None)


def give_task(*, office: Office, post: Post, task_id: UUID, account_id: UUID) -> None:
    """The head gives a task to somebody of the unit who may do it. Raises `TaskUnknown`,
    `NotYours`."""
    task = _one(office, post, task_id)
    if post.role != "head" or account_id not in {p.account_id for p in may_do(post, task.role)}:
        raise NotYours
    _hand_over(task, account_id)


@dataclass(frozen=True, slots=True)
class DayLoad:
    """How many of the unit's open tasks are due on a day; those that passed theirs are on none."""

    day: date
    tasks: int


def week_of(*, office: Office, post: Post) -> list[DayLoad]:
    """Today and the seven days after it, each with the tasks of the unit that the post may do and
    that are due then: one statement."""
    today = clock.today(office.zone)
    last = today + timedelta(days=SOON)
    rows = _within(office, post).filter(ordered_by__gte=today, ordered_by__lte=last).order_by()
    counted = dict(rows.values_list("ordered_by").annotate(n=Count("id")))
    days = (today + timedelta(days=n) for n in range(SOON + 1))
    return [DayLoad(day, counted.get(day, 0)) for day in days]


def tasks_in(
    *, office: Office, post: Post, case_ids: Sequence[UUID]
) -> dict[UUID, list[tuple[UUID, UUID | None]]]:
    """By case, the open tasks that the post may do there, each with whoever has it: one
    statement."""
    found: dict[UUID, list[tuple[UUID, UUID | None]]] = {}
    rows = _within(office, post).filter(case_id__in=case_ids).order_by("ordered_by", "id")
    for case_id, task_id, account_id in rows.values_list("case_id", "id", "account_id"):
        found.setdefault(case_id, []).append((task_id, account_id))
    return found


def may_do(post: Post, role: str) -> Sequence[Post]:
    """The posts that may do a task of that role in the unit: its own, and for whoever is absent
    their substitute. Two statements."""
    held = [
        one
        for one in offices.posts_in(unit_id=post.unit_id)
        if role in MAY_DO.get(one.role, frozenset())
    ]
    return present_of(held)


def _hand_over(task: Task, account_id: UUID | None, *, only_if_free: bool = False) -> None:
    """One statement decides between two who take it at once."""
    still = Task.objects.filter(id=task.id, state=OPEN)
    if only_if_free:
        still = still.filter(Q(account_id__isnull=True) | Q(account_id=account_id))
    with transaction.atomic():
        changed = still.update(account_id=account_id, taken_at=clock.now() if account_id else None)
    if not changed:
        raise TaskTaken(
            _("Otra persona tomó ya esta tarea, o ya no está pendiente."),
            expected=_("Vuelva a la lista: se ve quién la lleva."),
        )


def _within(office: Office, post: Post) -> QuerySet[Task]:
    """Those that the post may do: of its own unit, and of whoever it stands in for while absent."""
    if post.role not in MAY_DO or post.office_id != office.id:
        raise NotYours
    mine = Q(unit_id=post.unit_id, role__in=MAY_DO[post.role])
    rows = stood_for(post).filter(kind=offices.StandInKind.SUBSTITUTION)
    for unit_id, role in rows.values_list("from_post__unit_id", "from_post__role"):
        mine |= Q(unit_id=unit_id, role__in=MAY_DO.get(role, frozenset()))
    return Task.objects.filter(mine, office_id=office.id, state=OPEN)


def _whose(tasks: QuerySet[Task], post: Post, whose: str) -> QuerySet[Task]:
    if whose == MINE:
        return tasks.filter(account_id=post.account_id)
    if whose == SIGN:
        return tasks.filter(_TO_SIGN)
    return tasks.filter(account_id__isnull=True) if whose == FREE else tasks


def _narrowed(
    tasks: QuerySet[Task], account_id: UUID | None, left: str, today: date
) -> QuerySet[Task]:
    if account_id is not None:
        tasks = tasks.filter(account_id=account_id)
    if left == "late":
        return tasks.filter(ordered_by__lt=today)
    if left == "week":
        return tasks.filter(ordered_by__gte=today, ordered_by__lte=today + timedelta(days=SOON))
    return tasks


def _one(office: Office, post: Post, task_id: UUID) -> Task:
    task = _within(office, post).filter(id=task_id).first()
    if task is None:
        raise _unknown()
    return task


def _unknown() -> TaskUnknown:
    return TaskUnknown(_("Esa tarea no está pendiente en su unidad."))


def _line(task: Task) -> TaskLine:
    case = task.case
    steps = {step["id"]: step for step in catalogue.version(case.version_id).steps}
    step = steps.get(task.step)
    return TaskLine(
        id=task.id,
        step=task.step,
        act=task.act,
        title=dict(step["title"]) if step else {},
        case_id=case.id,
        label=str(case.opened_by),
        subject=case.subject,
        applicant_name=case.applicant.name,
        due_on=None if task.ordered_by == NO_DUE_DATE else task.ordered_by,
        account_id=task.account_id,
        taken_at=task.taken_at,
        role=task.role,
    )
