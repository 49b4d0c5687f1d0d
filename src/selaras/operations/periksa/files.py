"""Files that people hand in: the private storage takes and gives back, the scanner answers."""

from collections.abc import Iterator

from selaras.operations.environment import prepare_django
from selaras.operations.periksa.finding import Finding, fine, note, wrong

CONTOH = b"Selaras periksa"


def check_storage() -> Iterator[Finding]:
    """A few bytes there and back."""
    prepare_django()
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    jalur = ""
    try:
        jalur = default_storage.save("periksa/contoh", ContentFile(CONTOH))
        with default_storage.open(jalur, "rb") as berkas:
            sama = berkas.read() == CONTOH
    except Exception as error:  # any storage, any error: the message is what helps
        yield wrong(
            "Penyimpanan berkas",
            f"tidak dapat ditulisi: {error}",
            "Periksa SELARAS_BERKAS (hak akses, ruang disk) atau SELARAS_S3_… di lingkungan.",
        )
        return
    finally:
        if jalur:
            default_storage.delete(jalur)
    if sama:
        yield fine("Penyimpanan berkas", "dapat ditulis dan dibaca")
    else:
        yield wrong(
            "Penyimpanan berkas",
            "isi yang dibaca berbeda dari yang ditulis",
            "Jangan dipakai dahulu; periksa disk atau layanan penyimpanannya.",
        )


def check_scanner() -> Iterator[Finding]:
    """Whether handed-in files are scanned, and what was found."""
    prepare_django()
    from selaras.core.files.models import Berkas
    from selaras.core.files.scan import ask, is_configured

    if not is_configured():
        yield note(
            "Pemindai berkas",
            "belum dipasang, jadi unggahan tidak diperiksa dari virus",
            "Pasang ClamAV, lalu setel SELARAS_PINDAI, misalnya clamd://localhost:3310.",
        )
    elif (kode := ask(CONTOH)) != 0:
        yield wrong(
            "Pemindai berkas",
            f"tidak menjawab semestinya (kode {kode}), jadi berkas baru tertahan bagi orang lain",
            "Periksa apakah layanan di SELARAS_PINDAI berjalan dan menerima dari mesin ini.",
        )
    else:
        yield fine("Pemindai berkas", "menjawab")
    if jumlah := Berkas.objects.filter(status_pindai=Berkas.Pindai.TERJANGKIT).count():
        yield note(
            "Pemindai berkas",
            f"{jumlah} berkas terjangkit tersimpan tetapi tidak dibuka untuk siapa pun",
            "Beri tahu pengunggahnya agar mengirim berkas yang bersih.",
        )


CHECKS = (check_storage, check_scanner)
