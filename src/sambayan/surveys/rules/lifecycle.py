"""The life of a survey and of an imported file, and where an answer came from."""

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _


class SurveyState(Labelled):
    """A survey is prepared, open for answers, sealed, and published."""

    DRAFT = "draft", _("Disiapkan")
    OPEN = "open", _("Dibuka")
    SEALED = "sealed", _("Disegel")
    PUBLISHED = "published", _("Diterbitkan")


class ImportState(Labelled):
    """A file is shown first; it counts only when confirmed."""

    PREVIEWED = "previewed", _("Pratinjau")
    CONFIRMED = "confirmed", _("Disimpan")
    DISCARDED = "discarded", _("Dibatalkan")


class Channel(Labelled):
    """Where an answer came from."""

    LINK = "link", _("Tautan atau kode QR")
    IMPORT = "import", _("Berkas impor")


SURVEY_FLOW: Flow[SurveyState] = Flow(
    "surveys",
    {
        "open": (frozenset({SurveyState.DRAFT}), SurveyState.OPEN),
        "respond": (frozenset({SurveyState.OPEN}), SurveyState.OPEN),
        "import": (frozenset({SurveyState.DRAFT, SurveyState.OPEN}), SurveyState.OPEN),
        "seal": (frozenset({SurveyState.OPEN}), SurveyState.SEALED),
        "publish": (frozenset({SurveyState.SEALED}), SurveyState.PUBLISHED),
    },
)
IMPORT_FLOW: Flow[ImportState] = Flow(
    "imports",
    {
        "confirm": (frozenset({ImportState.PREVIEWED}), ImportState.CONFIRMED),
        "discard": (frozenset({ImportState.PREVIEWED}), ImportState.DISCARDED),
    },
)
