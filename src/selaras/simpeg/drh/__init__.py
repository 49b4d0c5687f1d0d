"""Daftar riwayat hidup on paper (Keputusan Kepala BKN 11/2002, Anak Lampiran I-c)."""
