"""Machines speak by themselves: their word, stamps, log, orders; taps held until approval."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisasi", "0004_nilai_daerah"),
        ("pegawai", "0004_kewajiban"),
        ("presensi", "0006_papan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AntreanLipat",
            fields=[
                (
                    "pegawai",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pegawai.pegawai",
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisasi.instansi",
                    ),
                ),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "pegawai_id",
                        "tanggal",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("diambil_pada", models.DateTimeField(null=True, verbose_name="diambil pada")),
            ],
            options={
                "verbose_name": "antrean lipat",
                "verbose_name_plural": "antrean lipat",
            },
        ),
        migrations.CreateModel(
            name="CatatanMesin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode", models.SmallIntegerField(verbose_name="kejadian")),
                ("pin_admin", models.CharField(blank=True, max_length=24, verbose_name="oleh PIN")),
                ("waktu", models.DateTimeField(verbose_name="waktu mesin")),
                ("objek", models.CharField(blank=True, max_length=60, verbose_name="objek")),
                ("diterima_pada", models.DateTimeField(verbose_name="diterima pada")),
            ],
            options={
                "verbose_name": "catatan mesin",
                "verbose_name_plural": "catatan mesin",
                "ordering": ["-waktu", "-id"],
            },
        ),
        migrations.CreateModel(
            name="KabarMesin",
            fields=[
                (
                    "mesin",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="kabar",
                        serialize=False,
                        to="presensi.mesin",
                    ),
                ),
                ("terakhir", models.DateTimeField(null=True, verbose_name="terdengar terakhir")),
                (
                    "alamat",
                    models.CharField(
                        blank=True, db_default="", max_length=45, verbose_name="alamat"
                    ),
                ),
                (
                    "alamat_lama",
                    models.CharField(
                        blank=True, db_default="", max_length=45, verbose_name="alamat sebelumnya"
                    ),
                ),
                (
                    "alamat_ganti_pada",
                    models.DateTimeField(null=True, verbose_name="alamat berganti pada"),
                ),
                (
                    "jabat_pada",
                    models.DateTimeField(
                        null=True, verbose_name="menyala atau tersambung lagi pada"
                    ),
                ),
                (
                    "jatah",
                    models.IntegerField(
                        db_default=0, default=0, verbose_name="sisa jatah permintaan"
                    ),
                ),
                (
                    "jatah_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="jatah dihitung pada",
                    ),
                ),
                (
                    "model",
                    models.CharField(
                        blank=True, db_default="", max_length=40, verbose_name="model"
                    ),
                ),
                (
                    "firmware",
                    models.CharField(
                        blank=True, db_default="", max_length=60, verbose_name="firmware"
                    ),
                ),
                (
                    "versi_push",
                    models.CharField(
                        blank=True, db_default="", max_length=40, verbose_name="versi protokol"
                    ),
                ),
                (
                    "ip_lokal",
                    models.CharField(
                        db_default="", max_length=45, verbose_name="alamat di jaringan kantor"
                    ),
                ),
                (
                    "jumlah_pengguna",
                    models.IntegerField(null=True, verbose_name="pengguna di mesin"),
                ),
                ("jumlah_jari", models.IntegerField(null=True, verbose_name="sidik jari di mesin")),
                ("jumlah_catatan", models.IntegerField(null=True, verbose_name="catatan di mesin")),
                (
                    "selisih_detik",
                    models.IntegerField(null=True, verbose_name="selisih jam (detik)"),
                ),
                (
                    "selisih_pada",
                    models.DateTimeField(null=True, verbose_name="selisih dilihat pada"),
                ),
                ("tap_hari", models.DateField(null=True, verbose_name="hari hitungan ketukan")),
                (
                    "tap_jumlah",
                    models.IntegerField(
                        db_default=0, default=0, verbose_name="ketukan pada hari itu"
                    ),
                ),
                (
                    "tap_total",
                    models.BigIntegerField(
                        db_default=0, default=0, verbose_name="ketukan seluruhnya"
                    ),
                ),
                ("tap_terakhir", models.DateTimeField(null=True, verbose_name="ketukan terakhir")),
                ("tolak_pada", models.DateTimeField(null=True, verbose_name="ditolak terakhir")),
                (
                    "tolak_alamat",
                    models.CharField(
                        db_default="", max_length=45, verbose_name="alamat yang ditolak"
                    ),
                ),
                (
                    "tolak_sebab",
                    models.CharField(db_default="", max_length=120, verbose_name="sebab ditolak"),
                ),
                (
                    "tolak_kali",
                    models.IntegerField(
                        db_default=0, default=0, verbose_name="berapa kali ditolak"
                    ),
                ),
            ],
            options={
                "verbose_name": "kabar mesin",
                "verbose_name_plural": "kabar mesin",
            },
        ),
        migrations.CreateModel(
            name="KetukanTertahan",
            fields=[
                (
                    "mesin",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="presensi.mesin",
                    ),
                ),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "mesin_id",
                        "pin",
                        "detik",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("pin", models.CharField(max_length=24, verbose_name="PIN")),
                ("detik", models.BigIntegerField(verbose_name="waktu setempat (detik)")),
                ("status", models.SmallIntegerField(null=True, verbose_name="status mesin")),
                ("verifikasi", models.SmallIntegerField(null=True, verbose_name="cara verifikasi")),
                (
                    "kode_kerja",
                    models.CharField(db_default="", max_length=24, verbose_name="kode kerja"),
                ),
                ("diterima_pada", models.DateTimeField(verbose_name="diterima pada")),
            ],
            options={
                "verbose_name": "ketukan tertahan",
                "verbose_name_plural": "ketukan tertahan",
            },
        ),
        migrations.CreateModel(
            name="PenggunaMesin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pin", models.CharField(max_length=24, verbose_name="PIN")),
                ("nama", models.CharField(blank=True, max_length=60, verbose_name="nama di mesin")),
                ("admin", models.BooleanField(default=False, verbose_name="admin mesin")),
            ],
            options={
                "verbose_name": "pengguna mesin",
                "verbose_name_plural": "pengguna mesin",
                "ordering": ["pin"],
            },
        ),
        migrations.CreateModel(
            name="PerintahMesin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("kirim_pengguna", "Kirim nama pengguna"),
                            ("hapus_pengguna", "Hapus pengguna"),
                            ("mulai_ulang", "Mulai ulang mesin"),
                            ("info", "Minta keterangan mesin"),
                            ("kirim_ulang", "Kirim ulang ketukan"),
                        ],
                        max_length=16,
                        verbose_name="perintah",
                    ),
                ),
                ("isi", models.JSONField(default=dict, verbose_name="isi")),
                ("kunci", models.CharField(max_length=80)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("antri", "Menunggu diambil mesin"),
                            ("terkirim", "Sudah diambil, menunggu jawaban"),
                            ("sukses", "Berhasil"),
                            ("gagal", "Gagal"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        default="antri",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(verbose_name="dibuat pada")),
                (
                    "dikirim_pada",
                    models.DateTimeField(null=True, verbose_name="diambil mesin pada"),
                ),
                (
                    "dikirim_kali",
                    models.SmallIntegerField(default=0, verbose_name="berapa kali dikirim"),
                ),
                (
                    "tanya_sesudah",
                    models.SmallIntegerField(
                        default=0, verbose_name="kali mesin bertanya sesudah dikirim"
                    ),
                ),
                ("dijawab_pada", models.DateTimeField(null=True, verbose_name="dijawab pada")),
                (
                    "jawaban",
                    models.CharField(blank=True, max_length=200, verbose_name="jawaban mesin"),
                ),
            ],
            options={
                "verbose_name": "perintah mesin",
                "verbose_name_plural": "perintah mesin",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SitusUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "unit yang dilayani",
                "verbose_name_plural": "unit yang dilayani",
            },
        ),
        migrations.CreateModel(
            name="StempelMesin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tabel", models.CharField(max_length=12, verbose_name="tabel")),
                ("stempel", models.CharField(max_length=24, verbose_name="stempel")),
                ("pada", models.DateTimeField(verbose_name="pada")),
            ],
            options={
                "verbose_name": "stempel mesin",
                "verbose_name_plural": "stempel mesin",
            },
        ),
        migrations.AddField(
            model_name="mesin",
            name="alamat_boleh",
            field=models.CharField(
                blank=True, db_default="", max_length=400, verbose_name="alamat jaringan yang boleh"
            ),
        ),
        migrations.AddField(
            model_name="mesin",
            name="jeda_detik",
            field=models.PositiveSmallIntegerField(
                db_default=10, default=10, verbose_name="jeda lapor (detik)"
            ),
        ),
        migrations.AddField(
            model_name="situs",
            name="alamat_boleh",
            field=models.CharField(
                blank=True, db_default="", max_length=400, verbose_name="alamat jaringan yang boleh"
            ),
        ),
        migrations.AddField(
            model_name="situs",
            name="rahasia",
            field=models.CharField(
                blank=True, db_default="", max_length=40, verbose_name="jalur rahasia"
            ),
        ),
        migrations.AddConstraint(
            model_name="situs",
            constraint=models.UniqueConstraint(
                condition=models.Q(("rahasia", ""), _negated=True),
                fields=("rahasia",),
                name="situs_rahasia_tunggal",
            ),
        ),
        migrations.AddField(
            model_name="catatanmesin",
            name="mesin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="catatan",
                to="presensi.mesin",
            ),
        ),
        migrations.AddField(
            model_name="penggunamesin",
            name="mesin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pengguna",
                to="presensi.mesin",
            ),
        ),
        migrations.AddField(
            model_name="perintahmesin",
            name="mesin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="perintah",
                to="presensi.mesin",
            ),
        ),
        migrations.AddField(
            model_name="perintahmesin",
            name="oleh",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="situsunit",
            name="situs",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="melayani",
                to="presensi.situs",
            ),
        ),
        migrations.AddField(
            model_name="situsunit",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dilayani",
                to="organisasi.unitkerja",
            ),
        ),
        migrations.AddField(
            model_name="stempelmesin",
            name="mesin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="stempel",
                to="presensi.mesin",
            ),
        ),
        migrations.AddConstraint(
            model_name="catatanmesin",
            constraint=models.UniqueConstraint(
                fields=("mesin", "waktu", "kode", "pin_admin", "objek"), name="catatan_mesin_sekali"
            ),
        ),
        migrations.AddConstraint(
            model_name="penggunamesin",
            constraint=models.UniqueConstraint(
                fields=("mesin", "pin"), name="pengguna_mesin_sekali"
            ),
        ),
        migrations.AddConstraint(
            model_name="perintahmesin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["antri", "terkirim"])),
                fields=("mesin", "kunci"),
                name="perintah_mesin_sekali",
            ),
        ),
        migrations.AddConstraint(
            model_name="perintahmesin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "sukses"), _negated=True),
                    ("dijawab_pada__isnull", False),
                    _connector="OR",
                ),
                name="perintah_mesin_dijawab",
            ),
        ),
        migrations.AddConstraint(
            model_name="situsunit",
            constraint=models.UniqueConstraint(fields=("situs", "unit"), name="situs_unit_sekali"),
        ),
        migrations.AddConstraint(
            model_name="stempelmesin",
            constraint=models.UniqueConstraint(
                fields=("mesin", "tabel"), name="stempel_mesin_sekali"
            ),
        ),
        # Both tables are written at every request of a machine: room for updates in place.
        migrations.RunSQL(
            "alter table presensi_kabarmesin set (fillfactor = 40);"
            "alter table presensi_stempelmesin set (fillfactor = 40);",
            migrations.RunSQL.noop,
        ),
    ]
