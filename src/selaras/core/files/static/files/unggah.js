// Sends files in pieces that survive a cut line; photos are shrunk first. Without it the box is an
// ordinary file field that goes with its form.
(() => {
  if (window.selarasUnggah) return;
  window.selarasUnggah = true;
  const SISI = 2000, MUTU = 0.82, KECIL = 400 * 1024, TUNGGU = [1000, 2000, 5000, 10000, 20000];
  const pengguna = document.body.dataset.pengguna || "", CATATAN = `unggah:${pengguna}`;

  const catatan = {
    semua() { try { return JSON.parse(localStorage.getItem(CATATAN)) || {}; } catch { return {}; } },
    taruh(jejak, id) { const s = this.semua(); if (id) s[jejak] = id; else delete s[jejak]; try { localStorage.setItem(CATATAN, JSON.stringify(s)); } catch { /* cannot go on after a reload */ } },
  };
  const ukuran = (b) => b < 1e6 ? `${Math.max(1, Math.round(b / 1000))} KB` : `${(b / 1e6).toFixed(1).replace(".", ",")} MB`;

  // A photo of 8 MB says no more than one of 500 KB; its place and camera stay on the phone.
  const kecilkan = async (berkas) => {
    if (!["image/jpeg", "image/png", "image/webp"].includes(berkas.type) || berkas.size < KECIL) return berkas;
    try {
      const gambar = await createImageBitmap(berkas, { imageOrientation: "from-image" });
      const skala = Math.min(1, SISI / Math.max(gambar.width, gambar.height));
      const kanvas = document.createElement("canvas");
      kanvas.width = Math.round(gambar.width * skala); kanvas.height = Math.round(gambar.height * skala);
      const kuas = kanvas.getContext("2d");
      kuas.fillStyle = "#fff"; kuas.fillRect(0, 0, kanvas.width, kanvas.height);
      kuas.drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
      gambar.close();
      const hasil = await new Promise((r) => kanvas.toBlob(r, "image/jpeg", MUTU));
      if (!hasil || hasil.size >= berkas.size) return berkas;
      return new File([hasil], berkas.name.replace(/\.[^.]+$/, "") + ".jpg", { type: "image/jpeg", lastModified: berkas.lastModified });
    } catch { return berkas; }  // not a picture after all: the server says what it is
  };
  const sidik = async (berkas) => {
    if (!window.crypto?.subtle) return "";
    const h = await crypto.subtle.digest("SHA-256", await berkas.arrayBuffer());
    return [...new Uint8Array(h)].map((b) => b.toString(16).padStart(2, "0")).join("");
  };

  class SesiHabis extends Error {}
  class Ditolak extends Error {}

  const pasang = (kotak) => {
    if (kotak.unggahTerpasang) return;
    kotak.unggahTerpasang = true;
    const bidang = kotak.querySelector("input[type=file]"), daftar = kotak.querySelector("[data-unggah-daftar]");
    const pola = kotak.querySelector("template"), maks = Number(kotak.dataset.maks), bentuk = kotak.closest("form");
    kotak.berjalan = 0;
    bidang.removeAttribute("required");
    kotak.classList.add("unggah-siap");

    const token = () => bentuk?.elements.csrfmiddlewaretoken?.value || JSON.parse(document.body.getAttribute("hx-headers") || "{}")["x-csrftoken"] || "";
    // Signing in again makes the page's token stale; any draft's address gives a fresh one.
    const segarkan = async () => {
      const jawab = await fetch("/draf/token/", { credentials: "same-origin", redirect: "manual", cache: "no-store" });
      if (!jawab.ok) throw new SesiHabis();
      const { token: baru } = await jawab.json();
      for (const m of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) m.value = baru;
      document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": baru }));
    };
    const minta = async (url, pilihan = {}, lagi = true) => {
      const jawab = await fetch(url, { credentials: "same-origin", redirect: "manual", ...pilihan,
        headers: { "X-CSRFToken": token(), Accept: "application/json", ...pilihan.headers } });
      if (jawab.type === "opaqueredirect" || jawab.status === 401) throw new SesiHabis();
      if (jawab.status === 404) return { hilang: true };
      if ([413, 422].includes(jawab.status)) throw new Ditolak((await jawab.json()).pesan);
      if (jawab.status === 403 && lagi) { await segarkan(); return minta(url, pilihan, false); }
      if (jawab.status === 403) throw new Ditolak("Formulir sudah kedaluwarsa. Muat ulang halamannya; isian lain sudah tersimpan.");
      if (!jawab.ok && jawab.status !== 409) throw new Error(String(jawab.status));
      return jawab.json();
    };
    const pos = (url, isi) => minta(url, { method: "POST", body: JSON.stringify(isi), headers: { "Content-Type": "application/json" } });
    const berubah = () => kotak.dispatchEvent(new Event("change", { bubbles: true }));

    const baris = (nama) => {
      const li = pola.content.firstElementChild.cloneNode(true);
      const bagian = (n) => li.querySelector(`[data-b=${n}]`);
      bagian("nama").textContent = nama;
      bagian("hapus").setAttribute("aria-label", `Hapus ${nama}`);
      daftar.append(li);
      return { li, bagian, batal: false,
        kata(teks, jenis = "") { bagian("kata").textContent = teks; li.className = `unggah-baris ${jenis ? `unggah-${jenis}` : ""}`; },
        maju(n, dari) { const p = bagian("maju"); p.hidden = false; p.max = dari; p.value = n; } };
    };
    const jadi = (b, hasil) => {
      const tautan = b.bagian("tautan");
      tautan.href = hasil.url; tautan.hidden = false;
      tautan.textContent = hasil.nama;
      b.bagian("nama").hidden = true; b.bagian("maju").hidden = true; b.bagian("ulangi").hidden = true;
      if (hasil.pratinjau) { const g = b.bagian("gambar"); g.src = hasil.pratinjau; g.hidden = false; b.bagian("ikon").hidden = true; }
      const id = b.bagian("id");
      id.name = `${kotak.dataset.nama}_id`; id.value = hasil.id; id.disabled = false;
      b.kata(`${hasil.ukuran} · sudah diterima`, "jadi");
    };
    const tunggu = (ms) => new Promise((r) => {
      const selesai = () => { clearTimeout(t); window.removeEventListener("online", selesai); r(); };
      const t = setTimeout(selesai, ms);
      window.addEventListener("online", selesai);
    });

    const potongan = async (b, berkas, jejak) => {
      let un = null;
      const lama = catatan.semua()[jejak];
      if (lama) { const j = await minta(`/berkas/unggah/${lama}/`); if (!j.hilang && j.ukuran === berkas.size) un = { ...j, url: `/berkas/unggah/${lama}/`, selesai: `/berkas/unggah/${lama}/selesai/`, potongan: 512 * 1024 }; }
      if (!un) {
        un = await pos("/berkas/unggah/", { keperluan: kotak.dataset.keperluan, nama: berkas.name, ukuran: berkas.size });
        catatan.taruh(jejak, un.id);
      }
      let sampai = un.diterima;
      while (sampai < berkas.size) {
        if (b.batal) return null;
        b.maju(sampai, berkas.size);
        b.kata(`${Math.floor(100 * sampai / berkas.size)}% dari ${ukuran(berkas.size)}`);
        const j = await minta(un.url, { method: "PUT", body: berkas.slice(sampai, sampai + un.potongan), headers: { "Upload-Offset": String(sampai), "Content-Type": "application/octet-stream" } });
        if (j.hilang) { catatan.taruh(jejak, null); throw new Error("gone"); }
        sampai = j.diterima;
      }
      b.maju(sampai, berkas.size);
      b.kata("Memeriksa isi berkas …");
      const hasil = await pos(un.selesai, { sha256: await sidik(berkas) });
      if (hasil.hilang || hasil.diterima !== undefined) { catatan.taruh(jejak, null); throw new Error("begin again"); }
      catatan.taruh(jejak, null);
      return hasil;
    };
    const kirim = async (b, asli) => {
      kotak.berjalan++;
      const ulangi = b.bagian("ulangi");
      ulangi.hidden = true;
      let gagal = 0;
      try {
        b.kata("Menyiapkan …");
        const berkas = await kecilkan(asli);
        if (berkas.size > maks) throw new Ditolak(`Berkas '${berkas.name}' berukuran ${ukuran(berkas.size)}, paling besar ${kotak.dataset.maksKata} MB. Kecilkan atau bagi berkasnya. Isian lain tetap tersimpan.`);
        const jejak = `${berkas.name}|${berkas.size}|${asli.lastModified}`;
        for (;;) {
          try {
            const hasil = await potongan(b, berkas, jejak);
            if (hasil) { jadi(b, hasil); berubah(); }
            return;
          } catch (galat) {
            if (galat instanceof SesiHabis || galat instanceof Ditolak) { if (galat instanceof Ditolak) catatan.taruh(jejak, null); throw galat; }
            if (b.batal) return;
            b.kata("Sambungan terputus. Yang sudah terkirim aman; dilanjutkan sendiri begitu tersambung.", "tunda");
            ulangi.hidden = false;
            const ketuk = new Promise((r) => { ulangi.onclick = r; });
            await Promise.race([tunggu(TUNGGU[Math.min(gagal++, TUNGGU.length - 1)]), ketuk]);
          }
        }
      } catch (galat) {
        b.bagian("maju").hidden = true;
        b.kata(galat instanceof SesiHabis ? "Sesi Anda berakhir. Masuk lagi di tab lain, lalu ketuk Ulangi; yang sudah terkirim tidak dikirim ulang."
          : galat.message || "Berkas tidak terkirim.", "salah");
        ulangi.hidden = galat instanceof Ditolak && !/Ulangi/.test(galat.message);
        ulangi.onclick = () => kirim(b, asli);
      } finally { kotak.berjalan--; }
    };
    const terima = (berkas) => {
      for (const satu of berkas) {
        if (!kotak.hasAttribute("data-banyak")) daftar.replaceChildren();
        const b = baris(satu.name);
        b.li.unggahan = b;
        kirim(b, satu);
      }
    };

    bidang.addEventListener("change", (e) => {
      e.stopPropagation();
      const pilihan = [...bidang.files];
      bidang.value = "";
      terima(pilihan);
    });
    for (const jenis of ["dragover", "dragleave", "drop"]) {
      kotak.addEventListener(jenis, (e) => {
        e.preventDefault();
        kotak.classList.toggle("unggah-di-atas", jenis === "dragover");
        if (jenis === "drop" && e.dataTransfer?.files.length) terima([...e.dataTransfer.files]);
      });
    }
    daftar.addEventListener("click", (e) => {
      const hapus = e.target.closest("[data-b=hapus]");
      if (!hapus) return;
      const li = hapus.closest("li");
      if (li.unggahan) li.unggahan.batal = true;
      li.remove();
      bidang.focus();
      berubah();
    });
    bentuk?.addEventListener("submit", (e) => {
      if (!kotak.berjalan) return;
      e.preventDefault();
      e.stopImmediatePropagation();
      kotak.querySelector("[data-unggah-tunggu]").textContent = "Tunggu sebentar: masih ada berkas yang dikirim. Tunggu sampai selesai atau hapus dari daftar, lalu kirim lagi.";
    }, { capture: true });
    // A restored draft names files by id only.
    bentuk?.addEventListener("draf:pulih", async (e) => {
      const ids = e.detail.get(`${kotak.dataset.nama}_id`) || [];
      const ada = new Set([...daftar.querySelectorAll("[data-b=id]")].map((i) => i.value));
      for (const li of [...daftar.children]) if (!ids.includes(li.querySelector("[data-b=id]")?.value) && !li.unggahan) li.remove();
      for (const id of ids.filter((i) => i && !ada.has(i))) {
        const b = baris("Berkas");
        const taruh = b.bagian("id");
        taruh.name = `${kotak.dataset.nama}_id`; taruh.value = id; taruh.disabled = false;
        minta(`/berkas/${id}/keadaan/`).then((h) => { if (h.hilang) b.li.remove(); else jadi(b, h); }).catch(() => b.kata("Sudah diterima"));
      }
    });
  };
  const pasangSemua = (akar) => { for (const k of akar.querySelectorAll("[data-unggah-lanjut]")) pasang(k); };
  pasangSemua(document);
  document.addEventListener("htmx:load", (e) => { if (e.detail?.elt?.querySelectorAll) { if (e.detail.elt.matches("[data-unggah-lanjut]")) pasang(e.detail.elt); pasangSemua(e.detail.elt); } });
})();
