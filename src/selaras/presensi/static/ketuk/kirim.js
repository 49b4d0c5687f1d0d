// Sends the taps that wait on this phone: signed, each once whatever the retries, only for the
// account that made them. Used by the page and, where it exists, by Background Sync in the worker.
(() => {
  const L = self.selarasLuring;
  if (!L || L.kirimKetukan) return;
  const { simpanan: S } = L;
  const BANYAK = 100, LAMA_CARI = 120_000, DAFTAR_ULANG = 7 * 864e5;
  const b64 = (bita) => btoa(String.fromCharCode(...new Uint8Array(bita))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const e6 = (d) => (d === null ? null : Math.round(d * 1e6));

  // The key is made once on this phone and cannot leave it: not even this script can read it. A
  // browser that makes or keeps none still has its number: its taps go unsigned and are looked at.
  const pemasangan = () => L.giliran("pemasangan", async () => {
    const ada = await S.ambil("meta", "pemasangan");
    if (ada) return ada;
    const baru = { nama: "pemasangan", id: L.acak(), kunci: null };
    try {
      const kunci = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
      await S.taruh("meta", { ...baru, kunci });
      return { ...baru, kunci };
    } catch {
      await S.taruh("meta", baru);
      return baru;
    }
  });
  const isiTanda = (t) => [t.kunci, t.waktu, t.jenis, t.mode, e6(t.lintang), e6(t.bujur), t.akurasi, t.jam_perangkat, t.server_terakhir, t.monoton]
    .map((n) => n ?? "").join("|");

  // A tap is ready once its position came or can no longer come; from then on it never changes.
  L.tutupKetukan = async (kunci, tambahan = {}) => {
    const t = await S.ambil("ketukan", kunci);
    if (!t || t.keadaan !== "mencari") return t;
    const jadi = { ...t, ...tambahan }, p = await pemasangan();
    jadi.pemasangan = p.id;
    if (p.kunci) {
      jadi.tanda_tangan = b64(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, p.kunci.privateKey, new TextEncoder().encode(isiTanda(jadi))));
    }
    return S.ubah("ketukan", kunci, (kini) => (kini?.keadaan === "mencari" ? { ...jadi, keadaan: "siap" } : undefined));
  };

  // While a page still looks for the position of a tap it holds its lock; a page that died does not.
  L.jaga = (kunci, kerjakan) => (navigator.locks ? navigator.locks.request(`selaras-ketuk-${kunci}`, kerjakan) : kerjakan());
  const lanjutkan = (t) => {
    if (!navigator.locks) return Date.now() - t.jam_perangkat > LAMA_CARI ? L.tutupKetukan(t.kunci) : null;
    return navigator.locks.request(`selaras-ketuk-${t.kunci}`, { ifAvailable: true }, (kunci) => (kunci ? L.tutupKetukan(t.kunci) : null));
  };

  const daftarkan = async (akun, lagi = true) => {
    const p = await pemasangan();
    if (!p.kunci) return;
    const nama = `terdaftar:${akun.id}`, ada = await S.ambil("meta", nama);
    if (ada?.id === p.id && Date.now() - ada.pada < DAFTAR_ULANG) return;
    const jwk = await crypto.subtle.exportKey("jwk", p.kunci.publicKey);
    const ua = navigator.userAgent, alat = /iPhone|iPad/.test(ua) ? "iPhone" : /Android/.test(ua) ? "Android" : "komputer";
    const peramban = ["Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari"].find((n) => ua.includes(n)) || "Peramban";
    try {
      await L.minta("/presensi/ketuk/pemasangan/", { id: p.id, kunci_publik: { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }, nama: `${peramban}, ${alat}` });
    } catch (galat) {
      if (!lagi || galat.status !== 409) throw galat;
      await S.hapus("meta", "pemasangan");  // withdrawn by an officer: this phone begins anew
      return daftarkan(akun, false);
    }
    await S.taruh("meta", { nama, id: p.id, pada: Date.now() });
  };

  const unggahSelfie = async (t) => {
    if (!t.selfie || t.selfie_id) return t;
    const buka = await L.minta("/berkas/unggah/", { keperluan: "presensi.selfie", nama: `${t.kunci}.jpg`, ukuran: t.selfie.size });
    let sampai = buka.diterima;
    while (sampai < t.selfie.size) {
      sampai = (await L.minta(buka.url, t.selfie.slice(sampai, sampai + buka.potongan), { cara: "PUT", kepala: { "Upload-Offset": String(sampai) } })).diterima;
    }
    const { id } = await L.minta(buka.selesai, {});
    return S.ubah("ketukan", t.kunci, (k) => k && { ...k, selfie_id: id });
  };
  const denganSelfie = async (t) => {
    try { return await unggahSelfie(t); } catch (galat) {
      // A picture must never hold a tap back: refused, or failing again and again, it stays behind.
      if (galat instanceof L.SesiHabis || galat instanceof L.AkunLain || galat instanceof L.Sibuk) throw galat;
      const gagal = (t.selfie_gagal || 0) + 1;
      const lepas = galat instanceof L.Ditolak || (gagal >= 3 && galat.message !== "tidak tersambung");
      const kini = await S.ubah("ketukan", t.kunci, (k) => k && { ...k, selfie_gagal: gagal, ...(lepas ? { selfie: null } : {}) });
      if (!lepas) throw galat;
      return kini;
    }
  };
  const muatan = (t) => ({
    kunci: t.kunci, waktu: t.waktu, jenis: t.jenis, mode: t.mode, lintang: t.lintang, bujur: t.bujur, akurasi: t.akurasi,
    jam_perangkat: t.jam_perangkat, server_terakhir: t.server_terakhir, monoton: t.monoton, luring: t.luring,
    selfie: t.selfie_id || null, tanda_tangan: t.tanda_tangan || "",
  });

  // What the page needs, and whose sign-in this is by the server's word.
  L.bekal = async (akun) => {
    const mulai = performance.now(), perangkat = Date.now();
    const bekal = await L.minta("/presensi/ketuk/bekal/", undefined, { batas: 15_000 });
    const acuan = L.setelWaktu(bekal.waktu_server, mulai, perangkat);
    if (akun && akun.pegawai && bekal.pegawai.id !== akun.pegawai) throw new L.AkunLain("akun lain");
    return { bekal, acuan };
  };
  L.setelWaktu = (server, mulai, perangkat) => {
    const tengah = (performance.now() - mulai) / 2;  // the answer was written about half-way
    L.acuan = { server: server + tengah, perangkat: perangkat + 2 * tengah, mono: performance.now() };
    S.taruh("meta", { nama: "waktu", server: L.acuan.server, perangkat: L.acuan.perangkat }).catch(() => {});
    return L.acuan;
  };

  // One request for all of them. It names the person, so that a sign-in that changed meanwhile in
  // another tab cannot take another's taps: the server refuses them.
  L.kirimKetukan = () => L.giliran("kirim-ketukan", async () => {
    const akun = await S.ambil("meta", "akun");
    if (!akun?.pegawai) return 0;
    for (const t of await S.semua("ketukan", akun.id)) {
      if (t.keadaan === "mencari") await lanjutkan(t);
    }
    const antre = async () => (await S.semua("ketukan", akun.id)).filter((t) => t.keadaan === "siap").sort((a, b) => a.waktu - b.waktu);
    let sisa = await antre(), terkirim = 0;
    if (!sisa.length) return 0;
    await daftarkan(akun);
    while (sisa.length) {
      const sekali = [];
      for (const t of sisa.slice(0, BANYAK)) sekali.push(await denganSelfie(t));
      const oleh = sekali[0].pemasangan, serombongan = sekali.filter((t) => t.pemasangan === oleh);
      const mulai = performance.now(), perangkat = Date.now();
      const jawab = await L.minta("/presensi/ketuk/kirim/", { pegawai: akun.pegawai, jam_kirim: perangkat, pemasangan: oleh, ketukan: serombongan.map(muatan) });
      L.setelWaktu(jawab.waktu_server, mulai, perangkat);
      let maju = 0;
      for (const h of jawab.hasil || []) {
        // Position and picture have arrived: here they are needed no longer.
        const jadi = await S.ubah("ketukan", h.kunci, (t) => t && t.akun === akun.id ? {
          ...t, keadaan: h.status === "sudah" ? "diterima" : h.status, pesan: h.pesan || "", tempat: h.tempat || "", jarak_m: h.jarak_m ?? null,
          tanda: h.tanda || [], diterima_pada: jawab.waktu_server, lintang: null, bujur: null, selfie: null,
        } : undefined);
        if (jadi) maju++;
      }
      if (!maju) throw new L.Putus("jawaban kosong");
      terkirim += maju;
      L.umumkan("ketukan");
      sisa = await antre();
    }
    return terkirim;
  });
})();
