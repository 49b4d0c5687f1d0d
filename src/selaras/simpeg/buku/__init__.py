"""The Buku Profil Kepegawaian: what stands in it (isi), how it looks (buku.typ), making it."""
