"""The joins of a catalogue as ways from table to table."""

from collections.abc import Iterable

from services.agent.question.composing.joins import known_joins
from services.agent.question.composing.nodes import Graph
from services.agent.question.plans.plan import Function, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog


@remembered
def graph_of(catalog: Catalog) -> Graph:
    """Find the ways along the joins that a question may use."""
    return Graph(known_joins(catalog))


def only_pairs_tell(graph: Graph, catalog: Catalog, counted: Column, groups: Iterable[Column]) -> bool:
    """Whether nothing but rows of pairs says with what things go together: which plays of a style.

    Args:
        graph: The joins of the catalogue.
        catalog: Of all tables.
        counted: The column of the pairs that names the things.
        groups: What they are counted by; a thing that tells it itself needs no pairs.
    """
    things = next((hop.other.table for hop in graph.hops(counted.table) if hop.own == counted), None)
    if things is None or not graph.is_of_pairs(catalog.by_name[counted.table]):
        return False
    return not all(graph.path(things, each.table, to_one=True) is not None for each in groups)


def counts_pairs(plan: Plan, catalog: Catalog, graph: Graph) -> bool:
    """Whether a plan counts what only rows of pairs put in its groups, and nothing else."""
    counted = [each.column for each in plan.outputs if each.function is Function.COUNT]
    keys = [each.column for each in plan.outputs if each.column and not each.function]
    return len(counted) == 1 and counted[0] is not None and only_pairs_tell(graph, catalog, counted[0], keys)
