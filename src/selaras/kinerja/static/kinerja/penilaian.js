// Keys of the assessment pages: 1 2 3 rate the result in focus, j k go from person to person.
// A changed month opens at once. Everything works without it.
(() => {
  const menulis = (unsur) => unsur.closest("textarea, select, input:not([type=radio])");
  document.addEventListener("change", (e) => {
    if (e.target.matches("[data-kirim]")) e.target.form.submit();
  });
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || menulis(e.target)) return;
    const pilih = e.target.closest("[data-nilai]");
    if (pilih && ["1", "2", "3"].includes(e.key)) {
      const radio = pilih.querySelector(`input[value="${e.key}"]`);
      radio.focus();
      if (!radio.checked) radio.click();
      e.preventDefault();
    }
    const kisi = document.querySelector("[data-kisi]");
    if (kisi && ["j", "k"].includes(e.key)) {
      const orang = [...kisi.querySelectorAll("[data-orang]")];
      const kini = orang.indexOf(e.target.closest("[data-orang]"));
      const lain = orang[Math.max(0, Math.min(orang.length - 1, kini + (e.key === "j" ? 1 : -1)))];
      lain?.querySelector("input[type=radio]:checked, input[type=radio]")?.focus();
      e.preventDefault();
    }
  });
})();
