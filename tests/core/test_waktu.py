"""The demo lives on a day of its data; a real site on the server's clock."""

from datetime import date

import time_machine
from django.test import override_settings
from django.utils import timezone

from selaras.core.waktu import now, sample_day

HARI = date(2025, 12, 18)


@override_settings(DEMO=True, HARI_INI_CONTOH=HARI)
def test_in_the_demo_today_is_the_samples_day_at_the_clocks_time() -> None:
    with time_machine.travel("2026-11-22T09:30:00+07:00", tick=False):
        kini = timezone.localtime(now())
        assert (kini.date(), kini.hour, kini.minute) == (HARI, 9, 30)
        assert sample_day() == HARI


@override_settings(DEMO=False, HARI_INI_CONTOH=HARI)
def test_outside_the_demo_the_setting_means_nothing() -> None:
    with time_machine.travel("2026-11-22T09:30:00+07:00", tick=False):
        assert now() == timezone.now()
        assert sample_day() is None
