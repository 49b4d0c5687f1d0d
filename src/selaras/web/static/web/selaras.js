// Small habits of every page: "/" searches, the drawer, tables by keyboard, copying, toasts.
// No page depends on it: links and forms work without.
(() => {
  const $ = (pemilih, akar = document) => akar.querySelector(pemilih);
  const simpan = (kunci, nilai) => {
    try { localStorage.setItem(kunci, nilai); } catch { /* storage refused: lasts for this page */ }
  };
  const sedangMenulis = (unsur) => unsur.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

  // --- the explain drawer
  const laci = $("#laci");
  const bukaLaci = () => {
    const isi = $("#laci-isi");
    isi.replaceChildren($("#laci-menunggu").content.cloneNode(true));
    if (!laci.open) laci.showModal();
  };
  if (laci) {
    document.addEventListener("htmx:beforeRequest", (e) => {
      if (e.target.matches?.("[data-laci]")) bukaLaci();
    });
    for (const gagal of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
      document.addEventListener(gagal, (e) => {
        if (e.target.matches?.("[data-laci]")) {
          $("#laci-isi").replaceChildren($("#laci-galat").content.cloneNode(true));
        } else {
          beriTahu("Permintaan tidak terkirim. Periksa sambungan, lalu coba lagi.", "error");
        }
      });
    }
    laci.addEventListener("click", (e) => { if (e.target === laci) laci.close(); });
  }

  // --- toasts
  const beriTahu = (teks, jenis) => {
    const wadah = $("#pesan");
    if (!wadah) return;
    const pesan = document.createElement("div");
    pesan.className = `pesan pesan-${jenis}`;
    const kata = document.createElement("p");
    kata.textContent = teks;
    const tutup = document.createElement("button");
    tutup.type = "button";
    tutup.className = "tombol-ikon";
    tutup.dataset.tutup = "";
    tutup.setAttribute("aria-label", "Tutup pesan");
    tutup.textContent = "×";
    pesan.append(kata, tutup);
    wadah.append(pesan);
    if (jenis === "success") setTimeout(() => pesan.remove(), 6000);
  };

  // --- clicks
  document.addEventListener("click", async (e) => {
    const tutup = e.target.closest("[data-tutup]");
    if (tutup) tutup.parentElement.remove();

    const salin = e.target.closest("[data-salin]");
    if (salin) {
      try {
        await navigator.clipboard.writeText(salin.dataset.salin);
        beriTahu("NIP disalin.", "success");
      } catch {
        beriTahu("Peramban tidak mengizinkan menyalin. Blok angkanya, lalu salin.", "error");
      }
    }

    for (const jatuh of document.querySelectorAll("details[data-jatuh][open]")) {
      if (!jatuh.contains(e.target)) jatuh.open = false;
    }

    if (e.target.closest("[data-tema-ganti]")) {
      const akar = document.documentElement;
      akar.dataset.bsTheme = akar.dataset.bsTheme === "dark" ? "light" : "dark";
      simpan("tema", akar.dataset.bsTheme);
    }
    if (e.target.closest("[data-rapat]")) {
      const rapat = document.documentElement.classList.toggle("rapat");
      simpan("rapat", rapat ? "1" : "0");
      tandaiRapat();
    }
    if (e.target.closest("[data-cetak]")) window.print();
    const semua = e.target.closest("[data-pilih-semua]");
    if (semua) {
      for (const kotak of semua.closest("table").querySelectorAll("tbody [name=pilih]")) kotak.checked = semua.checked;
    }
  });
  const tandaiRapat = () => {
    const rapat = document.documentElement.classList.contains("rapat");
    for (const tombol of document.querySelectorAll("[data-rapat]")) tombol.setAttribute("aria-pressed", rapat);
  };
  tandaiRapat();
  document.addEventListener("htmx:afterSwap", tandaiRapat);

  // --- column chooser: what is not ticked is named in the URL
  document.addEventListener("submit", (e) => {
    const bentuk = e.target.closest("form[data-kolom]");
    if (!bentuk) return;
    const tanpa = [...bentuk.querySelectorAll("[type=checkbox]:not(:checked)")].map((k) => k.value);
    bentuk.elements.tanpa.value = tanpa.join(",");
  });

  // --- keyboard
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") {
      const jatuh = e.target.closest("details[data-jatuh][open]");
      if (jatuh) { jatuh.open = false; $("summary", jatuh).focus(); }
    }
    if (e.ctrlKey || e.metaKey || e.altKey || sedangMenulis(e.target)) return;
    if (e.key === "/") {
      const cari = $("[data-cari-daftar]") || $("[data-cari]");
      if (cari) { e.preventDefault(); cari.focus(); cari.select(); }
      return;
    }
    gerakTabel(e);
  });
  const gerakTabel = (e) => {
    const baris = e.target.closest("table[data-papan-ketik] tbody tr");
    const arah = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[e.key];
    if (!arah && !(e.key === " " && baris)) return;
    if (e.key === " ") {
      const kotak = $("[name=pilih]", baris);
      if (kotak && e.target !== kotak) { kotak.checked = !kotak.checked; e.preventDefault(); }
      return;
    }
    const semua = [...document.querySelectorAll("table[data-papan-ketik] tbody tr")];
    if (!semua.length || (!baris && !["j", "k"].includes(e.key) && !e.target.closest(".tabel-bungkus"))) return;
    const tujuan = semua[baris ? semua.indexOf(baris) + arah : 0];
    const sasaran = tujuan && ($("a, button, input", tujuan));
    if (sasaran) { e.preventDefault(); sasaran.focus(); sasaran.scrollIntoView({ block: "nearest" }); }
  };

  // --- wide tables: the edge fades where there is more to the side
  const tepi = (wadah) => {
    const sisa = wadah.scrollWidth - wadah.clientWidth - Math.abs(wadah.scrollLeft);
    wadah.classList.toggle("ada-kanan", sisa > 4);
  };
  const semuaTepi = () => document.querySelectorAll(".tabel-bungkus").forEach(tepi);
  document.addEventListener("scroll", (e) => {
    if (e.target.classList?.contains("tabel-bungkus")) tepi(e.target);
  }, { capture: true, passive: true });
  for (const saat of ["resize", "load"]) window.addEventListener(saat, semuaTepi);
  document.addEventListener("htmx:afterSettle", semuaTepi);
  semuaTepi();

  // --- upload box
  document.addEventListener("change", (e) => {
    const kotak = e.target.closest("[data-unggah]");
    if (!kotak || e.target.type !== "file") return;
    const berkas = e.target.files[0];
    $("[data-unggah-nama]", kotak).textContent = berkas ? `${berkas.name} · ${Math.ceil(berkas.size / 1024).toLocaleString("id-ID")} KB` : "";
  });
  for (const jenis of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(jenis, (e) => {
      const kotak = e.target.closest?.("[data-unggah]");
      if (!kotak) return;
      kotak.classList.toggle("unggah-di-atas", jenis === "dragover");
    });
  }
})();
