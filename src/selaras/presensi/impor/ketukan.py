"""Import of taps from other attendance applications: a row is a tap, or a day's in and out."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from selaras.core.audit.services import record
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, good
from selaras.core.impor.urai import NilaiSalah, nip, tanggal, teks
from selaras.core.permissions import rows
from selaras.klien.aplikasi_presensi import PIN, TapLuar
from selaras.organisasi.models import Instansi
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.presensi.models import Ketukan, Mesin, PinMesin, Situs
from selaras.presensi.services.masuk.ketukan_luar import stored, take_outside_taps, why_wrong

AKSI = "presensi.import"
SITUS = "Berkas aplikasi lain"
_JAM = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?")
_PECAHAN = re.compile(r"0?\.\d+(?:[eE]-?\d+)?")
WAKTU = ("waktu", "jam", "masuk", "pulang")


def pin_mesin(sel: str) -> str:
    """A number on a machine; a number cell keeps no '.0'."""
    bersih = sel.strip().strip("'").removesuffix(".0")
    if not PIN.fullmatch(bersih):
        raise NilaiSalah(f"{bersih[:30]!r} bukan PIN: paling panjang 24 huruf atau angka.")
    return bersih


def jam(sel: str) -> time:
    """07:25, 07.25.10, 4:05 PM, or a part of a day as Excel keeps it."""
    bersih = sel.strip()
    if bersih.startswith(("1899-12-3", "1900-01-0")) and " " in bersih:
        bersih = bersih.split(" ", 1)[1]
    if _PECAHAN.fullmatch(bersih):
        detik = round(float(bersih) * 86_400) % 86_400
        return time(detik // 3600, detik // 60 % 60, detik % 60)
    if cocok := _JAM.fullmatch(bersih):
        pukul, menit, detik = int(cocok[1]), int(cocok[2]), int(cocok[3] or 0)
        if cocok[4] and 1 <= pukul <= 12:
            pukul = pukul % 12 + (12 if cocok[4].lower() == "pm" else 0)
        if pukul < 24 and menit < 60 and detik < 60:
            return time(pukul, menit, detik)
    raise NilaiSalah(f"{bersih[:30]!r} bukan jam. Tulis mis. 07:25.")


def waktu(sel: str) -> datetime:
    """A date and a clock in one cell, local."""
    bersih = " ".join(sel.strip().replace("T", " ").split())
    hari, _, pukul = bersih.partition(" ")
    if not pukul:
        raise NilaiSalah(f"{bersih[:40]!r} tidak berisi jam. Tulis mis. 18-12-2025 07:25.")
    return datetime.combine(tanggal(hari), jam(pukul))


class ImporKetukan(Spec):
    kode = "ketukan"
    judul = "Ketukan dari aplikasi lain"
    uraian = "Catatan masuk dan pulang dari aplikasi presensi lain, satu ketukan atau satu hari "\
        "sebaris."  # fmt: skip
    aksi = AKSI
    aksi_lihat = "presensi.view"
    urutan = 66
    kunci = ("nip", "pin", "waktu", "tanggal", "jam")
    boleh_kunci_ulang = True  # the same tap twice in a file is one tap
    catatan = (
        "Isi NIP, atau PIN beserta tempatnya. Isi Waktu; atau Tanggal dan Jam; atau Tanggal "
        "dengan Masuk dan Pulang.",
        "Berkas yang sama boleh diambil lagi: tidak ada ketukan yang tercatat dua kali.",
        "Pulang yang lebih pagi dari Masuk adalah hari berikutnya (dinas malam).",
    )
    kolom = (
        Kolom("nip", "NIP", nip, contoh="198609262015051001",
              sinonim=("nip baru", "nip pegawai", "nomor induk pegawai"),
              bantuan="18 angka. Format kolomnya sebagai Teks."),
        Kolom("pin", "PIN", pin_mesin, sinonim=("ac-no", "ac-no.", "ac no", "id", "user id",
              "no. id", "nomor pin", "enroll id", "badge number", "no mesin"),
              bantuan="Nomor di mesin atau aplikasi; dipakai bila NIP kosong."),
        Kolom("waktu", "Waktu", waktu, contoh="18-12-2025 07:25",
              sinonim=("date time", "date/time", "datetime", "tanggal jam", "tanggal/jam",
                       "tgl/waktu", "scan", "waktu scan", "timestamp")),
        Kolom("tanggal", "Tanggal", tanggal, sinonim=("date", "tgl")),
        Kolom("jam", "Jam", jam, sinonim=("time", "pukul", "jam scan")),
        Kolom("masuk", "Masuk", jam, sinonim=("clock in", "jam masuk", "scan masuk", "check in",
              "jam datang", "datang", "in")),
        Kolom("pulang", "Pulang", jam, sinonim=("clock out", "jam pulang", "scan pulang",
              "check out", "jam keluar", "out")),
        Kolom("tempat", "Tempat", teks(120), sinonim=("situs", "lokasi", "location"),
              bantuan="Nama situs mesin. Kosong = situs berkas aplikasi lain."),
        Kolom("sn", "Nomor seri mesin", teks(40), sinonim=("serial number", "nomor seri")),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        for b in good(baris):
            if not (b.get("nip") or b.get("pin")):
                b.wrong("", "NIP atau PIN harus diisi.")
            _times(b)
        _places(good(baris), ctx)
        zona = Instansi.objects.values_list("zona", flat=True).get(pk=ctx.instansi_id)
        for b in good(baris):
            z = ZoneInfo(b.rujukan["zona"] or zona)
            pin = b.get("nip") or b.get("pin")
            taps = [TapLuar(pin, w.replace(tzinfo=z)) for w in b.rujukan["setempat"]]
            for t in taps:
                if kata := why_wrong(t.waktu, ctx.actor.at):
                    b.wrong(b.rujukan["kolom_waktu"], f"{kata[:1].upper()}{kata[1:]}.")
                    break
            b.rujukan["taps"] = taps

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ada: dict[int | None, set[tuple[str, datetime]]] = {}
        for situs_id, milik in _by_site(baris).items():
            taps = [t for b in milik for t in b.rujukan["taps"]]
            ada[situs_id] = set(stored(situs_id, taps)) if situs_id else set()
        kenal = _known_pins(baris)
        for b in baris:
            situs_id = b.rujukan["situs_id"]
            baru = [t for t in b.rujukan["taps"] if (t.pin, t.waktu) not in ada[situs_id]]
            ada[situs_id] |= {(t.pin, t.waktu) for t in baru}
            if not baru:
                continue
            b.found(None, {"waktu": ", ".join(f"{w:%d-%m-%Y %H:%M:%S}"
                                              for w in b.rujukan["setempat"])})  # fmt: skip
            if not b.get("nip") and (situs_id, b.get("pin")) not in kenal:
                b.warn("pin", "PIN ini belum dipasangkan dengan pegawai; ketukannya disimpan dulu.")

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        baru = 0
        for situs_id, milik in _by_site(baris).items():
            situs = (
                Situs.objects.get(pk=situs_id)
                if situs_id
                else Situs.objects.get_or_create(
                    instansi_id=ctx.instansi_id, nama=SITUS, defaults={"jenis": Situs.Jenis.API}
                )[0]
            )
            taps = [t for b in milik for t in b.rujukan["taps"]]
            masuk = take_outside_taps(
                situs=situs, taps=taps, sumber=Ketukan.Sumber.IMPOR, at=ctx.actor.at
            ).masuk
            baru += masuk.baru
        record(
            actor=ctx.actor, aksi=AKSI, instansi_id=ctx.instansi_id,
            keterangan=f"{ctx.nama_berkas}: {baru} ketukan baru dari {len(baris)} baris",
        )  # fmt: skip


def _times(b: Baris) -> None:
    """The row's local times, and the column that they stand in."""
    hari: date | None = b.get("tanggal")
    kolom = next((k for k in WAKTU if b.get(k) is not None), "")
    b.rujukan["kolom_waktu"] = kolom
    hasil: list[datetime] = []
    if b.get("waktu"):
        hasil.append(b.get("waktu"))
    elif not kolom:
        b.wrong("", "Tidak ada jamnya: isi Waktu, atau Jam, atau Masuk dan Pulang.")
    elif hari is None:
        b.wrong("tanggal", "Tanggal wajib diisi bila jamnya terpisah.")
    elif b.get("jam") is not None:
        hasil.append(datetime.combine(hari, b.get("jam")))
    else:
        masuk, pulang = b.get("masuk"), b.get("pulang")
        if masuk is not None:
            hasil.append(datetime.combine(hari, masuk))
        if pulang is not None:
            malam = masuk is not None and pulang < masuk
            hasil.append(datetime.combine(hari + timedelta(days=malam), pulang))
    b.rujukan["setempat"] = hasil


def _places(baris: Sequence[Baris], ctx: Konteks) -> None:
    """The site and zone of each row: the machine's, the named one's, or that of such files."""
    milik = Situs.objects.filter(
        instansi_id=ctx.instansi_id, jenis__in=(Situs.Jenis.MESIN, Situs.Jenis.API)
    )
    boleh = {s.nama.lower(): s.pk for s in rows(ctx.actor, AKSI, milik)}
    mesin = {
        m.sn: m
        for m in rows(ctx.actor, AKSI, Mesin.objects.filter(situs__instansi_id=ctx.instansi_id))
    }
    bawaan = milik.filter(nama=SITUS).values_list("pk", flat=True).first()
    for b in baris:
        b.rujukan |= {"situs_id": bawaan, "zona": ""}
        if sn := b.get("sn"):
            if (m := mesin.get(sn)) is None or m.status != Mesin.Status.DISETUJUI:
                b.wrong("sn", f"Mesin {sn} tidak ada atau belum disetujui.")
            else:
                b.rujukan |= {"situs_id": m.situs_id, "zona": m.zona}
        elif nama := b.get("tempat"):
            if (pk := boleh.get(nama.lower())) is None:
                b.wrong("tempat", f"Situs '{nama}' tidak ada di antara situs Anda.")
            else:
                b.rujukan["situs_id"] = pk
        elif not b.get("nip") and SITUS.lower() not in boleh and ctx.actor.reach(AKSI).paths:
            b.wrong("tempat", "Sebutkan situs tempat PIN ini berlaku, atau isi NIP.")


def _by_site(baris: Sequence[Baris]) -> Mapping[int | None, list[Baris]]:
    hasil: dict[int | None, list[Baris]] = {}
    for b in baris:
        hasil.setdefault(b.rujukan["situs_id"], []).append(b)
    return hasil


def _known_pins(baris: Sequence[Baris]) -> set[tuple[Any, str]]:
    situs = {b.rujukan["situs_id"] for b in baris}
    pin = {b.get("pin") for b in baris if b.get("pin")}
    return set(
        PinMesin.objects.filter(situs_id__in=situs, pin__in=pin).values_list("situs_id", "pin")
    )
