// Where a position lies: metres to a place, and whether inside its circle or polygon. Only to tell
// the person before the server does; what counts is decided there.
(() => {
  const BUMI = 6_371_008.8, rad = (d) => d * Math.PI / 180;
  const meter = ([a, b], [c, d]) => {
    const h = Math.sin(rad(c - a) / 2) ** 2 + Math.cos(rad(a)) * Math.cos(rad(c)) * Math.sin(rad(d - b) / 2) ** 2;
    return 2 * BUMI * Math.asin(Math.min(1, Math.sqrt(h)));
  };
  const datar = ([a, b], [lat, lon]) => [rad(lon - b) * BUMI * Math.cos(rad(a)), rad(lat - a) * BUMI];
  const keRuas = ([x, y], [p, q]) => {
    const dx = p[0] - x, dy = p[1] - y, ex = q[0] - x, ey = q[1] - y;
    const vx = ex - dx, vy = ey - dy, panjang = vx * vx + vy * vy;
    const t = panjang ? Math.max(0, Math.min(1, -(dx * vx + dy * vy) / panjang)) : 0;
    return Math.hypot(dx + t * vx, dy + t * vy);
  };
  const dalamPoligon = (titik) => {
    let dalam = false;
    for (let i = 0, j = titik.length - 1; i < titik.length; j = i++) {
      const [xi, yi] = titik[i], [xj, yj] = titik[j];
      if ((yi > 0) !== (yj > 0) && 0 < ((xj - xi) * -yi) / (yj - yi) + xi) dalam = !dalam;
    }
    return dalam;
  };
  // {tempat, jarak: metres to its centre or edge, dalam}; the nearest, those around one first. A
  // position may lie outside by its own error, up to `longgar` metres.
  const terdekat = (posisi, tempat, longgar = 0) => tempat.map((t) => {
    if (t.bentuk !== "poligon" || (t.poligon || []).length < 3) {
      const jarak = meter(posisi, t.pusat);
      return { tempat: t, jarak, dalam: jarak <= t.radius_m + longgar };
    }
    const titik = t.poligon.map((p) => datar(posisi, p)), dalam = dalamPoligon(titik);
    const tepi = Math.min(...titik.map((p, i) => keRuas([0, 0], [p, titik[(i + 1) % titik.length]])));
    return { tempat: t, jarak: dalam ? 0 : tepi, dalam: dalam || tepi <= longgar };
  }).sort((a, b) => b.dalam - a.dalam || a.jarak - b.jarak)[0] || null;
  const kata = (m) => m < 1000 ? `${Math.round(m)} m` : `${(m / 1000).toFixed(1).replace(".", ",")} km`;
  self.selarasJarak = { meter, terdekat, kata };
})();
