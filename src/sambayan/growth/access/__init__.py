"""Who may give, read and answer feedback, guide and counsel."""

from .counselling import cases_visible_to
from .feedback import SHOWN, relation, relation_of, visible_to
from .guidance import guidance_visible_to

__all__ = ["SHOWN", "cases_visible_to", "guidance_visible_to", "relation", "relation_of", "visible_to"]
