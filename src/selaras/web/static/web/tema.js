// Light or dark before the first paint: the reader's choice, else the system's.
(() => {
  const sistem = matchMedia("(prefers-color-scheme: dark)");
  const terapkan = () => {
    let pilihan = null;
    try { pilihan = localStorage.getItem("tema"); } catch { /* storage refused: follow the system */ }
    document.documentElement.dataset.bsTheme = pilihan || (sistem.matches ? "dark" : "light");
    let rapat = null;
    try { rapat = localStorage.getItem("rapat"); } catch { /* as above */ }
    document.documentElement.classList.toggle("rapat", rapat === "1");
  };
  terapkan();
  sistem.addEventListener("change", terapkan);
})();
