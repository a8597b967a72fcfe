"""A measured ratio beside its goal, and how figures are printed and kept."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results.json"
"""The newest figure of each benchmark, committed, so that a change shows in review."""


@dataclass(frozen=True)
class Figure:
    """One figure; ``goal`` None: printed for information only."""

    name: str
    value: float
    direction: str
    """``<=`` or ``>=``: on which side of the goal is good."""

    goal: float | None
    unit: str = "×"

    @property
    def is_met(self) -> bool:
        if self.goal is None:
            return True
        return self.value <= self.goal if self.direction == "<=" else self.value >= self.goal


def print_figures(figures: list[Figure]) -> None:
    """Print each figure on a line and keep it in ``results.json``."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for figure in figures:
        goal = "" if figure.goal is None else f"goal {figure.direction} {figure.goal:g}{figure.unit}"
        verdict = "" if figure.goal is None else ("met" if figure.is_met else "MISSED")
        print(f"{figure.name:62} {figure.value:8.2f}{figure.unit}  {goal:16} {verdict}")
        kept[figure.name] = {**asdict(figure), "value": round(figure.value, 3), "is_met": figure.is_met}
    RESULTS.write_text(json.dumps(kept, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
