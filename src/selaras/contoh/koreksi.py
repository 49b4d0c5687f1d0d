"""The sample's December of the employee's team: requests to mend a day in every state, taps that
wait for the superior's word, and taps that only look odd.

Each step is taken by whose work it is; who has no account of her own is acted for by the system's
view of her.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from selaras.aturan.lokasi import Tanda
from selaras.core.accounts.models import User
from selaras.core.permissions import Actor
from selaras.core.permissions.actor import Wewenang
from selaras.core.permissions.registry import persons
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.engine import apply
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import BuktiKetukan, SebabKoreksi, UsulKoreksi
from selaras.presensi.services import ensure_partitions
from selaras.presensi.services.benah.tinjauan import open_reviews
from selaras.presensi.services.benah.usul_koreksi import Isian, KoreksiDitolak, hand_in

HARI = date(2025, 12, 16)
DIMINTA = datetime(2025, 12, 17, 1, 30, tzinfo=UTC)
DIPUTUS = datetime(2025, 12, 17, 6, 0, tzinfo=UTC)
ZONA = ZoneInfo("Asia/Makassar")
AKAR = UUID("6f0c9d1e-0000-4000-8000-202512180000")
Cerita = tuple[SebabKoreksi, str, tuple[tuple[str, str, str], ...]]
# How each story ends: who takes which step, with which words.
CERITA: tuple[Cerita, ...] = (
    (SebabKoreksi.LUPA, "Lupa mencatat pulang, rapat sampai 16.30", ()),
    (SebabKoreksi.MESIN, "Mesin di lobi tidak menyala pagi itu", (("atasan", "approve", ""),)),
    (SebabKoreksi.PONSEL, "Sinyal hilang di gudang arsip",
     (("atasan", "return", "Lampirkan tangkapan layarnya."),)),
    (SebabKoreksi.LAIN, "Datang pagi sekali lewat pintu belakang",
     (("atasan", "reject", "Tidak ada yang melihat Anda pagi itu."),)),
    (SebabKoreksi.KESEHATAN, "Kontrol ke rumah sakit pagi hari", (("atasan", "approve", ""),)),
    (SebabKoreksi.TUGAS, "Langsung ke lapangan dari rumah", ()),
)  # fmt: skip


def tell_corrections() -> int:
    """Tell them once; how many requests and taps there are now."""
    if UsulKoreksi.objects.exists():
        return 0
    atasan = login("atasan", DIPUTUS)
    tim = _team(atasan)
    if not tim:
        return 0
    jumlah = 0
    for n, cerita in enumerate(CERITA):
        lain, giliran = divmod(n, len(tim))
        jumlah += _tell(tim[giliran], HARI - timedelta(days=lain), cerita)
    return jumlah + _entrust(tim[-1], HARI - timedelta(days=1)) + _odd_taps(tim)


def login(pengguna: str, at: datetime) -> Actor:
    return load_actor(User.objects.get(username=pengguna), at=at)


def _team(atasan: Actor) -> list[Pegawai]:
    """The superior's people, the sample employee first."""
    ids = persons().subordinate_ids(atasan.person_id or 0, HARI)
    orang = list(Pegawai.objects.select_related("instansi").filter(pk__in=ids).order_by("pk"))
    utama = User.objects.get(username="pegawai").pk
    return sorted(orang, key=lambda p: p.user_id != utama)


def as_person(pegawai: Pegawai, at: datetime) -> Actor:
    """The person acting for herself, account or not."""
    return Actor(
        user_id=pegawai.user_id,
        nama=pegawai.nama,
        at=at,
        person_id=pegawai.pk,
        instansi_id=pegawai.instansi_id,
        wewenang=(Wewenang("pengguna"), Wewenang("pegawai", pegawai.instansi_id)),
    )


def _tell(pegawai: Pegawai, hari: date, cerita: Cerita) -> int:
    sebab, uraian, langkah = cerita
    usul = _ask(
        as_person(pegawai, DIMINTA), pegawai, hari, Isian(None, 16 * 60 + 31, sebab, uraian)
    )
    if usul is None:
        return 0
    for siapa, nama, alasan in langkah:
        apply(usul, nama, actor=login(siapa, DIPUTUS), reason=alasan)
    return 1


def _entrust(pegawai: Pegawai, hari: date) -> int:
    """One that the officer entered and the person must confirm."""
    isian = Isian(7 * 60 + 20, None, SebabKoreksi.MESIN, "Belum punya ponsel; mesin mati")
    return int(_ask(login("pengelola", DIMINTA), pegawai, hari, isian) is not None)


def _ask(actor: Actor, pegawai: Pegawai, hari: date, isian: Isian) -> UsulKoreksi | None:
    kunci = uuid5(AKAR, f"{pegawai.nip}{hari}")
    try:
        return hand_in(actor=actor, pegawai=pegawai, tanggal=hari, isian=isian, kunci=kunci)
    except KoreksiDitolak:
        return None  # a day off, leave: the story falls out for that person


def _odd_taps(orang: list[Pegawai]) -> int:
    """Two days that wait for the superior, and flags that only tell."""
    ensure_partitions([HARI])
    ditahan = [(p, Tanda.LOMPATAN | Tanda.LUAR_PAGAR, 4_200) for p in orang[1:2]]
    ditahan += [(p, Tanda.LURING_LAMA, 40) for p in orang[2:3]]
    tertanda = [(p, Tanda.DUPLIKAT_KOORDINAT, 12) for p in orang[3:5]]
    for pegawai, tanda, jarak in ditahan:
        _tap(pegawai, tanda, jarak, BuktiKetukan.Keadaan.MENUNGGU)
    for pegawai, tanda, jarak in tertanda:
        _tap(pegawai, tanda, jarak, BuktiKetukan.Keadaan.DITERIMA)
    besok = HARI + timedelta(days=1)
    open_reviews([(p.pk, besok) for p, _, _ in ditahan], at=DIPUTUS)
    return len(ditahan) + len(tertanda)


def _tap(pegawai: Pegawai, tanda: Tanda, jarak: int, keadaan: int) -> None:
    besok = HARI + timedelta(days=1)
    waktu = datetime.combine(besok, time(7, 22, pegawai.pk % 60), ZONA).astimezone(UTC)
    BuktiKetukan.objects.create(
        pegawai=pegawai, waktu=waktu, kunci=uuid5(AKAR, f"ketuk{pegawai.nip}"), mode=1,
        keadaan=keadaan, tanda=int(tanda), luring=bool(tanda & Tanda.LURING_LAMA), jarak_m=jarak,
        akurasi_m=14, lintang_e6=-2_335_123, bujur_e6=115_467_891,
        diterima_pada=waktu + timedelta(seconds=1),
    )  # fmt: skip
