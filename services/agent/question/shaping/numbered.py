"""Tells rows by their number where all that they could be called by is somebody or something else.

``The oldest account`` is no owner, and ``the biggest flat`` no tenant: these are told of who asks for them.
"""

from dataclasses import replace

from services.agent.question.doubts.answering import equal_columns
from services.agent.question.language.words import stem, tokenise
from services.agent.question.plans.plan import Output, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.numbering import ASK_PERSONS, is_anothers, says_rows
from services.agent.question.tables.schema import Table


def tell_by_number(plan: Plan, question: str) -> Plan | None:
    """Show the number of each row before a name that is not the row's own, and that nobody asked for.

    Args:
        plan: What was understood.
        question: What is asked, in its words.

    Returns:
        None where the rows of each such name are taken together, as if an owner were an account.
    """
    label, key = plan.rows.table.label, plan.rows.table.key
    if label is None or key is None or not is_anothers(label, plan.rows.table):
        return plan
    at = plan.answer[0] if plan.answer else 0
    shown = plan.outputs[at]
    told = any(output.column == key for output in plan.outputs)
    if (
        shown.column != label
        or shown.function
        or told
        or not _asks_rows(question, label, plan.rows.table, bound=label in equal_columns(plan))
    ):
        return plan
    if plan.grouped:
        return None
    if plan.distinct and len(plan.outputs) > 1:
        return plan
    outputs = (*plan.outputs[:at], Output(key), *plan.outputs[at + 1 :], shown)
    answer = plan.answer or tuple(range(len(plan.outputs)))
    return replace(plan, outputs=outputs, answer=answer, distinct=False)


def _asks_rows(question: str, label: Column, table: Table, *, bound: bool) -> bool:
    """Whether a question speaks of the rows, and neither of the name nor of persons.

    A name that the question says itself is never asked for: ``which flat has the tenant …``.
    """
    words = [token.text.casefold() for token in tokenise(question)]
    said = {stem(word) for word in words}
    named = not (bound or said.isdisjoint(label.words))
    return says_rows(said, table) and not named and ASK_PERSONS.isdisjoint(words)
