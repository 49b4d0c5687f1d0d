// Asks this browser to be woken by pushes. Only here: nothing is asked before somebody wants it.
(() => {
  const tombol = document.querySelector("[data-langganan]");
  const kata = document.querySelector("[data-langganan-kata]");
  if (!tombol) return;
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) {
    kata.textContent = "Peramban ini tidak dapat menerima pemberitahuan.";
    return;
  }
  tombol.hidden = false;
  const bita = (teks) => {
    const isi = atob((teks + "=".repeat((4 - (teks.length % 4)) % 4)).replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(isi, (c) => c.charCodeAt(0));
  };
  tombol.addEventListener("click", async () => {
    tombol.disabled = true;
    kata.textContent = "Meminta izin peramban…";
    try {
      if ((await Notification.requestPermission()) !== "granted") {
        kata.textContent = "Izin ditolak. Ubah di setelan situs peramban, lalu coba lagi.";
        return;
      }
      await navigator.serviceWorker.register(tombol.dataset.pekerja, { updateViaCache: "none" });
      const pekerja = await navigator.serviceWorker.ready;
      const langganan = await pekerja.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bita(tombol.dataset.kunci) });
      const tanda = JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"];
      const jawab = await fetch(tombol.dataset.langganan, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": tanda }, body: JSON.stringify(langganan) });
      kata.textContent = (await jawab.json()).pesan;
      if (jawab.ok) location.reload();
    } catch (galat) {
      kata.textContent = `Peramban ini belum dapat berlangganan (${galat.name}).`;
    } finally {
      tombol.disabled = false;
    }
  });
})();
