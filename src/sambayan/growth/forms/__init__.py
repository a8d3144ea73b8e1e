"""Forms of feedback, guidance and counselling."""

from .counselling import AppointForm, CommunicateForm, NoteForm, ReasonForm, RecordForm, ReportForm, ScheduleForm
from .feedback import DateForm, ReplyForm, RequestForm, WithdrawForm, WriteForm
from .guidance import (
    CoachingForm,
    CompetenceForm,
    FollowUpForm,
    HoldForm,
    MentoringForm,
    ProposeForm,
    SessionForm,
    ViewForm,
)

__all__ = [
    "AppointForm",
    "CoachingForm",
    "CommunicateForm",
    "CompetenceForm",
    "DateForm",
    "FollowUpForm",
    "HoldForm",
    "MentoringForm",
    "NoteForm",
    "ProposeForm",
    "ReasonForm",
    "RecordForm",
    "ReplyForm",
    "ReportForm",
    "RequestForm",
    "ScheduleForm",
    "SessionForm",
    "ViewForm",
    "WithdrawForm",
    "WriteForm",
]
