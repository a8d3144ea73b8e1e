"""Objections, what both sides explained, and what was frozen with them."""

from .objections import Explanation, Objection, ObjectionBundle

__all__ = ["Explanation", "Objection", "ObjectionBundle"]
