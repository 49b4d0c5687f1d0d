// A plan's sheet: rows come and go without a reload, and what is typed is kept a moment later.
// Without scripts every button sends the whole form, which keeps it too.
(() => {
  const lembar = document.querySelector("form[data-simpan]");
  if (!lembar) return;
  const JEDA = 1000, ULANG = [2000, 5000, 15000, 30000];
  const keadaan = document.querySelector("#keadaan-simpan");
  const uuid = () => crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (+c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> +c / 4).toString(16));
  let waktu = 0, kotor = false, mengirim = false, gagal = 0, berhenti = false;

  const kata = (teks, jenis = "") => {
    keadaan.textContent = teks;
    keadaan.dataset.jenis = jenis;
  };
  const jadwalkan = (tunda = JEDA) => {
    kotor = true;
    if (berhenti) return;
    if (!gagal) kata("Belum tersimpan…");
    clearTimeout(waktu);
    waktu = setTimeout(kirim, tunda);
  };

  const kirim = async (timpa = false) => {
    if (mengirim) return jadwalkan();
    mengirim = true;
    kotor = false;
    const isi = new FormData(lembar);
    if (timpa) isi.set("timpa", "1");
    kata("Menyimpan…");
    try {
      const jawaban = await fetch(lembar.dataset.simpan, {
        method: "POST", body: isi, headers: { "X-Requested-With": "fetch" }, redirect: "manual",
      });
      const hasil = await jawaban.json();
      gagal = 0;
      if (jawaban.ok) {
        lembar.elements.versi_alur.value = hasil.versi;
        tunjukGalat(hasil.galat);
        tunjukTemuan(hasil.temuan);
        if (kotor) kata("Belum tersimpan…"); // typed on meanwhile: its own turn comes
        else kata(hasil.galat.length ? `${hasil.pesan}, kecuali ${hasil.galat.length} isian di atas` : hasil.pesan,
          hasil.galat.length ? "salah" : "baik");
      } else {
        kotor = true;
        berhenti = true;
        kata(hasil.pesan, "salah");
        if (hasil.konflik) tawarkan();
      }
    } catch {
      kotor = true;
      kata("Belum tersimpan: sambungan terputus atau sesi berakhir. Isian masih di layar ini, dicoba lagi.", "salah");
      setTimeout(() => jadwalkan(0), ULANG[Math.min(gagal++, ULANG.length - 1)]);
    }
    mengirim = false;
  };

  // Another screen wrote meanwhile: nothing is thrown away without the person's word.
  const tawarkan = () => {
    const timpa = document.createElement("button");
    timpa.type = "button";
    timpa.className = "btn btn-sm";
    timpa.textContent = "Simpan isian layar ini";
    timpa.addEventListener("click", () => { berhenti = false; timpa.remove(); muat.remove(); kirim(true); });
    const muat = document.createElement("a");
    muat.className = "btn btn-sm";
    muat.href = location.pathname;
    muat.textContent = "Lihat yang tersimpan";
    muat.addEventListener("click", () => { kotor = false; });
    keadaan.after(timpa, muat);
  };

  const tunjukGalat = (galat) => {
    for (const lama of lembar.querySelectorAll(".galat-simpan")) lama.remove();
    for (const g of galat) {
      const isian = document.getElementById(g.tempat);
      if (!isian) continue;
      const p = document.createElement("p");
      p.className = "isian-galat galat-simpan";
      p.textContent = g.pesan;
      isian.after(p);
    }
  };

  // What is missing changes while one types: the list at the top stays true.
  const tunjukTemuan = (temuan) => {
    const daftar = document.querySelector("#temuan");
    const siap = document.querySelector("[data-siap]");
    siap.textContent = temuan.length ? `${temuan.length} hal perlu dilengkapi.` : "Siap diajukan.";
    daftar.hidden = !temuan.length;
    daftar.querySelector("[data-kurang]").textContent = temuan.length;
    daftar.querySelector("ol").replaceChildren(...temuan.map((t) => {
      const butir = document.createElement("li");
      const isi = document.createElement(t.kunci ? "a" : "span");
      if (t.kunci) isi.href = `#baris-${t.kunci}`;
      isi.textContent = t.pesan;
      butir.append(isi);
      return butir;
    }));
    const kurang = new Set(temuan.map((t) => t.kunci));
    for (const g of lembar.querySelectorAll("[data-baris] > .isian-galat:not(.galat-simpan)")) {
      if (!kurang.has(g.parentElement.id.replace("baris-", ""))) g.remove();
    }
  };

  const nomori = () => {
    for (const wadah of lembar.querySelectorAll("[data-wadah]")) {
      [...wadah.children].filter((b) => !b.hidden).forEach((b, i) => {
        const n = b.querySelector(":scope > legend .lembar-nomor");
        if (n) n.textContent = ` ${i + 1}`;
      });
    }
  };

  lembar.addEventListener("click", (e) => {
    const tambah = e.target.closest("[data-tambah]");
    if (tambah) {
      e.preventDefault();
      const templat = document.getElementById(`templat-${tambah.dataset.tambah}`);
      const wadah = tambah.dataset.induk
        ? tambah.parentElement.querySelector("[data-wadah]")
        : lembar.querySelector(`[data-wadah="${tambah.dataset.tambah}"]`);
      const html = templat.innerHTML.replaceAll("__K__", uuid()).replaceAll("__I__", uuid())
        .replaceAll("__INDUK__", tambah.dataset.induk || "");
      const tempat = document.createElement("template");
      tempat.innerHTML = html;
      const baris = tempat.content.firstElementChild;
      wadah.append(tempat.content);
      nomori();
      baris.querySelector("textarea, input:not([type=hidden]), select")?.focus();
      return;
    }
    const hapus = e.target.closest("[data-hapus]");
    if (hapus) {
      e.preventDefault();
      const baris = hapus.closest("[data-baris]");
      buang(baris, hapus.value);
    }
  });

  // A row goes at once and can be had back until the page is left.
  const buang = (baris, kunci) => {
    const tanda = document.createElement("input");
    tanda.type = "hidden";
    tanda.name = "hapus";
    tanda.value = kunci;
    const pita = document.createElement("p");
    pita.className = "lembar-terhapus";
    pita.textContent = "Baris dihapus. ";
    const urung = document.createElement("button");
    urung.type = "button";
    urung.className = "btn btn-sm";
    urung.textContent = "Urungkan";
    const simpanan = [...baris.querySelectorAll("[name]")].map((u) => [u, u.disabled]);
    for (const [u] of simpanan) u.disabled = true;
    baris.hidden = true;
    pita.append(urung);
    baris.after(pita);
    lembar.append(tanda);
    urung.addEventListener("click", () => {
      tanda.remove();
      pita.remove();
      baris.hidden = false;
      for (const [u, mati] of simpanan) u.disabled = mati;
      nomori();
      jadwalkan(0);
    });
    urung.focus();
    nomori();
    jadwalkan();
  };

  lembar.addEventListener("input", (e) => {
    const galat = e.target.nextElementSibling;
    if (galat?.classList.contains("galat-simpan")) galat.remove();
    jadwalkan();
  });
  lembar.addEventListener("change", () => jadwalkan(200));
  // A refused value stays on the screen: sending it would bring back the one kept before.
  lembar.addEventListener("submit", (e) => {
    const salah = lembar.querySelector(".galat-simpan");
    if (salah && e.submitter?.value === "submit") {
      e.preventDefault();
      kata("Betulkan dulu isian yang ditandai merah.", "salah");
      salah.previousElementSibling.focus();
      return;
    }
    kotor = false;
    clearTimeout(waktu);
  });
  window.addEventListener("online", () => { if (kotor) jadwalkan(0); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && kotor && !berhenti) kirim();
  });
  window.addEventListener("beforeunload", (e) => { if (kotor || mengirim) e.preventDefault(); });
  lembar.classList.add("lembar-hidup");
  nomori();
})();
