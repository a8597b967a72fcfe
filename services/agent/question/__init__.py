"""From a plain-language question to a typed plan, and from the plan to SQL and to words.

A plan is the only thing that can come out of a question. SQL and the reading are both printed from it,
and whatever the question says that the plan does not explain lowers the confidence.
"""

from services.agent.question.candidates import Reading
from services.agent.question.outcomes import Interpretation, Outcome
from services.agent.question.tables.schema import Catalog
from services.agent.question.together import interpret

__all__ = ["Catalog", "Interpretation", "Outcome", "Reading", "interpret"]
