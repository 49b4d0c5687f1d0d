"""The demo lives on a day of its data; a real site on the server's clock."""

from datetime import date, timedelta

import time_machine
from django.test import override_settings
from django.utils import timezone

from selaras.core.waktu import here, now, sample_day

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


@override_settings(DEMO=True, HARI_INI_CONTOH=HARI)
def test_in_the_demo_what_a_library_noted_yesterday_was_the_day_before_the_samples() -> None:
    with time_machine.travel("2026-11-22T09:30:00+07:00", tick=False):
        kemarin = timezone.localtime(here(timezone.now() - timedelta(days=1)))
        assert (kemarin.date(), kemarin.hour) == (HARI - timedelta(days=1), 9)
