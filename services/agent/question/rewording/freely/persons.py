"""Words for whoever asks, or for anybody: what a question wants is the same for all of them."""

ANYBODY = (
    r"(?:i|we|you|one|they|people|somebody|someone|anybody|anyone|he|she|guests|customers|visitors|tenants)"
)
"""Who does or could do something, of whom nothing is said."""
MODAL = r"(?:can|could|should|would|might|may|must|will|do|did|shall)"
"""Verbs that only say that somebody may do it."""
