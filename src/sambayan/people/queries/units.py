"""Offices: one, its place in the tree, its people, and what it was called on another day."""

from sambayan.people.models import OrganisationUnit


def unit(code: str) -> OrganisationUnit | None:
    """One unit by its code, with the unit above and its agency."""
    return OrganisationUnit.objects.filter(code=code).select_related("parent", "agency").first()
