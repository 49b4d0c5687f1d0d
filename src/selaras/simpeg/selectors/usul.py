"""A proposal to look at: old beside new beside what stands now, with what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from selaras.core.permissions import Actor, can
from selaras.simpeg.isian import form_for, label_of, readable, values_of
from selaras.simpeg.jenis import DAPAT_DIUSULKAN
from selaras.simpeg.models import UsulRiwayat
from selaras.simpeg.sel import column_title


@dataclass(frozen=True, slots=True)
class Isian:
    """One field of a proposal; `kini` only where the file has moved since."""

    nama: str
    label: str
    lama: str
    baru: str
    kini: str
    terima: bool
    alasan: str
    oleh: str
    diputus: bool


def fields_of(usul: UsulRiwayat, baris: Any, hari: date) -> list[Isian]:
    """The proposed fields in the form's order."""
    jenis = DAPAT_DIUSULKAN[usul.jenis]
    form = form_for(jenis, usul.pegawai, hari, baris=baris)
    kini = values_of(form) if baris is not None else {}
    bawaan = values_of(form) if usul.tindakan == UsulRiwayat.Tindakan.TAMBAH else {}
    hasil = []
    for nama in sorted(usul.isi, key=[*form.fields].index if form.fields else None):
        if bawaan.get(nama) == usul.isi[nama] == "":
            continue  # of a new row: left empty, nothing to decide
        putus = usul.keputusan.get(nama, {})
        lama = usul.lama.get(nama, "")
        berubah = baris is not None and nama in usul.lama and kini.get(nama, "") != lama
        hasil.append(
            Isian(
                nama=nama,
                label=label_of(form, nama),
                lama=readable(form, nama, lama) if usul.lama else "–",
                baru=readable(form, nama, usul.isi[nama]),
                kini=readable(form, nama, kini.get(nama, ""))
                if berubah and usul.status in ("diajukan", "diteruskan") else "",
                terima=putus.get("terima", True),
                alasan=putus.get("alasan", ""),
                oleh=putus.get("oleh", ""),
                diputus=bool(putus),
            )
        )  # fmt: skip
    return hasil


def with_word(isian: list[Isian], putusan: Mapping[str, tuple[bool, str]]) -> list[Isian]:
    """The fields with what the decider just said, which was not kept and is nobody's word yet."""
    return [
        replace(f, terima=putusan[f.nama][0], alasan=putusan[f.nama][1],
                oleh=f.oleh if putusan[f.nama][0] == f.terima else "")
        if f.nama in putusan else f
        for f in isian
    ]  # fmt: skip


def refusal_words(usul: UsulRiwayat) -> str:
    """The refused fields with their reasons, for the notice and the journey; "" where none is."""
    jenis = DAPAT_DIUSULKAN[usul.jenis]
    isi = [
        f"{column_title(jenis, n)} ({k['alasan']})"
        for n, k in usul.keputusan.items() if not k["terima"]
    ]  # fmt: skip
    return f"Ditolak: {', '.join(isi)}"[:2000] if isi else ""


def may_see_proposal(actor: Actor, usul: UsulRiwayat) -> bool:
    """Her own, or within the reach of who checks or decides."""
    if actor.person_id is not None and actor.person_id == usul.pegawai_id:
        return True
    return can(actor, "riwayat.verify", usul) or can(actor, "riwayat.approve", usul)
