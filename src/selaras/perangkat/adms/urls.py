"""iclock/: fixed in most firmware; some models take a server address with a path in it.

The secret of a site, where it has one, stands in the path: /m/<secret>/iclock/cdata for machines
that can be told one, /iclock/<secret>/cdata for a proxy that writes it in. Some models add .aspx.
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import re_path

from selaras.perangkat.adms import views

app_name = "adms"
PINTU: dict[str, Callable[..., HttpResponse]] = {
    "cdata": views.cdata,
    "getrequest": views.getrequest,
    "devicecmd": views.devicecmd,
    "fdata": views.fdata,
    "ping": views.ping,
}
_AWAL = r"^(?:m/(?P<awal>[-\w]{1,40})/)?iclock/(?:(?P<rahasia>[-\w]{1,40})/)?"
urlpatterns = [
    re_path(rf"{_AWAL}{nama}(?:\.aspx)?$", view, name=nama) for nama, view in PINTU.items()
]
