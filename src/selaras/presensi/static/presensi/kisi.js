// The month grid: a cell opens in the drawer, arrows move over days and people.
// Without this script every cell is a plain link.
(() => {
  const kisi = () => document.querySelector("table.kisi");
  const diam = () => {
    // One stop for the Tab key a row (the name); the days are reached by arrows.
    for (const a of kisi()?.tBodies[0].querySelectorAll("td.k > a") ?? []) a.tabIndex = -1;
  };
  diam();
  document.addEventListener("htmx:afterSwap", diam);
  document.addEventListener("click", (e) => {
    const a = e.target.closest("table.kisi td.k > a");
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey || !window.htmx) return;
    e.preventDefault();
    a.dataset.laci = "";
    window.htmx.ajax("GET", a.getAttribute("href"), { target: "#laci-isi", source: a, swap: "innerHTML" });
  });
  document.addEventListener("keydown", (e) => {
    const sel = e.target.closest?.("table.kisi tbody :is(td.k, th)");
    if (!sel || e.ctrlKey || e.metaKey || e.altKey) return;
    const baris = sel.parentElement;
    const tujuan = {
      ArrowRight: () => sel.nextElementSibling,
      ArrowLeft: () => sel.previousElementSibling,
      ArrowDown: () => baris.nextElementSibling?.cells[sel.cellIndex],
      ArrowUp: () => baris.previousElementSibling?.cells[sel.cellIndex],
      Home: () => baris.cells[0],
      End: () => [...baris.querySelectorAll("td.k")].at(-1),
    }[e.key]?.();
    const a = tujuan?.querySelector("a");
    if (!a) return;
    e.preventDefault();
    e.stopPropagation();
    a.focus();
    a.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, { capture: true });
})();
