"""Agencies, their offices over time, and the posts in them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.people.models.checks import ends_after_start, one_of
from sambayan.people.rules import PositionType, UnitChange, UnitType


class Agency(models.Model):
    """A government with its own civil servants, for example the province."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class OrganisationUnit(models.Model):
    """An office as it is today. `path` lists the codes from the root (`lpg/bapenda/samsat/`): a subtree is one prefix.

    What it was called and where it stood on another day is in its versions.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    code = models.SlugField(max_length=60, unique=True)
    path = models.CharField(max_length=250, unique=True)
    name = models.CharField(max_length=200)
    name_english = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=60, blank=True)
    unit_type = models.CharField(max_length=30, choices=UnitType.choices())
    address = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        constraints: ClassVar = [one_of("unit_type", UnitType)]
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="unit_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def type_word(self) -> UnitType:
        """The kind of office, with its label."""
        return UnitType(self.unit_type)


class UnitVersion(models.Model):
    """What an office was called and where it stood from–to, and what began this version."""

    unit = models.ForeignKey(OrganisationUnit, on_delete=models.CASCADE, related_name="versions")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    change = models.CharField(max_length=10, choices=UnitChange.choices())
    name = models.CharField(max_length=200)
    name_english = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=60, blank=True)
    unit_type = models.CharField(max_length=30, choices=UnitType.choices())
    parent = models.ForeignKey(
        OrganisationUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="former_children"
    )
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(to_date__isnull=True), name="unitversion_one_open"),
            one_of("change", UnitChange),
            one_of("unit_type", UnitType),
            ends_after_start(),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.from_date})"

    @property
    def change_word(self) -> UnitChange:
        """What began this version, with its label."""
        return UnitChange(self.change)


class Position(models.Model):
    """A post in a unit; every unit has at most one head."""

    unit = models.ForeignKey(OrganisationUnit, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=200)
    position_type = models.CharField(max_length=30, choices=PositionType.choices())
    level = models.CharField(max_length=30, blank=True)
    is_head = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(is_head=True), name="position_one_head"),
            one_of("position_type", PositionType),
        ]

    def __str__(self) -> str:
        return self.title
