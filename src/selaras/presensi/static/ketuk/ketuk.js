// The clock-in page: the time of a tap is the moment of the press; it is on the phone before
// anything else happens, then gets its position and picture, then is sent. Says only what is so.
(() => {
  const akar = document.querySelector("[data-ketuk]"), L = self.selarasLuring;
  if (!akar || !L) return;
  const { simpanan: S } = L, J = self.selarasJarak;
  const b = (nama) => akar.querySelector(`[data-b=${nama}]`);
  const data = akar.dataset, CUKUP = 50, TUNGGU_BAIK = 6000, TUNGGU = 15_000, TIDUR = 5000, LONGGAR = 50;
  const ulang = [5, 15, 30, 60, 120];
  let akun = null, bekal = null, sibuk = false, dipilih = false, gagal = 0, jeda = 0, acara = null;
  const ingatan = new Map();  // taps that a full phone could not keep: sent from here at once
  const BENDERA = {
    luar_pagar: "di luar area kantor: atasan Anda akan memeriksa", tanpa_posisi: "tanpa posisi: atasan Anda akan memeriksa",
    tanpa_surat: "tanpa surat yang disetujui: atasan Anda akan memeriksa", luring_lama: "lama tersimpan di ponsel: atasan Anda akan memeriksa", jam_mundur: "jam ponsel pernah dimundurkan", jam_selisih: "jam ponsel berbeda dari jam server",
    duplikat_koordinat: "koordinatnya sama persis berulang kali", akurasi_janggal: "akurasinya terlalu sempurna", lompatan: "terlalu jauh dari ketukan sebelumnya",
    pemasangan_ganda: "ponsel ini dipakai lebih dari satu akun", tanda_tangan_salah: "tanda ponsel tidak cocok",
  };

  // --- time: the server's, carried on by the phone's steady clock while the page lives
  const klaim = (tekan) => {
    const a = L.acuan;
    if (!a) return { waktu: tekan.jam, jam_perangkat: tekan.jam, server_terakhir: null, monoton: null };
    const perangkat = tekan.jam - a.perangkat, dasar = { jam_perangkat: tekan.jam, server_terakhir: Math.round(a.server) };
    if (a.mono !== undefined) {
      const mono = tekan.mono - a.mono;
      // A phone that slept may have stopped its steady clock: then only the device's own is left.
      if (perangkat - mono < TIDUR) return { ...dasar, waktu: Math.round(a.server + mono), monoton: mono >= 0 ? Math.round(mono) : null };
    }
    return { ...dasar, waktu: Math.round(a.server + perangkat), monoton: null };
  };
  const kini = () => klaim({ jam: Date.now(), mono: performance.now() }).waktu;
  const tulis = (pilihan) => { try { return new Intl.DateTimeFormat("id-ID", { ...pilihan, timeZone: bekal?.zona || data.zona || undefined }); } catch { return new Intl.DateTimeFormat("id-ID", pilihan); } };
  const jam = (ms) => tulis({ hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false }).format(ms).replace(/:/g, ".");
  const hari = (ms) => tulis({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(ms);
  const tanggal = (ms) => tulis({ year: "numeric", month: "2-digit", day: "2-digit" }).format(ms);
  const tampilJam = () => { const n = kini(); b("jam").textContent = jam(n); b("hari").textContent = hari(n); };

  // --- in or out, by the day so far; the person has the last word
  const ketukanHariIni = async () => {
    const hariIni = tanggal(kini()), punya = akun ? (await S.semua("ketukan", akun.id)).filter((t) => tanggal(t.waktu) === hariIni && t.keadaan !== "karantina" && t.keadaan !== "salah") : [];
    const server = (await S.ambil("meta", `hari:${akun?.id}`).catch(() => null))?.waktu || [];
    return [...punya.map((t) => t.waktu), ...server.filter((w) => tanggal(w) === hariIni)].sort((x, y) => x - y);
  };
  const pukul = (menit) => `${String(Math.floor(menit / 60) % 24).padStart(2, "0")}.${String(menit % 60).padStart(2, "0")}`;
  const pilihJenis = async () => {
    if (dipilih) return;
    const ada = await ketukanHariIni(), j = bekal?.jadwal;
    const [h, m] = jam(kini()).split(".").map(Number), menitKini = 60 * h + m, tengah = j && j.masuk !== null ? (j.masuk + j.pulang) / 2 : 12 * 60;
    akar.querySelector(`[name=jenis][value=${ada.length || menitKini >= tengah ? "pulang" : "masuk"}]`).checked = true;
    tampilTombol(ada);
  };
  const tampilTombol = (ada) => {
    const jenis = akar.querySelector("[name=jenis]:checked").value;
    b("tombol-kata").textContent = jenis === "masuk" ? "Catat masuk" : "Catat pulang";
    if (ada) b("tombol-sub").textContent = ada.length ? `Ketukan pertama hari ini ${jam(ada[0])}` : "Belum ada ketukan hari ini";
  };

  // --- what the phone holds, truthfully
  // Badges stand as templates in the page: shape, word and colour together.
  const lencana = (nama) => akar.querySelector(`template[data-l=${nama}]`)?.content.firstElementChild.cloneNode(true) || buat("span", "", nama);
  const buat = (nama, kelas, teks) => { const u = document.createElement(nama); if (kelas) u.className = kelas; if (teks) u.textContent = teks; return u; };
  const tampilDaftar = async () => {
    if (!akun) return;
    const semua = [...await S.semua("ketukan", akun.id), ...ingatan.values()], hariIni = tanggal(kini());
    const tampak = semua.filter((t) => ["mencari", "siap"].includes(t.keadaan) || tanggal(t.waktu) === hariIni).sort((x, y) => y.waktu - x.waktu);
    const tunggu = semua.filter((t) => t.keadaan === "siap");
    b("daftar").replaceChildren(...tampak.map((t) => {
      const li = buat("li", "ketuk-satu");
      li.dataset.keadaan = t.keadaan;
      const lain = tanggal(t.waktu) === hariIni ? "" : `${hari(t.waktu)}, `;
      li.append(buat("b", "ketuk-waktu", `${lain}${jam(t.waktu)}`), buat("span", "ketuk-jenis", t.jenis === "masuk" ? "Masuk" : "Pulang"), lencana(t.ingatan ? "ingatan" : t.keadaan));
      const bagian = [t.pesan || [t.tempat_kira, ...(t.tanda || []).map((n) => BENDERA[n] || n)].filter(Boolean).join("; "), t.selfie || t.selfie_id ? "dengan foto" : ""].filter(Boolean);
      if (bagian.length) li.append(buat("p", "ketuk-rinci", bagian.join(" · ")));
      return li;
    }));
    b("daftar-kosong").hidden = tampak.length > 0;
    const baru = tampak[0];
    b("terakhir").hidden = !baru || sibuk;
    if (baru && !sibuk) b("terakhir").replaceChildren(buat("b", "", `${baru.jenis === "masuk" ? "Masuk" : "Pulang"} ${jam(baru.waktu)}`), lencana(baru.ingatan ? "ingatan" : baru.keadaan));
    const n = tunggu.length;
    akar.dataset.tunggu = n;
    if (!b("jaringan").dataset.tetap) katakan(n ? `${n} ketukan tersimpan di ponsel, belum terkirim. ${navigator.onLine ? "Sedang dicoba kirim." : "Terkirim sendiri begitu ada sinyal; biarkan halaman ini terbuka atau buka lagi nanti."}`
      : tampak.length ? "Semua ketukan sudah diterima server." : "", n ? "kuning" : "hijau");
  };
  const katakan = (teks, warna = "", tetap = "") => {
    const kotak = b("jaringan");
    kotak.className = `ketuk-jaringan ketuk-${warna}`;
    kotak.hidden = !teks;
    kotak.dataset.tetap = tetap;
    b("jaringan-kata").textContent = teks;
    b("masuk-lagi").hidden = tetap !== "masuk";
  };

  const sesiHabis = (n) => katakan(n ? `Sesi Anda berakhir. ${n} ketukan aman di ponsel ini dan terkirim setelah Anda masuk lagi.`
    : "Sesi Anda berakhir. Anda tetap dapat mencatat: ketukan tersimpan di ponsel dan terkirim setelah Anda masuk lagi.", "kuning", "masuk");

  // --- sending: now, when the signal returns, when the page opens, again after a pause
  const kirim = async () => {
    clearTimeout(jeda);
    if (!akun) return;
    try {
      await kirimIngatan();
      if (await L.kirimKetukan()) { acara?.("terkirim"); }
      gagal = 0;
      if (b("jaringan").dataset.tetap) katakan("", "");
    } catch (galat) {
      if (galat instanceof L.SesiHabis) {
        sesiHabis((await S.semua("ketukan", akun.id)).filter((t) => t.keadaan === "siap").length);
      } else if (galat instanceof L.AkunLain) {
        katakan("Di peramban ini kini masuk akun lain. Ketukan Anda aman di ponsel dan hanya terkirim dengan akun Anda. Muat ulang halaman ini.", "kuning", "akun");
      } else {
        const detik = galat instanceof L.Sibuk ? galat.detik : ulang[Math.min(gagal++, ulang.length - 1)];
        if (galat instanceof L.Sibuk) katakan(`Server sedang ramai. Ketukan aman di ponsel; dicoba lagi dalam ${detik} detik.`, "kuning", "sibuk");
        else if (galat instanceof L.Ditolak) katakan(`Belum terkirim: ${galat.message} Ketukan aman di ponsel.`, "kuning", "tolak");
        jeda = setTimeout(kirim, detik * 1000);
        titipLatar();
      }
    }
    await tampilDaftar();
    await pilihJenis();
  };
  const titipLatar = async () => { try { await (await navigator.serviceWorker?.ready)?.sync?.register("selaras-kirim"); } catch { /* no background sync here: the page sends by itself */ } };
  const kirimIngatan = async () => {
    for (const t of [...ingatan.values()]) {
      const jawab = await L.minta("/presensi/ketuk/kirim/", { pegawai: akun.pegawai, jam_kirim: Date.now(), pemasangan: L.acak(), ketukan: [{ ...t, selfie: null, tanda_tangan: "" }] });
      const h = jawab.hasil?.[0];
      if (h) { ingatan.delete(t.kunci); katakan(`Ketukan ${jam(t.waktu)} sudah diterima server. ${h.pesan || ""}`, "hijau", "ingat"); }
    }
  };

  // --- position: only at a tap (or when asked to look), only after the notice was read
  const dialogPrivasi = b("privasi");
  const tampilPrivasi = () => {
    const p = bekal?.privasi || {};
    if (p.tujuan) b("privasi-tujuan").textContent = p.tujuan;
    if (p.simpan_hari) b("privasi-hari").textContent = `${p.simpan_hari} hari`;
  };
  const setuju = async () => {
    if (await S.ambil("meta", `privasi:${akun.id}`).catch(() => null)) return true;
    return new Promise((jadi) => {
      tampilPrivasi();
      dialogPrivasi.returnValue = "";
      dialogPrivasi.onclose = async () => {
        const ya = dialogPrivasi.returnValue === "ya";
        if (ya) await S.taruh("meta", { nama: `privasi:${akun.id}`, pada: kini() }).catch(() => {});
        jadi(ya);
      };
      dialogPrivasi.showModal();
    });
  };
  const cariPosisi = () => new Promise((jadi) => {
    if (!self.isSecureContext) return jadi({ sebab: "https" });
    if (!navigator.geolocation) return jadi({ sebab: "tidak_ada" });
    let terbaik = null, t1 = 0, t2 = 0;
    const pantau = navigator.geolocation.watchPosition((p) => {
      const c = p.coords;
      if (!terbaik || c.accuracy < terbaik.akurasi) terbaik = { lintang: Math.round(c.latitude * 1e6) / 1e6, bujur: Math.round(c.longitude * 1e6) / 1e6, akurasi: Math.round(c.accuracy) };
      if (terbaik.akurasi <= CUKUP) selesai();
    }, (g) => { if (g.code === 1) selesai("ditolak"); else if (!terbaik && g.code === 2) selesai("tidak_dapat"); }, { enableHighAccuracy: true, timeout: TUNGGU, maximumAge: 5000 });
    const selesai = (sebab) => { clearTimeout(t1); clearTimeout(t2); navigator.geolocation.clearWatch(pantau); jadi(terbaik || { sebab: sebab || "lama" }); };
    t1 = setTimeout(() => { if (terbaik) selesai(); }, TUNGGU_BAIK);
    t2 = setTimeout(() => selesai("lama"), TUNGGU);
  });
  const SEBAB = {
    ditolak: "Izin lokasi ditolak, jadi ketukan dicatat tanpa posisi dan atasan Anda akan memeriksanya. Cara membukanya: Android, ketuk ikon di kiri alamat > Izin > Lokasi > Izinkan. iPhone, Setelan > Privasi & Keamanan > Layanan Lokasi > Safari > Saat Digunakan.",
    https: "Alamat ini dibuka tanpa HTTPS, dan peramban hanya memberi posisi lewat HTTPS. Ketukan tetap dicatat, tanpa posisi. Minta alamat HTTPS dari petugas Anda.",
    tidak_ada: "Peramban ini tidak dapat membaca posisi. Ketukan dicatat tanpa posisi.",
    tidak_dapat: "Posisi tidak dapat dibaca. Nyalakan Lokasi (GPS) di ponsel, lalu coba di dekat jendela. Ketukan dicatat tanpa posisi.",
    lama: "Posisi belum ditemukan dalam 15 detik. Ketukan dicatat tanpa posisi; lain kali coba di dekat jendela.",
    privasi: "Ketukan dicatat tanpa posisi, sesuai pilihan Anda. Atasan Anda akan memeriksanya.",
  };
  const letak = (p) => {
    if (p.sebab) return "";
    const mode = akar.querySelector("[name=mode]:checked")?.value || "kantor", d = mode === "kantor" && J.terdekat([p.lintang, p.bujur], bekal?.tempat || [], Math.min(p.akurasi, bekal?.kelonggaran_m ?? LONGGAR));
    if (!d) return `Posisi terbaca, akurasi ±${J.kata(p.akurasi)}.`;
    return d.dalam ? `di ${d.tempat.nama}, ${J.kata(d.jarak)} (akurasi ±${J.kata(p.akurasi)})` : `di luar area kantor (${J.kata(d.jarak)} dari ${d.tempat.nama}, akurasi ±${J.kata(p.akurasi)}): atasan Anda akan memeriksa`;
  };
  const tampilPosisi = (p) => {
    const kotak = b("posisi"), kata = p.sebab ? SEBAB[p.sebab] : letak(p);
    kotak.textContent = kata.charAt(0).toUpperCase() + kata.slice(1);
    kotak.className = `ketuk-posisi ${p.sebab || kata.includes("di luar area") ? "ketuk-perhatian" : "ketuk-baik"}`;
    kotak.hidden = false;
  };

  // --- the tap
  const ketuk = async () => {
    if (sibuk || !akun) return;
    sibuk = true;
    const tekan = { jam: Date.now(), mono: performance.now() };
    b("tombol").setAttribute("aria-disabled", "true");
    const mode = akar.querySelector("[name=mode]:checked")?.value || "kantor", jenis = akar.querySelector("[name=jenis]:checked").value;
    let t = { kunci: L.acak(), akun: akun.id, jenis, mode, ...klaim(tekan), luring: !navigator.onLine, lintang: null, bujur: null, akurasi: null, selfie: null, keadaan: "mencari" };
    let aman = true;
    try { await S.taruh("ketukan", t); } catch (galat) {
      aman = false;
      t = { ...t, ingatan: true };
      ingatan.set(t.kunci, t);
      katakan(galat?.name === "QuotaExceededError" ? "Penyimpanan ponsel penuh, jadi ketukan ini BELUM tersimpan di ponsel. Jangan tutup halaman: dikirim langsung sekarang. Sesudah itu kosongkan ruang ponsel."
        : "Peramban ini menolak menyimpan (mode penyamaran?), jadi ketukan ini BELUM tersimpan di ponsel. Jangan tutup halaman: dikirim langsung sekarang.", "merah", "penuh");
    }
    await tampilDaftar();
    navigator.storage?.persist?.().then(tampilTahan).catch(() => {});
    b("proses").textContent = aman ? `Tercatat ${jam(t.waktu)}, sudah tersimpan di ponsel. Mencari posisi…` : "Mencari posisi…";
    await L.jaga(t.kunci, () => selesaikan(t, tekan, aman));
    b("proses").textContent = "";
    b("tombol").removeAttribute("aria-disabled");
    sibuk = false; dipilih = false;
    L.umumkan("ketukan");
    if (!navigator.onLine) titipLatar();
    await kirim();
  };
  const selesaikan = async (t, tekan, aman) => {
    const boleh = await setuju();
    const foto = bekal?.selfie === "wajib" || (bekal?.selfie === "boleh" && b("pakai-foto").checked) ? self.selarasKamera.ambil(b("kamera")) : Promise.resolve(null);
    const [posisi, selfie] = await Promise.all([boleh ? cariPosisi() : { sebab: "privasi" }, foto]);
    tampilPosisi(posisi);
    // While the phone slept the clock was not steady; with a signal the server's word mends it.
    if (t.monoton === null && navigator.onLine && L.acuan?.mono === undefined) await L.bekal(akun).catch(() => {});
    const waktu = t.monoton === null ? klaimBaru(tekan) : {};
    const isi = { ...waktu, ...(posisi.sebab ? {} : posisi), tempat_kira: posisi.sebab ? "" : letak(posisi), tanda: posisi.sebab ? ["tanpa_posisi"] : [] };
    if (aman) {
      try { await L.tutupKetukan(t.kunci, { ...isi, selfie }); } catch { await L.tutupKetukan(t.kunci, isi).catch(() => {}); }
    } else ingatan.set(t.kunci, { ...t, ...isi });
  };
  // A fresh word of the server after the press: counted back to the press.
  const klaimBaru = (tekan) => {
    const a = L.acuan;
    if (a?.mono === undefined || a.mono < tekan.mono) return {};
    return { waktu: Math.round(a.server - (a.mono - tekan.mono)), server_terakhir: Math.round(a.server), monoton: 0, jam_perangkat: tekan.jam };
  };

  // --- what the phone and browser can and cannot do
  const tampilTahan = async () => {
    const ya = await navigator.storage?.persisted?.().catch(() => false);
    b("tahan").textContent = ya ? "Peramban menjaga penyimpanan ini: tidak dihapus sendiri." : "Peramban belum menjamin penyimpanan. Pasang aplikasi ini di layar utama, dan jangan hapus data situs sebelum semua terkirim.";
  };
  const iphone = /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
  const terpasang = matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
  b("iphone").hidden = !iphone;
  b("latar").hidden = iphone || "SyncManager" in self;
  b("https").hidden = self.isSecureContext;
  self.addEventListener("beforeinstallprompt", (e) => {
    e.preventDefault();
    b("pasang").hidden = false;
    b("pasang").onclick = () => { b("pasang").hidden = true; e.prompt(); };
  });
  b("pasang-cara").hidden = terpasang;

  const tampilBekal = () => {
    const j = bekal?.jadwal;
    b("jadwal").textContent = j && j.masuk !== null ? `Jadwal ${pukul(j.masuk)}–${pukul(j.pulang)}` : bekal ? "Tidak ada jadwal kerja hari ini." : "";
    const mode = bekal?.mode || [];
    b("mode").hidden = mode.length < 2;
    const lama = akar.querySelector("[name=mode]:checked")?.value || "kantor";
    b("mode-isi").replaceChildren(...mode.map((m) => {
      const label = buat("label", "keping keping-pilih"), radio = buat("input");
      Object.assign(radio, { type: "radio", name: "mode", value: m.kode, checked: m.kode === lama });
      label.append(radio, buat("span", "", m.nama));
      if (m.surat) label.append(buat("small", "", m.surat));
      return label;
    }));
    b("foto-kotak").hidden = bekal?.selfie !== "boleh";
    b("foto-wajib").hidden = bekal?.selfie !== "wajib";
    tampilPrivasi();
    const n = (bekal?.tempat || []).length;
    b("tempat").textContent = bekal ? (n ? `Area Anda: ${bekal.tempat.map((t) => t.nama).join(", ")}.` : "Unit Anda belum punya area presensi, jadi posisi tidak dibandingkan.") : "";
  };

  // --- the card that the server draws asks for itself; an ended session must not move this page away
  acara = () => document.body.dispatchEvent(new Event("ketuk:segar"));
  document.addEventListener("htmx:beforeOnLoad", (e) => {
    if (!e.detail.xhr.getResponseHeader("HX-Redirect")) return;
    e.preventDefault();
    kirim().then(() => { if (!b("jaringan").dataset.tetap) sesiHabis(0); });
  });

  const mulai = async () => {
    try {
      const lama = await S.ambil("meta", "akun");
      if (data.akun) {
        akun = { nama: "akun", id: data.akun, pegawai: Number(data.pegawai) || null, orang: data.nama };
        if (lama && lama.id !== akun.id) await S.keluar(lama.id);  // shared phone: only the unsent stays
        await S.taruh("meta", akun);
        await S.taruh("meta", { nama: `hari:${akun.id}`, waktu: JSON.parse(document.getElementById("ketukan-hari-ini")?.textContent || "[]") });
        await S.bersihkan(akun.id, Number(data.waktu) - 3 * 864e5);
      } else akun = lama || null;
      const w = await S.ambil("meta", "waktu");
      if (w && !L.acuan) L.acuan = { server: w.server, perangkat: w.perangkat };
      if (akun) bekal = (await S.ambil("meta", `bekal:${akun.id}`))?.isi || null;
    } catch {
      // Nothing can be kept here (private mode): taps go straight to the server.
      if (data.akun) akun = { id: data.akun, pegawai: Number(data.pegawai) || null };
      katakan("Peramban ini tidak mengizinkan penyimpanan, jadi ketukan hanya dapat dikirim saat ada sinyal.", "merah", "tolak");
    }
    if (!L.acuan && data.waktu) {  // the page's own moment, kept too: the signal may go before the next word
      L.acuan = { server: Number(data.waktu), perangkat: Date.now(), mono: performance.now() };
      await S.taruh("meta", { nama: "waktu", server: L.acuan.server, perangkat: L.acuan.perangkat }).catch(() => {});
    }
    b("tanpa-akun").hidden = !!akun;
    b("isi").hidden = !akun;
    if (!akun) return;
    if (b("siapa")) b("siapa").textContent = akun.orang ? `Sebagai ${akun.orang}.` : "";
    tampilJam();
    setInterval(tampilJam, 1000);
    tampilBekal();
    await pilihJenis();
    await tampilDaftar();
    tampilTahan();
    akar.dataset.siap = "1";
    ambilBekal();
    kirim();
  };
  const ambilBekal = async () => {
    try {
      const j = await L.bekal(akun);
      bekal = j.bekal;
      await S.taruh("meta", { nama: `bekal:${akun.id}`, isi: bekal, pada: kini() }).catch(() => {});
      tampilBekal();
      await pilihJenis();
    } catch { /* kirim() tells what is wrong; what was kept serves meanwhile */ }
  };

  b("bentuk").addEventListener("submit", (e) => { e.preventDefault(); ketuk(); });
  akar.addEventListener("change", (e) => { if (e.target.name === "jenis") { dipilih = true; tampilTombol(); } });
  b("periksa").addEventListener("click", async () => {
    if (!akun || !(await setuju())) return;
    b("posisi").hidden = false; b("posisi").textContent = "Mencari posisi…";
    tampilPosisi(await cariPosisi());
  });
  b("tentang").addEventListener("click", () => { tampilPrivasi(); dialogPrivasi.onclose = async () => { if (akun && dialogPrivasi.returnValue === "tidak") await S.hapus("meta", `privasi:${akun.id}`); }; dialogPrivasi.showModal(); });
  self.addEventListener("online", () => { gagal = 0; kirim(); ambilBekal(); });
  self.addEventListener("offline", () => { if (akun) tampilDaftar(); });
  self.addEventListener("selaras:berubah", () => { tampilDaftar(); });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && Number(akar.dataset.tunggu)) titipLatar();  // put away before it was sent
    if (!document.hidden && akun) { dipilih = false; ambilBekal(); kirim(); }
  });
  mulai();
})();
