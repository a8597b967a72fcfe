"""Columns side by side, divided where one between them holds nothing."""

from collections.abc import Sequence


def bands_of(columns: Sequence[int]) -> list[list[int]]:
    """Divide columns where one between them holds nothing."""
    bands: list[list[int]] = []
    for column in columns:
        if bands and bands[-1][-1] == column - 1:
            bands[-1].append(column)
        else:
            bands.append([column])
    return bands


def without_slivers(bands: Sequence[list[int]]) -> list[list[int]]:
    """Join bands of one column to a neighbour: a label or a remark, with a blank column for looks."""
    joined: list[list[int]] = []
    for band in bands:
        if joined and (len(band) == 1 or len(joined[-1]) == 1):
            joined[-1] += band
        else:
            joined.append(list(band))
    return joined
