// Sends activities that were typed without a signal: each once, whatever the retries, only for the
// account that typed them. What the server refuses stays on the phone with its reason.
(() => {
  const L = self.selarasLuring;
  if (!L || L.kirimAktivitas) return;
  const { simpanan: S } = L;
  L.kirimAktivitas = () => L.giliran("kirim-aktivitas", async () => {
    const akun = await S.ambil("meta", "akun");
    if (!akun?.pegawai) return 0;
    const antre = async () => (await S.semua("aktivitas", akun.id)).filter((a) => a.keadaan === "siap").sort((a, b) => a.dibuat - b.dibuat);
    let sisa = await antre(), jadi = 0;
    while (sisa.length) {
      const sekali = sisa.slice(0, 50);
      for (const a of sekali) await S.ubah("aktivitas", a.kunci, (k) => k && { ...k, dicoba: true });
      const jawab = await L.minta("/aktivitas/kirim/", { pegawai: akun.pegawai, aktivitas: sekali.map((a) => ({ ...a.isi, kunci: a.kunci })) });
      let maju = 0;
      for (const h of jawab.hasil || []) {
        maju++;
        if (h.status === "diterima") { jadi++; await S.hapus("aktivitas", h.kunci); }
        else await S.ubah("aktivitas", h.kunci, (k) => k && { ...k, keadaan: "ditolak", galat: h.galat || [] });
      }
      if (!maju) throw new L.Putus("jawaban kosong");
      L.umumkan("aktivitas");
      sisa = await antre();
    }
    return jadi;
  });
})();
