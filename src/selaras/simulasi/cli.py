"""`selaras simulasi …`: partners that are simulated, from the shell."""

from typing import Any

from selaras.simulasi import aplikasi_perintah, mesin_adms_perintah, ponsel_perintah


def register(subparsers: Any) -> None:
    """Add the leaves to the verb `simulasi`."""
    simulasi = subparsers.add_parser("simulasi", help="mitra tiruan").add_subparsers()
    for nama, bantuan, isi, jalan in (
        ("mesin", "mesin presensi tiruan (ADMS)", mesin_adms_perintah.add_arguments,
         mesin_adms_perintah.run),
        ("ponsel", "ponsel tiruan yang masuk dan mengetuk", ponsel_perintah.add_arguments,
         ponsel_perintah.run),
        ("aplikasi", "aplikasi presensi tiruan yang ditarik Selaras", aplikasi_perintah.add_asked,
         aplikasi_perintah.serve),
        ("kirim", "aplikasi atau awan Fingerspot tiruan yang mengirim",
         aplikasi_perintah.add_sender, aplikasi_perintah.send),
    ):  # fmt: skip
        leaf = simulasi.add_parser(nama, help=bantuan)
        isi(leaf)
        leaf.set_defaults(run=jalan, needs_django=False)
