// Draws the places of the morning's list on a map: larger = more people, fuller = more of them in.
(() => {
  const akar = document.querySelector("[data-pagi-tempat]"), kotak = akar?.querySelector("[data-pagi-peta]");
  if (!kotak || !self.L) return;
  const baris = [...akar.querySelectorAll("tr[data-lintang]")];
  if (!baris.length) return;
  kotak.hidden = false;
  akar.classList.add("ada-peta");
  const peta = L.map(kotak, { scrollWheelZoom: false, fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false });
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
  const warna = getComputedStyle(document.documentElement).getPropertyValue("--aksen").trim() || "#0b6b61";
  const titik = [];
  for (const b of baris) {
    const letak = [b.dataset.lintang / 1e6, b.dataset.bujur / 1e6], sudah = +b.dataset.sudah, orang = +b.dataset.orang;
    const kata = document.createElement("span");
    kata.textContent = `${b.querySelector("th").textContent}: ${sudah} dari ${orang}`;
    L.circleMarker(letak, { radius: Math.min(20, 5 + Math.sqrt(orang)), color: warna, weight: 2, fillColor: warna, fillOpacity: orang ? sudah / orang * 0.8 : 0 }).bindTooltip(kata).addTo(peta);
    titik.push(letak);
  }
  peta.fitBounds(L.latLngBounds(titik).pad(0.1), { animate: false, maxZoom: 15 });
})();
