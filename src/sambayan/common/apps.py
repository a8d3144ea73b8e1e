from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Registers the checks of the house."""

    name = "sambayan.common"

    def ready(self) -> None:
        from sambayan.common import checks  # noqa: F401, PLC0415 - registered by being read
