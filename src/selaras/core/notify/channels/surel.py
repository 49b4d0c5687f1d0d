"""Mail, by Django's own backend."""

import smtplib

from django.core.mail import EmailMessage

from selaras.core.notify.channels import GagalKirim, Pesan, TidakAdaTujuan, Tujuan


def send(pesan: Pesan, tujuan: Tujuan) -> None:
    """One plain message; the address of the page stands below."""
    if not tujuan.surel:
        raise TidakAdaTujuan("alamat surel belum diisi")
    body = "\n\n".join(part for part in (f"Yth. {tujuan.nama},", pesan.isi, pesan.url) if part)
    mail = EmailMessage(pesan.judul, body, to=[tujuan.surel])
    # A second try of the same notice is recognised by mail programs as the same message.
    mail.extra_headers["Message-ID"] = f"<{pesan.kunci}@selaras>"
    try:
        mail.send()
    except (smtplib.SMTPException, OSError) as error:
        raise GagalKirim(f"server surel: {error}") from error
