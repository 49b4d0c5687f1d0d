// Quick entry: picking a task fills in its words and minutes, chips and steps set the length, a
// form is sent once. Everything works without it.
(() => {
  const menit = (bentuk) => bentuk.querySelector("[name=menit]");
  for (const tombol of document.querySelectorAll("[data-menit]")) tombol.hidden = false;

  document.addEventListener("click", (e) => {
    const langkah = e.target.closest("[data-menit]");
    if (!langkah) return;
    const isian = menit(langkah.form);
    const kini = Number(isian.value) || Number(langkah.form.querySelector("[name=lama]:checked")?.value) || 0;
    isian.value = Math.max(5, kini + Number(langkah.dataset.menit));
    for (const keping of langkah.form.querySelectorAll("[name=lama]")) keping.checked = keping.value === isian.value;
    isian.dispatchEvent(new Event("change", { bubbles: true }));
  });

  document.addEventListener("change", (e) => {
    const bentuk = e.target.form;
    if (!bentuk?.classList.contains("isi-cepat")) return;
    if (e.target.name === "lama") {
      menit(bentuk).value = e.target.value;
      menit(bentuk).dataset.dipilih = "1";
    }
    if (e.target.name === "kegiatan" && e.target.dataset.nama) {
      bentuk.querySelector("[data-uraian]").value = e.target.dataset.nama;
      const isian = menit(bentuk);
      if (!isian.value || isian.dataset.standar) {
        isian.value = e.target.dataset.standar;
        isian.dataset.standar = "1";
        for (const keping of bentuk.querySelectorAll("[name=lama]")) keping.checked = keping.value === isian.value;
      }
    }
    if (e.target.name === "kegiatan") bentuk.dataset.kegiatan = e.target.value;
    if (e.target.name === "menit" && e.isTrusted) delete e.target.dataset.standar;
  });

  // Suggestions that come late keep what was picked meanwhile.
  document.addEventListener("htmx:afterSwap", (e) => {
    const bentuk = e.target.closest?.("form.isi-cepat");
    const dipilih = bentuk?.dataset.kegiatan;
    if (!dipilih) return;
    const keping = [...bentuk.querySelectorAll("[name=kegiatan]")].find((k) => k.value === dipilih);
    if (keping && keping.dataset.nama === bentuk.querySelector("[data-uraian]").value) keping.checked = true;
  });

  // One press sends once; the key in the form keeps the server from taking it twice besides.
  document.addEventListener("submit", (e) => {
    if (!e.target.matches("[data-sekali]")) return;
    if (e.target.dataset.terkirim) { e.preventDefault(); return; }
    e.target.dataset.terkirim = "1";
    setTimeout(() => delete e.target.dataset.terkirim, 8000);
  });
  window.addEventListener("pageshow", () => {
    for (const bentuk of document.querySelectorAll("[data-terkirim]")) delete bentuk.dataset.terkirim;
  });

  // Space and length of the waiting list's choice, said beside the button.
  const hitung = () => {
    for (const kata of document.querySelectorAll("[data-terpilih]")) {
      const banyak = document.querySelectorAll("[name=hari]:checked").length;
      kata.textContent = banyak ? `(${banyak})` : "";
    }
  };
  document.addEventListener("change", (e) => { if (e.target.name === "hari") hitung(); });
  hitung();
})();
