// Small habits of every page: "/" searches, the drawer, tables by keyboard, copying, toasts.
// No page depends on it: links and forms work without.
(() => {
  const $ = (pemilih, akar = document) => akar.querySelector(pemilih);
  const simpan = (kunci, nilai) => {
    try { localStorage.setItem(kunci, nilai); } catch { /* storage refused: lasts for this page */ }
  };
  const sedangMenulis = (unsur) => unsur.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

  // --- what asks again by itself does so only while somebody looks; back again, at once
  document.addEventListener("htmx:beforeRequest", (e) => {
    if (document.hidden && e.target.matches?.("[data-hanya-tampak]")) e.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) document.body.dispatchEvent(new Event("ketuk:segar"));
  });

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
        } else if (!e.target.matches?.("[data-hanya-tampak], [data-diam]")) { // not asked by hand
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

  // --- a form about the list as it is filtered now: its address travels along
  document.addEventListener("submit", (e) => {
    if (e.target.closest("form[data-alamat]")) e.target.elements.kueri.value = location.search.slice(1);
  });

  // --- signing out: the worker clears what the phone kept of the account, save what is not yet sent
  document.addEventListener("submit", (e) => {
    const akun = e.target.dataset?.keluar;
    if (akun) navigator.serviceWorker?.controller?.postMessage({ keluar: akun });
  });

  // --- the sign-in page of a phone that clocks in: the tap first, signing in after
  const dulu = $("[data-catat-dulu]");
  try { if (dulu && localStorage.getItem("selaras-ketuk")) dulu.hidden = false; } catch { /* storage refused */ }

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

  // --- what the box at the head offers: arrows walk through it, Escape closes it
  const usulCari = $("[data-usul-cari]");
  if (usulCari) {
    const kotak = $("[data-cari]", usulCari), usul = $(".cari-usul", usulCari);
    usulCari.addEventListener("keydown", (e) => {
      if (e.key === "Escape" && usul.textContent.trim() && !usul.classList.contains("tutup")) {
        usul.classList.add("tutup");
        kotak.focus();
        e.preventDefault(); // the words stay in the box
      }
      const arah = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      const pilihan = [...usul.querySelectorAll("a")];
      if (!arah || !pilihan.length) return;
      e.preventDefault();
      const ke = pilihan.indexOf(document.activeElement) + arah;
      (ke < 0 ? kotak : pilihan[Math.min(ke, pilihan.length - 1)]).focus();
    });
    kotak.addEventListener("input", () => usul.classList.remove("tutup"));
    usul.addEventListener("htmx:beforeSwap", (e) => { // a late answer leaves her where the arrows stand
      if (usul.contains(document.activeElement)) e.detail.shouldSwap = false;
    });
  }

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

  // --- the filter that names the month of a whole page: htmx would renew the list alone
  document.addEventListener("change", (e) => {
    if (!e.target.matches?.("[data-sehalaman]")) return;
    e.stopPropagation();
    const isi = [...new FormData(e.target.form)].filter(([, nilai]) => nilai !== "");
    try { sessionStorage.setItem("saringan", e.target.id); } catch { /* storage refused: focus is lost */ }
    location.assign(`?${new URLSearchParams(isi)}`);
  }, true);
  try { // back to the filter, the new heading in sight
    document.getElementById(sessionStorage.getItem("saringan"))?.focus({ preventScroll: true });
    sessionStorage.removeItem("saringan");
  } catch { /* storage refused */ }

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
