// A picture of oneself at the tap: taken here, shrunk here to 200 KB, kept with the tap. The camera
// runs only while its window is open.
(() => {
  const TERBESAR = 200 * 1024, SISI = [720, 560, 420, 320];
  const jpeg = (kanvas, mutu) => new Promise((r) => kanvas.toBlob(r, "image/jpeg", mutu));
  const kecilkan = async (sumber, lebar, tinggi) => {
    for (const sisi of SISI) {
      const skala = Math.min(1, sisi / Math.max(lebar, tinggi)), kanvas = document.createElement("canvas");
      kanvas.width = Math.max(1, Math.round(lebar * skala)); kanvas.height = Math.max(1, Math.round(tinggi * skala));
      kanvas.getContext("2d").drawImage(sumber, 0, 0, kanvas.width, kanvas.height);
      for (const mutu of [0.82, 0.65]) {
        const hasil = await jpeg(kanvas, mutu);
        if (hasil && hasil.size <= TERBESAR) return hasil;
      }
    }
    return null;
  };
  const dariBerkas = async (berkas) => {
    try {
      const gambar = await createImageBitmap(berkas, { imageOrientation: "from-image" });
      return await kecilkan(gambar, gambar.width, gambar.height);
    } catch { return null; }
  };

  // Resolves with a small JPEG, or null: without a picture.
  const ambil = (dialog) => new Promise((selesai) => {
    const b = (nama) => dialog.querySelector(`[data-k=${nama}]`);
    const video = b("video"), berkas = b("berkas"), kata = b("kata");
    let arus = null, sudah = false;
    const tutup = (hasil) => {
      if (sudah) return;
      sudah = true;
      arus?.getTracks().forEach((j) => j.stop());
      video.srcObject = null;
      if (dialog.open) dialog.close();
      selesai(hasil);
    };
    b("ambil").onclick = async () => {
      const foto = await kecilkan(video, video.videoWidth, video.videoHeight);
      if (foto) tutup(foto); else kata.textContent = "Foto tidak terbaca. Coba sekali lagi.";
    };
    b("tanpa").onclick = () => tutup(null);
    dialog.oncancel = (e) => { e.preventDefault(); tutup(null); };
    berkas.value = "";
    berkas.onchange = async () => {
      if (!berkas.files[0]) return;
      const foto = await dariBerkas(berkas.files[0]);
      if (foto) tutup(foto); else kata.textContent = "Berkas itu bukan gambar yang dapat dibaca. Ambil foto lain.";
    };
    const tanpaKamera = (sebab) => { kata.textContent = sebab; video.hidden = true; b("ambil").hidden = true; b("berkas-kotak").hidden = false; };
    video.hidden = false; b("ambil").hidden = true; b("berkas-kotak").hidden = true;
    kata.textContent = "Membuka kamera…";
    dialog.showModal();
    if (!navigator.mediaDevices?.getUserMedia) return tanpaKamera("Peramban ini tidak membuka kamera di halaman. Ambil foto lewat tombol di bawah.");
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "user", width: { ideal: 720 } }, audio: false }).then((a) => {
      if (sudah) { a.getTracks().forEach((j) => j.stop()); return; }
      arus = a;
      video.srcObject = a;
      video.onloadeddata = () => { b("ambil").hidden = false; b("ambil").focus(); kata.textContent = "Hadapkan wajah Anda, lalu ketuk Ambil foto."; };
    }).catch(() => { if (!sudah) tanpaKamera("Kamera tidak diizinkan atau sedang dipakai. Ambil foto lewat tombol di bawah, atau lanjut tanpa foto."); });
  });
  self.selarasKamera = { ambil, dariBerkas };
})();
