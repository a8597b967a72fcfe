"""The joins of a catalogue as ways from table to table."""

from services.agent.question.composing.joins import known_joins
from services.agent.question.composing.nodes import Graph
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog


@remembered
def graph_of(catalog: Catalog) -> Graph:
    """Find the ways along the joins that a question may use."""
    return Graph(known_joins(catalog))
