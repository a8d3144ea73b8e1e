"""`python -m sambayan.config.clock` queues each daily job once a day; `--once` looks once and ends, for cron."""

import os
import sys
import time

LOOK_EVERY = 60


def main(arguments: list[str]) -> int:
    """Look now, and again every minute until stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambayan.config.settings")
    import django  # noqa: PLC0415 - settings first

    django.setup()

    from django.db import connections  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from sambayan.common.jobs import queue_daily  # noqa: PLC0415

    while True:
        for name in queue_daily(timezone.localdate()):
            print(f"Queued for today: {name}", flush=True)
        connections.close_all()
        if "--once" in arguments:
            return 0
        time.sleep(LOOK_EVERY)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
