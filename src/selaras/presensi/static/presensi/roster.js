// Painting a roster: letters and arrows, or a brush that is dragged. Every stroke is sent at once
// with what the painter saw; a cell that somebody else changed meanwhile asks before it changes.
(() => {
  const kisi = document.querySelector("[data-roster]");
  if (!kisi) return;
  const alat = document.querySelector("[data-roster-alat]");
  const kabar = document.querySelector("[data-roster-kabar]");
  const dialog = document.querySelector("[data-roster-bentrok]");
  const sif = new Map();
  for (const b of alat.querySelectorAll("[data-isi]")) {
    sif.set(b.dataset.isi, {
      huruf: b.dataset.huruf,
      warna: [...b.classList].find((k) => /^rw\d$/.test(k)) || "rw0",
      nama: b.textContent.trim(),
    });
  }
  let kuas = null;
  let goresan = null;
  let antre = Promise.resolve();

  const sel = (el) => el.closest("td.rs");
  const kata = (isi) => (sif.has(isi) ? sif.get(isi).nama : "sif lain");

  function tampil(td, isi) {
    const s = sif.get(isi) || { huruf: "?", warna: "rw0" };
    td.className = td.className.replace(/\brw\d\b/, s.warna);
    td.textContent = s.huruf;
    td.dataset.isi = isi;
  }

  function pesan(teks, salah) {
    kabar.hidden = false;
    kabar.textContent = teks;
    kabar.classList.toggle("pesan-error", Boolean(salah));
  }

  function lukis(daftar, paksa) {
    const ubah = daftar.filter((u) => u.baru !== u.lihat || paksa);
    if (!ubah.length) return;
    for (const u of ubah) {
      tampil(u.td, u.baru);
      u.td.classList.add("rb");
    }
    antre = antre.then(() => kirim(ubah, paksa));
  }

  async function kirim(ubah, paksa) {
    pesan("Menyimpan…");
    let jawab;
    try {
      const r = await fetch(kisi.dataset.url, {
        method: "POST",
        credentials: "same-origin",
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value,
        },
        body: JSON.stringify({
          unit: kisi.dataset.unit,
          paksa,
          sel: ubah.map((u) => [u.td.parentNode.dataset.p, u.td.dataset.t, u.baru, u.lihat]),
        }),
      });
      jawab = await r.json();
      if (!r.ok) throw new Error(jawab.galat || "Server menolak.");
    } catch (galat) {
      for (const u of ubah) tampil(u.td, u.lihat);
      pesan(`Belum tersimpan, sel dikembalikan: ${galat.message}`, true);
      return;
    }
    if (jawab.bentrok.length) tanya(ubah, jawab.bentrok);
    else pesan(`Tersimpan di server, belum terbit (${jawab.jadi} hari).`);
  }

  function tanya(ubah, bentrok) {
    const kunci = new Map(ubah.map((u) => [`${u.td.parentNode.dataset.p} ${u.td.dataset.t}`, u]));
    const milik = bentrok.map((b) => ({ ...b, u: kunci.get(`${b.pegawai} ${b.tanggal}`) }));
    const isi = dialog.querySelector("[data-roster-bentrok-isi]");
    isi.replaceChildren(
      ...milik.slice(0, 10).map((b) => {
        const p = document.createElement("p");
        const nama = b.u.td.parentNode.querySelector("th").textContent.trim();
        p.textContent = `${nama}, ${b.tanggal}: ${b.oleh} mengubahnya menjadi ${kata(b.isi)} ${b.pada}. Anda memilih ${kata(b.u.baru)}.`;
        return p;
      }),
    );
    for (const b of milik) tampil(b.u.td, b.isi);
    const putus = (e) => {
      const pilih = e.target.closest("[data-pilih]");
      if (!pilih) return;
      dialog.removeEventListener("click", putus);
      dialog.close();
      if (pilih.dataset.pilih === "saya") {
        lukis(milik.map((b) => ({ td: b.u.td, baru: b.u.baru, lihat: b.isi })), true);
      } else pesan("Perubahan orang lain dipakai.");
    };
    dialog.addEventListener("click", putus);
    dialog.showModal();
  }

  function pilihKuas(isi) {
    kuas = kuas === isi ? null : isi;
    for (const b of alat.querySelectorAll("[data-isi]")) {
      b.setAttribute("aria-pressed", String(b.dataset.isi === kuas));
    }
  }
  alat.addEventListener("click", (e) => {
    const b = e.target.closest("[data-isi]");
    if (b) pilihKuas(b.dataset.isi);
  });

  function gores(td) {
    if (goresan.some((u) => u.td === td)) return;
    goresan.push({ td, baru: kuas, lihat: td.dataset.isi });
    tampil(td, kuas);
  }
  kisi.addEventListener("pointerdown", (e) => {
    const td = sel(e.target);
    if (!td || e.button !== 0) return;
    td.focus();
    if (kuas === null) return;
    e.preventDefault();
    goresan = [];
    gores(td);
  });
  kisi.addEventListener("pointerover", (e) => {
    const td = sel(e.target);
    if (goresan && td) gores(td);
  });
  addEventListener("pointerup", () => {
    if (!goresan) return;
    const daftar = goresan;
    goresan = null;
    lukis(daftar, false);
  });

  const pertama = kisi.querySelector("td.rs");
  if (pertama) pertama.tabIndex = 0;
  kisi.addEventListener("focusin", (e) => {
    const td = sel(e.target);
    if (!td) return;
    for (const lain of kisi.querySelectorAll('td.rs[tabindex="0"]')) lain.tabIndex = -1;
    td.tabIndex = 0;
  });
  kisi.addEventListener("keydown", (e) => {
    const td = sel(e.target);
    if (!td || e.ctrlKey || e.metaKey || e.altKey) return;
    const baris = td.parentNode;
    const kolom = [...baris.children].indexOf(td);
    const pindah = {
      ArrowLeft: td.previousElementSibling,
      ArrowRight: td.nextElementSibling,
      ArrowUp: baris.previousElementSibling && baris.previousElementSibling.children[kolom],
      ArrowDown: baris.nextElementSibling && baris.nextElementSibling.children[kolom],
    }[e.key];
    if (pindah !== undefined) {
      e.preventDefault();
      if (pindah && pindah.matches("td.rs")) pindah.focus();
      return;
    }
    let isi;
    if (e.key === "Delete" || e.key === "Backspace") isi = "";
    else {
      const cocok = [...sif].find(([, s]) => s.huruf && s.huruf.toLowerCase() === e.key.toLowerCase());
      if (cocok) isi = cocok[0];
    }
    if (isi === undefined) return;
    e.preventDefault();
    lukis([{ td, baru: isi, lihat: td.dataset.isi }], false);
    if (td.nextElementSibling) td.nextElementSibling.focus();
  });

  const semua = document.querySelector("[data-roster-semua]");
  if (semua) {
    semua.addEventListener("change", () => {
      for (const c of kisi.querySelectorAll("input[name=pegawai]")) c.checked = semua.checked;
    });
  }
})();
