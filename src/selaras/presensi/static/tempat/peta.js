// A map that fills in the numbers of a place and shows what they mean. The form works without it;
// without a tile server it draws a plain grid with its scale.
(() => {
  const akar = document.querySelector("[data-tempat]"), kotak = akar?.querySelector("[data-peta]");
  if (!kotak || !self.L) return;
  const ruas = (nama) => akar.querySelector(`[name=${nama}]`);
  const bentuk = () => (akar.querySelector("[name=bentuk]:checked") || ruas("bentuk")).value;
  const sunting = !!akar.querySelector("[data-alat]"), kata = akar.querySelector("[data-kata]");
  const angka = (teks) => { const n = parseFloat(String(teks || "").replace(",", ".")); return Number.isFinite(n) ? n : null; };
  const tulis = (n) => n.toFixed(6).replace(".", ",");
  const titik = () => ruas("poligon").value.split("\n").map((b) => b.trim().split(/\s*;\s*|\s+|,(?=\s)/).map(angka)).filter((p) => p.length === 2 && p.every((n) => n !== null));
  const pusat = () => { const p = [angka(ruas("lintang").value), angka(ruas("bujur").value)]; return p[0] === null || p[1] === null ? null : p; };
  const INDONESIA = [-2.5, 118];

  const peta = L.map(kotak, { zoomControl: true, attributionControl: true, keyboard: true, fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false }).setView(INDONESIA, 4);
  peta.attributionControl.setPrefix("");
  L.control.scale({ imperial: false }).addTo(peta);
  if (kotak.dataset.ubin) {
    const atribusi = document.createElement("span");
    atribusi.textContent = kotak.dataset.atribusi;
    L.tileLayer(kotak.dataset.ubin, { attribution: atribusi.innerHTML, maxZoom: 19 }).addTo(peta);
  } else {
    const Petak = L.GridLayer.extend({ createTile() { const p = document.createElement("div"); p.className = "peta-petak"; return p; } });
    new Petak({ maxZoom: 19, tileSize: 64 }).addTo(peta);
  }
  const lapis = L.layerGroup().addTo(peta), gaya = { color: getComputedStyle(document.documentElement).getPropertyValue("--aksen").trim() || "#0b6b61", weight: 2, fillOpacity: 0.15 };
  const ikon = L.divIcon({ className: "peta-titik", iconSize: [18, 18] });
  const penanda = (p, judul, pindah) => {
    const m = L.marker(p, { icon: ikon, draggable: sunting, autoPan: true, keyboard: sunting, title: judul, alt: judul });
    if (sunting) m.on("dragend", () => { const l = m.getLatLng(); pindah([l.lat, l.lng]); });
    return m.addTo(lapis);
  };
  const setelPusat = (p) => { ruas("lintang").value = tulis(p[0]); ruas("bujur").value = tulis(p[1]); gambar(); };
  const setelTitik = (semua) => { ruas("poligon").value = semua.map((p) => `${tulis(p[0])}; ${tulis(p[1])}`).join("\n"); gambar(); };
  const taruh = (p) => (bentuk() === "poligon" ? setelTitik([...titik(), p]) : setelPusat(p));
  const gambar = (paskan = false) => {
    lapis.clearLayers();
    let batas = null;
    if (bentuk() === "poligon") {
      const semua = titik();
      if (semua.length > 1) batas = L.polygon(semua, gaya).addTo(lapis).getBounds();
      semua.forEach((p, i) => penanda(p, `Titik ${i + 1}`, (baru) => setelTitik(semua.map((q, j) => (i === j ? baru : q)))));
      if (semua.length === 1) batas = L.latLng(semua[0]).toBounds(300);
    } else if (pusat()) {
      const radius = angka(ruas("radius_m").value) || 100;
      batas = L.circle(pusat(), { ...gaya, radius }).addTo(lapis).getBounds();
      penanda(pusat(), "Pusat", setelPusat);
    }
    if (paskan && batas) peta.fitBounds(batas.pad(0.6), { animate: false, maxZoom: 18 });
    for (const bagian of akar.querySelectorAll("[data-untuk]")) bagian.hidden = bagian.dataset.untuk !== bentuk();
  };
  gambar(true);
  if (!sunting) return;

  for (const sembunyi of akar.querySelectorAll("[data-alat], [data-radius], [data-saring-unit]")) sembunyi.hidden = false;
  peta.on("click", (e) => taruh([e.latlng.lat, e.latlng.lng]));
  const diTengah = () => { const c = peta.getCenter(); taruh([c.lat, c.lng]); };
  kotak.addEventListener("keydown", (e) => { if (e.key === "Enter" && e.target === kotak) { e.preventDefault(); diTengah(); } });
  akar.querySelector("[data-tengah]").addEventListener("click", diTengah);
  akar.querySelector("[data-buang]").addEventListener("click", () => {
    if (bentuk() === "poligon") setelTitik(titik().slice(0, -1));
    else { ruas("lintang").value = ""; ruas("bujur").value = ""; gambar(); }
  });
  akar.querySelector("[data-posisi]").addEventListener("click", () => {
    if (!self.isSecureContext || !navigator.geolocation) { kata.textContent = "Peramban hanya memberi posisi lewat HTTPS. Tulis koordinatnya."; return; }
    kata.textContent = "Mencari posisi…";
    navigator.geolocation.getCurrentPosition((p) => {
      const c = p.coords;
      taruh([c.latitude, c.longitude]);
      gambar(true);
      kata.textContent = `Posisi dipakai, akurasi ±${Math.round(c.accuracy)} m.${c.accuracy > 50 ? " Kurang tepat: coba di tempat terbuka, atau geser titiknya." : ""}`;
    }, (g) => { kata.textContent = g.code === 1 ? "Izin lokasi ditolak. Tulis koordinatnya, atau buka izin lokasi untuk situs ini." : "Posisi tidak ditemukan. Coba di tempat terbuka, atau tulis koordinatnya."; }, { enableHighAccuracy: true, timeout: 15_000 });
  });
  const geser = akar.querySelector("[data-radius]");
  geser.addEventListener("input", () => { ruas("radius_m").value = geser.value; gambar(); });
  akar.addEventListener("change", (e) => {
    if (e.target.name === "radius_m") geser.value = e.target.value;
    if (["bentuk", "lintang", "bujur", "radius_m", "poligon"].includes(e.target.name)) gambar(true);
  });
  akar.querySelector("[data-saring-unit]").addEventListener("input", (e) => {
    const cari = e.target.value.trim().toLowerCase();
    for (const label of akar.querySelectorAll(".tempat-unit-daftar label")) label.hidden = !!cari && !label.textContent.toLowerCase().includes(cari);
  });
})();
