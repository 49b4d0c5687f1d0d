"""Template filters of pegawai."""
