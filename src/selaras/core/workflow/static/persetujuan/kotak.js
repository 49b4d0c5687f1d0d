// The inbox by keyboard: j/k move, s approves, b opens the reasons, space ticks. Links and forms
// work without.
(() => {
  const { bergilir } = window.selarasKotak;
  const $ = (pemilih, akar = document) => akar.querySelector(pemilih);
  const lebar = () => window.matchMedia("(min-width: 992px)").matches;
  const baris = () => [...document.querySelectorAll("[data-baris]")];
  const terbuka = () => $("#pratinjau [data-putusan]")?.dataset.putusan || $("#pratinjau")?.dataset.pilih;
  const tandai = () => {
    const kini = terbuka();
    for (const b of baris()) {
      b.classList.toggle("terpilih", b.dataset.baris === kini);
      const tautan = $("[data-buka]", b);
      if (b.dataset.baris === kini) tautan.setAttribute("aria-current", "true");
      else tautan.removeAttribute("aria-current");
    }
  };
  const buka = (b) => {
    if (!b) return;
    $("#pratinjau").dataset.pilih = b.dataset.baris;
    $("[data-buka]", b).click();
    b.scrollIntoView({ block: "nearest" });
    tandai();
  };
  const bukaTertunda = () => {
    const tertunda = bergilir.ambilTertunda();
    if (tertunda) buka($(`[data-baris="${tertunda}"]`));
  };
  const mulai = () => {
    if ($("#kotak") && lebar() && !terbuka()) buka(baris()[0]);
    hitung();
  };
  const hitung = () => {
    const tombol = $("[data-banyak]");
    if (!tombol) return;
    const n = document.querySelectorAll("[name=pilih]:checked").length;
    $("span", tombol).textContent = n ? `${tombol.dataset.dipilih} (${n})` : tombol.dataset.semua;
  };
  document.addEventListener("change", (e) => { if (e.target.name === "pilih") hitung(); });
  document.addEventListener("htmx:afterSettle", (e) => {
    if (e.target.id === "kotak" || e.target.id === "pratinjau" || $("#kotak")?.contains(e.target)) { tandai(); hitung(); }
    if (e.target.id === "kotak") { bukaTertunda(); mulai(); document.body.dispatchEvent(new Event("hitung-ulang")); }
  });
  document.addEventListener("click", (e) => {
    const tutup = e.target.closest("#pratinjau [data-tutup-putusan]");
    if (!tutup) return;
    e.preventDefault();
    const kini = terbuka();
    const pratinjau = $("#pratinjau");
    delete pratinjau.dataset.pilih;
    pratinjau.replaceChildren();
    tandai();
    $(`[data-baris="${kini}"] [data-buka]`)?.focus();
  });
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input:not([type=checkbox]), textarea, select")) return;
    const semua = baris();
    const putusan = $("[data-putusan]");
    if (!semua.length && !putusan) return;
    const i = semua.findIndex((b) => b.dataset.baris === terbuka());
    if (e.key === "j") { e.preventDefault(); buka(semua[Math.min(i + 1, semua.length - 1)]); }
    else if (e.key === "k") { e.preventDefault(); buka(semua[Math.max(i - 1, 0)]); }
    else if (e.key === "s") { const t = $("[data-kunci=s]"); if (t && !e.repeat) { e.preventDefault(); t.click(); } }
    else if (e.key === "b") {
      const k = $("[data-kembalikan]");
      if (k) { e.preventDefault(); k.open = true; $("[data-alasan]", k).focus(); }
    } else if (e.key === " " && i >= 0 && !e.target.closest("button, summary, input, a.btn")) {
      const c = $("[name=pilih]", semua[i]);
      e.preventDefault(); c.checked = !c.checked; hitung();
    } else if (e.key === "Escape") $("#pratinjau [data-tutup-putusan]")?.click();
  });
  // After htmx has read the page: before it, a click would leave it.
  if (document.readyState === "complete") mulai();
  else window.addEventListener("load", mulai);
})();
