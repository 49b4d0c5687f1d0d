// Keeps what is typed into <form data-draf="key">: in the browser at once, on the server a moment
// later, and brings it back when the form is opened again. Forms work without it.
(() => {
  if (window.selarasDraf) return;
  window.selarasDraf = true;
  const JEDA = 1200, ULANG = [3000, 10000, 30000], UMUR = 14 * 864e5;
  const pengguna = document.body.dataset.pengguna || "";
  const BUKAN = new Set(["csrfmiddlewaretoken", "kunci_kirim", "password"]);

  const lokal = {
    baca(kunci) { try { return JSON.parse(localStorage.getItem(kunci)); } catch { return null; } },
    tulis(kunci, isi) { try { localStorage.setItem(kunci, JSON.stringify(isi)); return true; } catch { return false; } },
    hapus(kunci) { try { localStorage.removeItem(kunci); } catch { /* nothing was kept */ } },
    sapu() {
      try {
        for (const kunci of Object.keys(localStorage)) {
          if (kunci.startsWith("draf:") && Date.now() - (this.baca(kunci)?.saat || 0) > UMUR) this.hapus(kunci);
        }
      } catch { /* storage refused */ }
    },
  };

  const isiDari = (bentuk) => [...new FormData(bentuk)].filter(([nama, nilai]) =>
    typeof nilai === "string" && !BUKAN.has(nama) && !bentuk.elements[nama]?.dataset?.drafAbaikan);

  const isikan = (bentuk, isi) => {
    const nilai = new Map();
    for (const [n, v] of isi) nilai.set(n, [...(nilai.get(n) || []), v]);
    bentuk.dispatchEvent(new CustomEvent("draf:pulih", { detail: nilai }));
    for (const unsur of bentuk.elements) {
      if (!unsur.name || BUKAN.has(unsur.name) || ["file", "submit", "button"].includes(unsur.type)) continue;
      if (unsur.type === "hidden" && !unsur.hasAttribute("data-draf-isi")) continue;
      const milik = nilai.get(unsur.name);
      if (["checkbox", "radio"].includes(unsur.type)) unsur.checked = !!milik?.includes(unsur.value);
      else if (unsur.multiple) for (const p of unsur.options) p.selected = !!milik?.includes(p.value);
      else if (milik?.length) unsur.value = milik.shift();
    }
    bentuk.dispatchEvent(new Event("draf:terisi", { bubbles: true }));
  };

  const pasang = async (bentuk) => {
    if (bentuk.drafTerpasang) return;
    bentuk.drafTerpasang = true;
    const kunci = bentuk.dataset.draf, simpanan = `draf:${pengguna}:${kunci}`, alamat = `/draf/${kunci}/`;
    let versi = 0, jeda = 0, gagal = 0, berjalan = false, terakhir = "", terkirim = false, bentrok = false;
    let kata = bentuk.querySelector("[data-draf-keadaan]");
    if (!kata) {
      kata = document.createElement("div");
      kata.className = "draf-keadaan";
      kata.setAttribute("role", "status");
      bentuk.prepend(kata);
    }
    const katakan = (teks, jenis = "", ...tombol) => {
      kata.className = `draf-keadaan ${jenis ? `draf-${jenis}` : ""}`;
      const p = document.createElement("span");
      p.textContent = teks;
      kata.replaceChildren(p, ...tombol);
    };
    const tombol = (teks, kerja) => {
      const t = document.createElement("button");
      t.type = "button"; t.className = "btn btn-sm"; t.textContent = teks;
      t.addEventListener("click", kerja);
      return t;
    };
    const tautanMasuk = () => {
      const a = document.createElement("a");
      a.className = "btn btn-sm btn-primary";
      a.href = `/akun/masuk/?next=${encodeURIComponent(location.pathname + location.search)}`;
      a.textContent = "Masuk lagi";
      return a;
    };
    const token = () => bentuk.elements.csrfmiddlewaretoken?.value || "";
    const minta = (metode, isi) => fetch(alamat, {
      method: metode, redirect: "manual", cache: "no-store", credentials: "same-origin",
      headers: { "X-CSRFToken": token(), "Content-Type": "application/json", Accept: "application/json" },
      body: isi === undefined ? undefined : JSON.stringify(isi),
    });
    const perbarui = (jawab) => {
      if (!jawab.token) return;
      for (const m of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) m.value = jawab.token;
      document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": jawab.token }));
    };
    const keluar = (jawab) => jawab.type === "opaqueredirect" || jawab.status === 401;

    const simpan = async (boleh403 = true) => {
      clearTimeout(jeda);
      if (berjalan || terkirim || bentrok) return;
      const isi = isiDari(bentuk), teks = JSON.stringify(isi);
      if (teks === terakhir) return;
      berjalan = true;
      try {
        const jawab = await minta("PUT", { isi, versi });
        let baru = null;
        if (jawab.status === 403 && boleh403) {
          baru = await minta("GET");
          if (baru.ok) { perbarui(await baru.json()); berjalan = false; return simpan(false); }
        }
        if (keluar(baru || jawab)) {
          const aman = lokal.tulis(simpanan, { isi, versi, saat: Date.now() });
          katakan(aman ? "Sesi Anda berakhir. Tulisan Anda aman di peramban ini dan dikirim lagi setelah Anda masuk."
            : "Sesi Anda berakhir dan peramban ini menolak menyimpan. Salin tulisan Anda sebelum masuk lagi.", "kuning", tautanMasuk());
        } else if (jawab.status === 409) {
          bentrok = true;
          const sana = await jawab.json();
          if (sana.isi === null) {
            katakan("Formulir ini sudah dikirim atau drafnya dibuang di tab atau perangkat lain. Muat ulang untuk melihat keadaannya; yang tertulis di sini belum tersimpan.", "kuning",
              tombol("Simpan yang di sini", () => { versi = sana.versi; bentrok = false; simpan(); }), tombol("Muat ulang", () => { lokal.hapus(simpanan); location.reload(); }));
          } else {
            katakan(`Formulir ini juga diisi di tab atau perangkat lain (tersimpan ${sana.jam}). Yang di sini belum tersimpan. Pakai yang mana?`, "kuning",
              tombol("Pakai yang di sini", () => { versi = sana.versi; bentrok = false; simpan(); }),
              tombol("Pakai yang di sana", () => { versi = sana.versi; bentrok = false; isikan(bentuk, sana.isi); terakhir = JSON.stringify(isiDari(bentuk)); lokal.hapus(simpanan); katakan(`Draf dari ${sana.jam} dipakai.`); }));
          }
        } else if (!jawab.ok) {
          throw new Error(String(jawab.status));
        } else {
          const hasil = await jawab.json();
          versi = hasil.versi; terakhir = teks; gagal = 0;
          if (JSON.stringify(isiDari(bentuk)) === teks) {
            lokal.hapus(simpanan);
            katakan(`Tersimpan sebagai draf ${hasil.jam}.`);
          } else {
            jeda = setTimeout(simpan, JEDA);
          }
        }
      } catch {
        lokal.tulis(simpanan, { isi, versi, saat: Date.now() });
        katakan("Sambungan terputus. Tulisan Anda tersimpan di peramban ini dan dikirim begitu tersambung.", "kuning");
        jeda = setTimeout(simpan, ULANG[Math.min(gagal++, ULANG.length - 1)]);
      } finally {
        berjalan = false;
      }
    };
    const berubah = () => {
      if (terkirim) return;
      lokal.tulis(simpanan, { isi: isiDari(bentuk), versi, saat: Date.now() });
      clearTimeout(jeda);
      jeda = setTimeout(simpan, JEDA);
    };
    const buang = async () => {
      clearTimeout(jeda);
      try {
        const jawab = await minta("DELETE");
        if (!jawab.ok) throw new Error();
        lokal.hapus(simpanan);
        terkirim = true;
        bentuk.reset();
        location.reload();
      } catch { katakan("Draf belum dapat dibuang. Periksa sambungan, lalu coba lagi.", "kuning", tombol("Buang draf", buang)); }
    };

    bentuk.addEventListener("input", berubah);
    bentuk.addEventListener("change", berubah);
    bentuk.addEventListener("submit", (e) => {
      if (e.defaultPrevented) return;
      if (terkirim) { e.preventDefault(); return; }
      clearTimeout(jeda);
      const isi = isiDari(bentuk);
      // What the server holds already needs no copy here; offices share computers.
      if (JSON.stringify(isi) !== terakhir) lokal.tulis(simpanan, { isi, versi, saat: Date.now() });
      terkirim = true;
      setTimeout(() => { if (e.defaultPrevented) terkirim = false; }, 0);
    });
    const lagi = () => { terkirim = false; };
    bentuk.addEventListener("htmx:afterRequest", lagi);
    window.addEventListener("pageshow", lagi);
    window.addEventListener("online", () => simpan());
    document.addEventListener("visibilitychange", () => { if (!document.hidden && lokal.baca(simpanan)) simpan(); });

    const awal = JSON.stringify(isiDari(bentuk));
    terakhir = awal;
    let sana;
    try {
      const jawab = await minta("GET");
      if (!jawab.ok) return;
      sana = await jawab.json();
    } catch { sana = { versi: 0, isi: null, jam: "" }; }
    versi = sana.versi;
    const sini = lokal.baca(simpanan);
    const ditulisi = JSON.stringify(isiDari(bentuk)) !== awal;
    if (ditulisi) { berubah(); return; }  // typed while we asked: the hand at the keyboard wins
    if (sini && sini.versi >= sana.versi) {
      isikan(bentuk, sini.isi);
      terakhir = "";
      if (JSON.stringify(isiDari(bentuk)) === awal) { await simpan(); return; }  // the page still holds it: refused, not lost
      const jam = new Date(sini.saat).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
      katakan(`Tulisan Anda dari ${jam} dipulihkan.`, "biru", tombol("Buang draf", buang));
      await simpan();
      if (!bentrok && terakhir) katakan(`Tulisan Anda dari ${jam} dipulihkan dan tersimpan sebagai draf.`, "biru", tombol("Buang draf", buang));
    } else if (sana.isi) {
      isikan(bentuk, sana.isi);
      terakhir = JSON.stringify(isiDari(bentuk));
      if (terakhir === awal) return;
      const pakai = sini && tombol("Pakai yang di peramban ini", () => { isikan(bentuk, sini.isi); terakhir = ""; simpan(); });
      katakan(`Draf dari ${sana.jam} dipulihkan.${sini ? " Di peramban ini ada tulisan lain yang belum terkirim." : ""}`, "biru", ...(pakai ? [pakai] : []), tombol("Buang draf", buang));
    } else if (sini) {
      lokal.hapus(simpanan);  // it was sent, or thrown away elsewhere
    }
  };

  const pasangSemua = (akar) => { for (const b of akar.querySelectorAll("form[data-draf]")) pasang(b); };
  lokal.sapu();
  pasangSemua(document);
  document.addEventListener("htmx:load", (e) => { if (e.detail?.elt) { if (e.detail.elt.matches?.("form[data-draf]")) pasang(e.detail.elt); pasangSemua(e.detail.elt); } });
})();
