"""Reading notices."""

from django.db.models import QuerySet

from sambayan.notices.models import Notice


def inbox(employee_id: int | None) -> QuerySet[Notice]:
    """The notices of an employee, newest first."""
    return Notice.objects.filter(recipient_id=employee_id).order_by("-created_at", "-pk")


def unread(employee_id: int | None) -> int:
    """How many notices wait to be read."""
    return Notice.objects.filter(recipient_id=employee_id, read_at__isnull=True).count()


def notice(pk: int) -> Notice | None:
    """One notice."""
    return Notice.objects.filter(pk=pk).first()
