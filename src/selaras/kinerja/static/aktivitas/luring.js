// The quick entry without a signal: what is typed goes to the server when it answers, else into the
// phone's queue with the form's own key, so that it is taken once even if only the answer was lost.
(() => {
  const L = self.selarasLuring, akar = document.querySelector("[data-aktivitas-luring]");
  if (!L || !akar || !("indexedDB" in self)) return;
  const { simpanan: S } = L, data = akar.dataset, RUAS = ["uraian", "menit", "lama", "mulai", "kegiatan", "volume", "keterangan", "tautan"];
  const b = (nama) => akar.querySelector(`[data-b=${nama}]`);
  let akun = null, gagal = 0, jeda = 0, terlihat = new Set();  // keys of entries on the screen
  const pergi = new Set();  // those of them sent since, by this page or by the background worker
  const hariKata = (iso) => new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long" }).format(new Date(`${iso}T12:00:00`));
  const katakan = (teks, masuk = false) => { b("kata").textContent = teks; b("kata").hidden = !teks; b("masuk-lagi").hidden = !masuk; };

  const tampil = async () => {
    if (!akun) return;
    const semua = (await S.semua("aktivitas", akun.id)).sort((x, y) => x.dibuat - y.dibuat);
    const tunggu = semua.filter((a) => a.keadaan === "siap").length;
    const kini = new Set(semua.map((a) => a.kunci));
    for (const k of terlihat) if (!kini.has(k)) pergi.add(k);
    terlihat = kini;
    akar.hidden = !semua.length && !b("kata").textContent;
    b("judul").textContent = tunggu ? `${tunggu} aktivitas tersimpan di ponsel, belum terkirim` : semua.length ? "Perlu diperbaiki" : "";
    b("daftar").replaceChildren(...semua.map(satu));
  };
  const satu = (a) => {
    const li = b("pola").content.firstElementChild.cloneNode(true), c = (n) => li.querySelector(`[data-c=${n}]`);
    c("uraian").textContent = a.isi.uraian || a.isi.kata || "(tanpa uraian)";
    c("rinci").textContent = [hariKata(a.isi.tanggal), a.isi.mulai && `mulai ${a.isi.mulai.replace(":", ".")}`, (a.isi.menit || a.isi.lama) && `${a.isi.menit || a.isi.lama} menit`].filter(Boolean).join(" · ");
    c("siap").hidden = a.keadaan !== "siap";
    c("ditolak").hidden = a.keadaan !== "ditolak";
    c("hapus").hidden = a.keadaan === "siap" && a.dicoba;  // sent perhaps: only the server knows
    c("hapus").onclick = async () => { terlihat.delete(a.kunci); await S.hapus("aktivitas", a.kunci); tampil(); };
    const bentuk = c("bentuk");
    bentuk.hidden = a.keadaan !== "ditolak";
    for (const nama of ["tanggal", "mulai", "menit", "uraian"]) {
      const isian = bentuk.elements[nama], salah = (a.galat || []).filter((g) => g.ruas === nama).map((g) => g.pesan).join(" ");
      isian.value = nama === "menit" ? a.isi.menit || a.isi.lama || "" : a.isi[nama] || "";
      isian.id = `${nama}-${a.kunci}`;
      const wadah = isian.closest("[data-ruas]"), pesan = wadah.querySelector(".isian-galat");
      wadah.querySelector("label").htmlFor = isian.id;
      pesan.textContent = salah; pesan.hidden = !salah; pesan.id = `${isian.id}-galat`;
      isian.setAttribute("aria-describedby", pesan.id);
      wadah.classList.toggle("isian-salah", !!salah);
    }
    const umum = (a.galat || []).filter((g) => !["tanggal", "mulai", "menit", "uraian"].includes(g.ruas)).map((g) => g.pesan).join(" ");
    c("galat").textContent = umum; c("galat").hidden = !umum;
    bentuk.onsubmit = async (e) => {
      e.preventDefault();
      const isi = { ...a.isi, lama: "" };
      for (const nama of ["tanggal", "mulai", "menit", "uraian"]) isi[nama] = bentuk.elements[nama].value;
      if (isi.uraian !== a.isi.uraian) isi.kegiatan = "";
      await S.ubah("aktivitas", a.kunci, (k) => k && { ...k, isi, keadaan: "siap", galat: [] });
      await kirim();
    };
    return li;
  };

  const kirim = async () => {
    clearTimeout(jeda);
    if (!akun) return;
    let beres = false;
    try {
      await L.kirimAktivitas();
      gagal = 0;
      beres = true;
      katakan("");
    } catch (galat) {
      const n = (await S.semua("aktivitas", akun.id)).filter((a) => a.keadaan === "siap").length;
      if (galat instanceof L.SesiHabis) { if (n) katakan("Sesi Anda berakhir. Aktivitas aman di ponsel ini dan terkirim setelah Anda masuk lagi.", true); }
      else if (galat instanceof L.AkunLain) katakan("Di peramban ini kini masuk akun lain. Aktivitas ini hanya terkirim dengan akun Anda. Muat ulang halaman ini.");
      else {
        katakan(galat instanceof L.Ditolak ? `Belum terkirim: ${galat.message} Aktivitas aman di ponsel.` : "Terkirim sendiri begitu ada sinyal; biarkan halaman ini terbuka atau buka lagi nanti.");
        jeda = setTimeout(kirim, [5, 15, 30, 60][Math.min(gagal++, 3)] * 1000);
        try { await (await navigator.serviceWorker?.ready)?.sync?.register("selaras-kirim"); } catch { /* the page sends by itself */ }
      }
    }
    await tampil();
    if (!pergi.size || !beres) return;
    if (data.muat) location.reload(); else katakan(`${pergi.size} aktivitas sudah diterima server.`);
    akar.hidden = false;
  };
  const antrekan = async (bentuk) => {
    const f = new FormData(bentuk), isi = { tanggal: f.get("tanggal") };
    for (const nama of RUAS) isi[nama] = f.get(nama) || "";
    if (isi.kegiatan && !isi.uraian) isi.kata = bentuk.querySelector("[name=kegiatan]:checked")?.dataset.nama || "";
    const kunci = f.get("kunci_kirim") || L.acak();
    try { await S.taruh("aktivitas", { kunci, akun: akun.id, isi, dibuat: Date.now(), keadaan: "siap", galat: [] }); } catch {
      akar.hidden = false;
      katakan("Penyimpanan ponsel penuh atau ditolak, jadi aktivitas ini BELUM tersimpan. Tulisannya masih di formulir: kosongkan ruang ponsel, lalu coba lagi.");
      return;
    }
    pergi.clear();
    const kini = bentuk.elements.kunci_kirim;
    for (const k of document.querySelectorAll("[name=kunci_kirim]")) if (k.value === kunci) k.value = L.acak();
    if (!kini?.value) bentuk.dataset.kunci = "";
    lupakan(bentuk);
    const tanggal = f.get("tanggal");
    bentuk.reset();
    if (bentuk.elements.tanggal) bentuk.elements.tanggal.value = tanggal;
    bentuk.dispatchEvent(new Event("input", { bubbles: true }));
    navigator.storage?.persist?.();
    await tampil();
  };
  const lupakan = (bentuk) => { try { localStorage.removeItem(`draf:${document.body.dataset.pengguna || ""}:${bentuk.dataset.draf}`); } catch { /* nothing was kept */ } };

  document.addEventListener("submit", async (e) => {
    const bentuk = e.target;
    if (e.defaultPrevented || !akun || !bentuk.matches("form.isi-cepat[data-luring]")) return;
    e.preventDefault();
    const lepas = () => { delete bentuk.dataset.terkirim; };
    if (!data.muat || !navigator.onLine) { await antrekan(bentuk); lepas(); return kirim(); }
    const f = new FormData(bentuk), isi = { kunci: f.get("kunci_kirim"), tanggal: f.get("tanggal") };
    for (const nama of RUAS) isi[nama] = f.get(nama) || "";
    try {
      const jawab = await L.minta("/aktivitas/kirim/", { pegawai: akun.pegawai, aktivitas: [isi], tampil: true }, { batas: 15_000 });
      lupakan(bentuk);
      if (jawab.hasil[0].status === "diterima") location.assign(jawab.url);
      else bentuk.submit();  // the page itself shows what is wrong beside each field
    } catch (galat) {
      await antrekan(bentuk);
      lepas();
      if (!(galat instanceof L.Putus)) await kirim(); else { await tampil(); jeda = setTimeout(kirim, 5000); katakan("Server belum menjawab. Terkirim sendiri begitu ada sinyal."); akar.hidden = false; }
    }
  });
  self.addEventListener("online", () => { gagal = 0; kirim(); });
  self.addEventListener("selaras:berubah", tampil);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) kirim(); });

  (async () => {
    try {
      const lama = await S.ambil("meta", "akun");
      if (data.akun) {
        akun = { nama: "akun", id: data.akun, pegawai: Number(data.pegawai), orang: data.orang };
        if (lama && lama.id !== akun.id) await S.keluar(lama.id);
        await S.taruh("meta", akun);
      } else akun = lama || null;
    } catch { return; }  // nothing can be kept here: the form works as it always did
    const bentuk = document.querySelector("form.isi-cepat[data-luring]"), tanggal = bentuk?.elements.tanggal;
    if (tanggal && !tanggal.value) {
      const w = await S.ambil("meta", "waktu"), kini = new Date(w ? w.server + Date.now() - w.perangkat : Date.now());
      tanggal.value = `${kini.getFullYear()}-${String(kini.getMonth() + 1).padStart(2, "0")}-${String(kini.getDate()).padStart(2, "0")}`;
    }
    if (b("tanpa-akun")) b("tanpa-akun").hidden = !!akun;
    if (!data.muat) { akar.hidden = false; bentuk.hidden = !akun; }
    akar.dataset.siap = "1";
    await tampil();
    if (!data.muat) akar.hidden = false;
    kirim();
  })();
})();
