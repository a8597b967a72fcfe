"""Plans for the best of each group: the largest city of each state, the top product in every region."""

from collections.abc import Iterator

from services.agent.question.composing.draft import is_comparable
from services.agent.question.composing.nodes import NotUnderstoodError, freeze
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import AGE_SUPERLATIVES, NOT_ADDED
from services.agent.question.plans.plan import Function, Missing, Order, Output, Plan
from services.agent.question.slots.draught import Draught
from services.agent.question.slots.figures import count_rows
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.listing import ranked_column
from services.agent.question.slots.targets import default_target
from services.agent.question.slots.wishes import Rank
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table


def best_of_groups(ground: Ground) -> Column | None:
    """Return what ranks within each group, where something does: a thing that is no group itself."""
    wishes = ground.wishes
    keys = [column for column, _ in wishes.groups]
    if wishes.rank is None or not keys or wishes.combination or wishes.having or wishes.averages_counts:
        return None
    if wishes.asks is Sense.HOW:
        return None  # "How old is the oldest of each team" asks for a figure.
    plain = [want for want in wishes.wants if want.is_plain]
    if len(plain) != len(wishes.wants) or len(plain) > 1:
        return None
    if not plain and wishes.asks is Sense.WHO:
        found = default_target(ground.view, wishes, [*ground.bound, *keys])
        subject = found[0] if found else None
    elif plain:
        subject = plain[0].column or (plain[0].table.label if plain[0].table else None)
    else:
        return None
    return subject if subject and subject not in keys and not is_comparable(subject) else None


def plan_best(ground: Ground, rank: Rank, subject: Column) -> Iterator[Draught]:
    """Rank rows, or what they come to for each subject, within every group by itself."""
    keys: list[Output] = []
    for column, bucket in ground.wishes.groups:
        keys += [Output(column, bucket=bucket)] if bucket else ground.keys(column)
    measure = _measure(ground, rank, subject)
    if measure.column in [column for column, _ in ground.wishes.groups]:
        raise NotUnderstoodError  # Within a group all are alike in what makes it.
    own = [Output(subject)] if measure.function is None else ground.keys(subject)
    outputs = (*keys, *own, measure)
    lookups = ground.lookups([output.column for output in outputs])
    compared = measure.column
    timed = compared is not None and (compared.is_date or compared.is_year)
    turned = timed and rank.word in AGE_SUPERLATIVES
    order = (Order(len(outputs) - 1, descending=rank.largest != turned),)
    lacking = [key.column for key in keys if key.column and key.column.nulls]
    ground.root.conditions += [Missing(each, negated=True) for each in lacking]
    limit = rank.limit if (rank.limit or 1) > 1 else None
    plan = Plan(
        freeze(ground.root),
        outputs,
        lookups,
        grouped=measure.function is not None,
        order=order,
        limit=limit,
        ties=limit is None,
        within=tuple(range(len(keys))),
        answer=(len(keys) - 1, len(outputs) - 2),
    )
    yield Draught(plan, 0.97 * ground.score)


def _measure(ground: Ground, rank: Rank, subject: Column) -> Output:
    """Return what is compared: a column of single rows, or a figure of each subject's rows.

    Raises:
        NotUnderstoodError: Nothing of the home is.
    """
    home = ground.view.home
    if isinstance(rank.counted, Table):
        if rank.counted != home or (
            subject.table == home.name and (subject == home.label or not subject.repeats)
        ):
            raise NotUnderstoodError  # Of what each row is there is one.
        return count_rows(ground)
    column = ranked_column(ground, rank)
    if column.table != home.name or rank.counted is not None:
        raise NotUnderstoodError
    if subject.table == home.name and rank.function is None:
        if subject.repeats and subject != home.label:
            raise NotUnderstoodError  # Of the row with the most, or of all of its rows?
        return Output(column)
    if rank.function is None and (set(column.words) & NOT_ADDED or not column.is_measure):
        raise NotUnderstoodError
    return Output(column, rank.function or Function.SUM)
