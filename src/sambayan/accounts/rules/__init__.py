"""The rules of signing in; import them from here."""

from sambayan.accounts.rules.device import device
from sambayan.accounts.rules.limits import LIMITS, WINDOW
from sambayan.accounts.rules.proof import Proof, Step, owes_second_factor

__all__ = ["LIMITS", "WINDOW", "Proof", "Step", "device", "owes_second_factor"]
