"""Heavy work is named, not imported."""

import pytest

from sambayan.common import jobs


def test_a_name_is_registered_once():
    jobs.known()

    with pytest.raises(ValueError, match="declared twice: surveys.freeze"):
        jobs.job("surveys.freeze")(lambda pk: None)


def test_every_name_that_is_queued_has_its_job():
    import re
    from pathlib import Path

    source = Path(jobs.__file__).parents[1]
    queued = {
        name for path in source.rglob("actions.py") for name in re.findall(r'later\("([a-z.]+)"', path.read_text())
    }

    assert queued == {"surveys.freeze"} <= jobs.known().keys()
