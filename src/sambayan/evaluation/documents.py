"""The printed evaluation document."""

from sambayan.evaluation.models import PerformanceEvaluation


def evaluation_document(evaluation: PerformanceEvaluation, address: str) -> bytes:
    """D.1.1."""
    return b""
