"""Forms of the agreement."""

from sambayan.planning.forms.content import (
    AnnexForm,
    ExpectationForm,
    IndicatorForm,
    LinkForm,
    ManualForm,
    OneExpectationForm,
    ResultForm,
    ShapeForm,
)
from sambayan.planning.forms.verbs import (
    AssignForm,
    DialogueForm,
    ReturnForm,
    ReviseForm,
    StartForm,
    TakeoverForm,
    TemplateForm,
    UnsignedForm,
)

__all__ = [
    "AnnexForm",
    "AssignForm",
    "DialogueForm",
    "ExpectationForm",
    "IndicatorForm",
    "LinkForm",
    "ManualForm",
    "OneExpectationForm",
    "ResultForm",
    "ReturnForm",
    "ReviseForm",
    "ShapeForm",
    "StartForm",
    "TakeoverForm",
    "TemplateForm",
    "UnsignedForm",
]
