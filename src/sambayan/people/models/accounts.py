"""Who may come in and do what, and who looked at whom."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Role
from sambayan.people.models.checks import ends_after_start, one_of
from sambayan.people.models.employees import Employee
from sambayan.people.models.organisation import OrganisationUnit

PAGES = {
    "people.person": _("Profil"),
    "planning.read": _("SKP"),
    "planning.doing": _("Pelaksanaan SKP"),
    "planning.log": _("Catatan harian"),
    "planning.download": _("Berkas bukti"),
    "planning.print_actions": _("Cetakan rencana aksi"),
    "planning.print_documentation": _("Cetakan pendokumentasian kinerja"),
    "evaluation.read": _("Penilaian"),
    "evaluation.rate": _("Formulir penilaian"),
    "evaluation.explain": _("Penjelasan predikat"),
    "evaluation.document": _("Dokumen penilaian"),
}
"""Personal pages by the right they ask for."""


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts for the command line and the tests."""

    def create_user(self, login: str, password: str | None = None, **fields: Any) -> "Account":
        """A new account; without a password nobody can sign in with it."""
        account = self.model(login=login, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """What a person signs in with: employee number or e-mail. Partners have an account without an employee."""

    login = models.CharField(max_length=120, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    employee = models.OneToOneField(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="account")
    persona = models.SlugField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="account_email_once")
        ]

    def __str__(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """A role of an account for a unit and everything below it, from–to; without a unit it holds everywhere."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices())
    unit = models.ForeignKey(OrganisationUnit, null=True, blank=True, on_delete=models.PROTECT)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [one_of("role", Role), ends_after_start()]

    def __str__(self) -> str:
        return f"{self.role} · {self.unit or '*'}"

    @property
    def role_word(self) -> Role:
        """The role with its label."""
        return Role(self.role)


class Look(models.Model):
    """Somebody else opened a personal page of an employee. Written once a reading, never changed."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="looks")
    reader_id_text = models.CharField(max_length=40)
    reader_name = models.CharField(max_length=200)
    reader_title = models.CharField(max_length=200, blank=True)
    page = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["employee", "-at"], name="look_latest")]

    def __str__(self) -> str:
        return f"{self.reader_name} · {self.page}"

    @property
    def page_word(self) -> str:
        """The page in words; a page that is no longer known keeps the name of its right."""
        words = PAGES.get(self.page)
        return str(words) if words else self.page
