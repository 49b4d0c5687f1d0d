"""Pages of results, with and without a run."""

import pytest
from django.urls import reverse
from tests.izin.dunia import Dunia
from tests.simpeg.periksa.periksa_uji import client_of, run

from selaras.core.jobs.models import Pekerjaan


@pytest.mark.parametrize("halaman", ["simpeg:mutu", "simpeg:tempo", "simpeg:duk"])
def test_pages_of_results_ask_few_queries(
    dunia: Dunia, halaman: str, django_assert_max_num_queries
) -> None:
    run(dunia)
    client = client_of(dunia, "admin_bkpsdm")
    client.get(reverse(halaman))
    with django_assert_max_num_queries(12):
        assert client.get(reverse(halaman)).status_code == 200


def test_before_the_first_run_pages_say_what_will_come(dunia: Dunia) -> None:
    client = client_of(dunia, "admin_bkpsdm")
    for halaman, kata in (("simpeg:mutu", "belum pernah diperiksa"),
                          ("simpeg:duk", "DUK belum disusun"),
                          ("simpeg:tempo", "Tidak ada yang")):  # fmt: skip
        assert kata in client.get(reverse(halaman)).content.decode()
    jawab = client.post(reverse("simpeg:mutu_jalankan"))
    assert jawab.headers["Location"] == Pekerjaan.objects.latest("pk").get_absolute_url()
