// A picture with the tap at a kiosk: taken when the form is sent, put into it, sent with it. Without a
// camera the tap goes without a picture.
(() => {
  const bentuk = document.querySelector("[data-kios-foto]"), dialog = document.querySelector("dialog[data-b=kamera]");
  if (!bentuk || !dialog || !self.selarasKamera) return;
  const centang = bentuk.querySelector("[data-pakai-foto]"), ruas = bentuk.querySelector("[name=selfie]");
  let siap = false;
  bentuk.addEventListener("submit", async (e) => {
    if (siap || (centang && !centang.checked)) return;
    e.preventDefault();
    const foto = await self.selarasKamera.ambil(dialog);
    if (foto) {
      const isi = new DataTransfer();
      isi.items.add(new File([foto], "wajah.jpg", { type: "image/jpeg" }));
      ruas.files = isi.files;
    }
    siap = true;
    bentuk.requestSubmit();
  });
})();
