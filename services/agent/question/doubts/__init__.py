"""Whether a plan may stand: it answers what was asked, of the rows and by the measure said, or it is none.

``soundness`` asks all the other rooms, whatever reader made the plan.
"""
