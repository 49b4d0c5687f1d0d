// What this phone keeps for work without a signal (IndexedDB): taps and activities that wait, and
// per account what the clock-in page needs. Pages and the service worker share this file.
(() => {
  if (self.selarasLuring) return;
  const TOKO = { meta: "nama", ketukan: "kunci", aktivitas: "kunci" };
  let terbuka = null;
  const basis = () => (terbuka ??= new Promise((jadi, gagal) => {
    const minta = indexedDB.open("selaras", 1);
    minta.onupgradeneeded = () => {
      for (const [nama, kunci] of Object.entries(TOKO)) {
        const toko = minta.result.createObjectStore(nama, { keyPath: kunci });
        if (nama !== "meta") toko.createIndex("akun", "akun");
      }
    };
    minta.onsuccess = () => {
      const db = minta.result;
      db.onversionchange = () => { db.close(); terbuka = null; };
      db.onclose = () => { terbuka = null; };
      jadi(db);
    };
    minta.onerror = () => { terbuka = null; gagal(minta.error); };
  }));

  // Done when the transaction is, and not before: then it is truly on the phone.
  const kerja = async (toko, cara, isi) => {
    const db = await basis();
    return new Promise((jadi, gagal) => {
      const t = db.transaction(toko, cara, { durability: "strict" });
      let hasil;
      isi(t.objectStore(toko), (nilai) => { hasil = nilai; });
      t.oncomplete = () => jadi(hasil);
      t.onabort = () => gagal(t.error || new Error("transaksi batal"));
    });
  };
  const simpanan = {
    ambil: (toko, kunci) => kerja(toko, "readonly", (s, beri) => { s.get(kunci).onsuccess = (e) => beri(e.target.result); }),
    taruh: (toko, isi) => kerja(toko, "readwrite", (s) => { s.put(isi); }),
    hapus: (toko, kunci) => kerja(toko, "readwrite", (s) => { s.delete(kunci); }),
    semua: (toko, akun) => kerja(toko, "readonly", (s, beri) => {
      s.index("akun").getAll(akun).onsuccess = (e) => beri(e.target.result);
    }),
    // Reads, changes and writes in one transaction; undefined from `cara` leaves it as it is.
    ubah: (toko, kunci, cara) => kerja(toko, "readwrite", (s, beri) => {
      s.get(kunci).onsuccess = (e) => {
        const baru = cara(e.target.result);
        if (baru !== undefined) s.put(baru);
        beri(baru);
      };
    }),
    // What an account may leave behind when it signs out: only what is not yet sent.
    keluar: async (akun) => {
      await kerja("meta", "readwrite", (s) => {
        for (const nama of ["bekal", "hari", "privasi"]) s.delete(`${nama}:${akun}`);
        s.get("akun").onsuccess = (e) => { if (e.target.result?.id === akun) s.delete("akun"); };
      });
      await simpanan.bersihkan(akun, Infinity);
    },
    // Sent taps are only a reminder on the screen; after `sebelum` (ms) they go.
    bersihkan: (akun, sebelum) => kerja("ketukan", "readwrite", (s) => {
      s.index("akun").openCursor(IDBKeyRange.only(akun)).onsuccess = (e) => {
        const kursor = e.target.result;
        if (!kursor) return;
        const t = kursor.value;
        if (!["mencari", "siap"].includes(t.keadaan) && t.waktu < sebelum) kursor.delete();
        kursor.continue();
      };
    }),
  };

  class SesiHabis extends Error {}
  class AkunLain extends Error {}
  class Putus extends Error {}
  class Sibuk extends Error { constructor(detik) { super("terlalu sering"); this.detik = detik; } }
  class Ditolak extends Error { constructor(pesan, status) { super(pesan); this.status = status; } }

  const acak = () => {  // crypto.randomUUID needs HTTPS, a key does not
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
    const h = [...b].map((n) => n.toString(16).padStart(2, "0")).join("");
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
  };
  let tanda = "";
  const token = async (baru) => {
    if (!tanda && !baru && self.document?.body?.getAttribute("hx-headers")) {
      tanda = JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"] || "";
    }
    if (!tanda || baru) tanda = (await minta("/draf/token/")).token;
    return tanda;
  };
  // One request that ends: its answer, or one of the errors above. Never a page of HTML.
  const minta = async (url, isi, { cara = "POST", kepala = {}, batas = 30_000, lagi = true } = {}) => {
    const pilihan = { credentials: "same-origin", redirect: "manual", cache: "no-store", headers: { Accept: "application/json", ...kepala } };
    if (isi !== undefined) {
      pilihan.method = cara;
      pilihan.headers["X-CSRFToken"] = await token();
      const mentah = isi instanceof Blob;
      pilihan.headers["Content-Type"] = mentah ? "application/octet-stream" : "application/json";
      pilihan.body = mentah ? isi : JSON.stringify(isi);
    }
    const henti = new AbortController(), t = setTimeout(() => henti.abort(), batas);
    let jawab, data = null;
    try {
      jawab = await fetch(url, { ...pilihan, signal: henti.signal });
      if (jawab.headers.get("Content-Type")?.includes("json")) data = await jawab.json();
    } catch { throw new Putus("tidak tersambung"); } finally { clearTimeout(t); }
    if (jawab.type === "opaqueredirect" || jawab.status === 401) throw new SesiHabis("masuk");
    if (jawab.status === 403 && isi !== undefined && lagi) {
      await token(true);  // signing in again made the page's own stale
      return minta(url, isi, { cara, kepala, batas, lagi: false });
    }
    if (jawab.status === 429) throw new Sibuk(data?.coba_lagi_detik || Number(jawab.headers.get("Retry-After")) || 30);
    if (jawab.status === 409 && data?.galat === "akun_lain") throw new AkunLain("akun lain");
    if (jawab.status >= 500) throw new Putus(String(jawab.status));
    if (!jawab.ok) throw new Ditolak(data?.pesan || data?.galat || `Ditolak (${jawab.status}).`, jawab.status);
    return data ?? {};
  };

  // Two tabs and the worker never send at once; the second waits, then finds nothing left.
  const giliran = (nama, kerjakan) => (self.navigator.locks ? navigator.locks.request(`selaras-${nama}`, kerjakan) : kerjakan());
  const kabar = "BroadcastChannel" in self ? new BroadcastChannel("selaras") : null;
  const umumkan = (apa) => { kabar?.postMessage(apa); self.dispatchEvent?.(new CustomEvent("selaras:berubah", { detail: apa })); };
  if (kabar) kabar.onmessage = (e) => self.dispatchEvent?.(new CustomEvent("selaras:berubah", { detail: e.data }));

  self.selarasLuring = { simpanan, minta, acak, giliran, umumkan, SesiHabis, AkunLain, Putus, Sibuk, Ditolak };
})();
