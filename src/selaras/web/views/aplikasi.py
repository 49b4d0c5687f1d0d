"""The installable application: its manifest and the service worker at the root of the site.

The worker keeps the shells of a few pages, which hold nobody's data, and exactly the files that
these shells name; so its text, and with it the browser's copy, changes when one of them does.
"""

import hashlib
import json
import re

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from selaras.core.permissions import public

# page -> its shell: address and template.
CANGKANG = {
    "presensi:ketuk": ("presensi:ketuk_luring", "presensi/ketuk/luring.html"),
    "aktivitas:hari": ("aktivitas:luring", "aktivitas/luring.html"),
}
SKRIP = (
    "luring/simpanan.js", "ketuk/kirim.js", "aktivitas/kirim.js", "notify/pekerja.js",
    "web/pekerja.js",
)  # fmt: skip
IKON = ((192, "any"), (512, "any"), (512, "maskable"))
_NAMA = re.compile(r'(?:href|src)="(/[^"#]+)')


@require_safe
@public("peramban mengambilnya tanpa sesi; isinya bukan data")
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the site on its first screen."""
    del request
    tampilan = settings.TAMPILAN
    ikon = [
        {"src": static(f"web/ikon-{jenis}-{sisi}.png"), "sizes": f"{sisi}x{sisi}",
         "type": "image/png", "purpose": jenis}
        for sisi, jenis in IKON
    ]  # fmt: skip
    isi = {
        "id": "/",
        "name": f"{tampilan['nama']} {tampilan['daerah']}".strip(),
        "short_name": tampilan["nama"],
        "description": "Presensi dan kinerja pegawai",
        "lang": "id",
        "start_url": reverse("presensi:ketuk"),
        "scope": "/",
        "display": "standalone",
        "theme_color": tampilan["warna"],
        "background_color": "#ffffff",
        "icons": ikon,
        "shortcuts": [
            {"name": "Aktivitas", "url": reverse("aktivitas:hari")},
            {"name": "Beranda", "url": reverse("web:beranda")},
        ],
    }
    return JsonResponse(isi, content_type="application/manifest+json")


@require_safe
@public("peramban mengambilnya tanpa sesi; isinya bukan data")
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker with its list of shells and files; asked for anew at every visit."""
    del request
    cangkang = {}
    berkas: set[str] = set()
    sidik = hashlib.sha256()
    for halaman, (alamat, templat) in CANGKANG.items():
        isi = render_to_string(templat, {"tampilan": settings.TAMPILAN})
        cangkang[reverse(halaman)] = reverse(alamat)
        berkas |= _files(isi)
        sidik.update(isi.encode())
    skrip = [static(nama) for nama in SKRIP]
    sidik.update(json.dumps([sorted(berkas), skrip]).encode())
    baris = [
        f'const VERSI = "{sidik.hexdigest()[:12]}";',
        f"const CANGKANG = {json.dumps(cangkang)};",
        f"const BERKAS = {json.dumps(sorted(berkas))};",
        f"const TETAP = {json.dumps(hasattr(staticfiles_storage, 'hashed_files'))};",
        f"importScripts({', '.join(json.dumps(s) for s in skrip)});",
    ]
    return HttpResponse("\n".join(baris), content_type="text/javascript")


def _files(isi: str) -> set[str]:
    """Styles, scripts and pictures that a shell names; links to pages are not files."""
    awal = (settings.STATIC_URL, reverse("web:tema"))
    return {nama for nama in _NAMA.findall(isi) if nama.startswith(awal)}
