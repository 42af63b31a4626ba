"""Figures of several runs as a table: the median of each, and below it the least and the most."""

import statistics
from collections.abc import Mapping, Sequence

Figures = Mapping[str, Sequence[float]]


def table(title: str, columns: Mapping[str, str], rows: Mapping[str, Figures], digits: int = 2) -> str:
    """The columns by the key of their figures and what stands above them."""
    first = max(len(name) for name in (title, *rows)) + 2
    head = f"{title:{first}}" + "".join(f"{above:>14}" for above in columns.values())
    return "\n".join(
        [head, *(line for name, runs in rows.items() for line in _lines(name, first, columns, runs, digits))]
    )


def gathered(runs: Sequence[Mapping[str, Mapping[str, float]]]) -> dict[str, dict[str, list[float]]]:
    """By rows and figures what each run found of them."""
    return {row: {key: [run[row][key] for run in runs] for key in runs[0][row]} for row in runs[0]}


def _lines(name: str, first: int, columns: Mapping[str, str], runs: Figures, digits: int) -> list[str]:
    medians = "".join(f"{statistics.median(runs[key]):14.{digits}f}" for key in columns)
    ranges = (f"{min(runs[key]):.{digits}f}–{max(runs[key]):.{digits}f}" for key in columns)
    return [f"{name:{first}}{medians}", " " * first + "".join(f"{shown:>14}" for shown in ranges)]
