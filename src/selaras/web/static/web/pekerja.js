// The service worker: keeps the shells of the pages that work without a signal and their files, sends
// what waits when the signal returns, shows pushes. Holds no page with anybody's data.
// VERSI, CANGKANG (page -> shell), BERKAS and TETAP (names carry a hash) are written before this.
const SIMPAN = `selaras-${VERSI}`, SABAR = 5000;
const milik = new Set(BERKAS);

self.addEventListener("install", (e) => {
  e.waitUntil((async () => {
    const simpan = await caches.open(SIMPAN);
    // Without cookies: a shell is the same for everybody, and stays so.
    await Promise.all([...new Set([...Object.values(CANGKANG), ...BERKAS])].map(async (url) => {
      const jawab = await fetch(url, { credentials: "omit", cache: TETAP ? "default" : "reload" });
      if (!jawab.ok || jawab.redirected) throw new Error(url);
      await simpan.put(url, jawab);
    }));
    await self.skipWaiting();
  })());
});
self.addEventListener("activate", (e) => {
  e.waitUntil((async () => {
    for (const nama of await caches.keys()) if (nama.startsWith("selaras-") && nama !== SIMPAN) await caches.delete(nama);
    await self.clients.claim();
  })());
});

const tersimpan = async (url) => (await caches.open(SIMPAN)).match(url);
// The page itself when the line carries it; where there is none, or only a silent one, the shell.
const halaman = async (permintaan, cangkang) => {
  const jaring = fetch(permintaan);
  jaring.catch(() => {});
  try {
    const jawab = await Promise.race([jaring, new Promise((_, gagal) => setTimeout(() => gagal(new Error("lambat")), SABAR))]);
    if (jawab.status < 500) return jawab;
  } catch { /* the shell serves */ }
  return (await tersimpan(cangkang)) || jaring;
};
const berkas = async (permintaan, url) => {
  if (TETAP) return (await tersimpan(url)) || fetch(permintaan);
  try { return await fetch(permintaan); } catch (galat) {
    const ada = await tersimpan(url);
    if (ada) return ada;
    throw galat;
  }
};
self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (e.request.mode === "navigate") {
    const cangkang = CANGKANG[url.pathname];
    if (cangkang) e.respondWith(halaman(e.request, cangkang));
  } else if (milik.has(url.pathname + url.search)) e.respondWith(berkas(e.request, url.pathname + url.search));
});

self.addEventListener("sync", (e) => {
  if (e.tag !== "selaras-kirim") return;
  // One that fails is tried again by the browser; an ended session waits for its owner instead.
  e.waitUntil(Promise.all([selarasLuring.kirimKetukan(), selarasLuring.kirimAktivitas()]).catch((galat) => {
    if (galat instanceof selarasLuring.SesiHabis || galat instanceof selarasLuring.AkunLain) return;
    throw galat;
  }));
});
self.addEventListener("message", (e) => {
  if (typeof e.data?.keluar === "string") e.waitUntil(selarasLuring.simpanan.keluar(e.data.keluar));
});
