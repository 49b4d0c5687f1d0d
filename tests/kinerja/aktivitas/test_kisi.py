"""A row of the team's month: what a cell says, and that a name cannot break out of it."""

import re

from selaras.aturan.jadwal import Rentang
from selaras.kinerja.aktivitas.views.kisi import draw_days


def test_a_row_has_a_cell_for_each_day_and_says_what_is_in_it() -> None:
    hari = [
        {"d": 3, "m": 120, "u": 30, "s": "diajukan", "p": 7},
        {"d": 4, "m": 0, "u": 0, "s": "ditolak", "p": 8},
    ]
    isi = draw_days('Ni "Wayan" <b>', hari, Rentang.bulan(202511), "/aktivitas/rinci/")
    sel = re.findall(r"<td.*?</td>", isi)
    assert len(sel) == 30
    assert (sel[0], sel[9]) == ('<td class="sel-libur"></td>', "<td></td>")  # Saturday, a Monday
    assert 'href="/aktivitas/rinci/7/"' in sel[2] and ">150</a>" in sel[2]
    assert "tanggal 3: 150 menit, diajukan" in sel[2]
    assert sel[3] == '<td class="sel-ditolak"></td>'
    assert "<b>" not in isi and 'Ni "' not in isi
