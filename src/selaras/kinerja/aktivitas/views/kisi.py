"""A person's month as the cells of a row: text, since a template for each cell is too slow."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from selaras.aturan.jadwal import Rentang

KOSONG, LIBUR = "<td></td>", '<td class="sel-libur"></td>'


def draw_days(
    nama: str, hari: Sequence[dict[str, Any]], rentang: Rentang, rinci: str
) -> SafeString:
    """Minutes of each day, opening the day in the drawer; `hari` as `month_days` gives them."""
    orang = escape(nama)
    ada = {int(h["d"]): h for h in hari}
    sel = []
    for t in rentang.tanggal():
        if not (h := ada.get(t.day)):
            sel.append(LIBUR if t.isoweekday() > 5 else KOSONG)
            continue
        menit, status, url = int(h["m"] + h["u"]), escape(h["s"]), f"{rinci}{int(h['p'])}/"
        sel.append(
            f'<td class="sel-{status}"><a href="{url}" data-laci hx-get="{url}" '
            f'hx-target="#laci-isi" hx-push-url="false" '
            f'aria-label="{orang} tanggal {t.day}: {menit} menit, {status}">{menit}</a></td>'
            if menit
            else f'<td class="sel-{status}"></td>'
        )
    return mark_safe("".join(sel))  # noqa: S308 - every part is escaped or a number
