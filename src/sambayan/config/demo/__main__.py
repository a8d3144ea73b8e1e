"""`python -m sambayan.config.demo` loads the demo province into an empty, migrated database."""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambayan.config.settings")
    django.setup()

    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from sambayan.config.demo.load import load

    if not settings.DEMO:
        raise SystemExit("The demo province is for SAMBAYAN_MODE=demo only.")
    call_command("migrate", verbosity=0)
    load(now=timezone.now(), say=lambda line: print(line, flush=True))
