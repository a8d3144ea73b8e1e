"""What is done for the agreement: realisation and evidence by period."""

from django.db import models

from sambayan.planning.models.agreements import PlannedResult


class Evidence(models.Model):
    """What was achieved for a planned result in a period, with a link that shows it. Source: Ps 16."""

    result = models.ForeignKey(PlannedResult, on_delete=models.CASCADE, related_name="evidence")
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT)
    realisation = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title
