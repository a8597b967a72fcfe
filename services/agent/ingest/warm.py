"""Does once, before any fork, what every reading of a file would otherwise do again; starts no thread."""

import pyarrow as pa

from services.agent.ingest.likely import Writing, likely_kinds


def warm() -> None:
    """Compile the patterns of all kinds, and let Arrow look for pandas.

    Arrow imports pandas, where it is installed, at the first array that it makes of Python's values: in a
    fork that costs a quarter of a second, for nothing that is used.
    """
    likely_kinds(["1"], Writing(spreadsheet=False))
    pa.array(["1"])
