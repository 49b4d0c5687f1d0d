// Decisions of the inbox go one after the other. While one is under way its form stays on the
// page, for an answer finds the place of the messages only from there; what is pressed meanwhile
// follows it, and of several openings the last one counts.
window.selarasKotak = { bergilir: (() => {
  const pratinjau = () => document.querySelector("#pratinjau");
  let berjalan = null; // the form whose answer is awaited
  let dibuka = null; // the request of the last row opened
  let tertunda = null; // the row pressed while a decision was under way
  const menunggu = new Map(); // form -> sends it
  const kabar = []; // messages of answers that were not drawn
  let usang = false; // whether the list shows rows that are decided already

  document.addEventListener("htmx:confirm", (e) => {
    const { elt, triggeringEvent, issueRequest } = e.detail;
    if (!berjalan) return;
    if (elt.matches("[data-buka]")) {
      e.preventDefault();
      tertunda = elt.closest("[data-baris]").dataset.baris;
    } else if (elt.matches(".butir-cepat, .putusan-bar")) {
      e.preventDefault();
      if (elt === berjalan || menunggu.has(elt)) return; // pressed twice
      const { name, value } = triggeringEvent.submitter ?? {};
      menunggu.set(elt, () => {
        if (name) elt.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
        issueRequest(true);
      });
    }
  });
  document.addEventListener("htmx:beforeRequest", (e) => {
    const { elt, target, xhr } = e.detail;
    if (elt.matches(".butir-cepat, .putusan-bar")) berjalan = elt;
    else if (target === pratinjau()) dibuka = xhr;
  });
  document.addEventListener("htmx:beforeSwap", (e) => {
    const { target, xhr, serverResponse, requestConfig } = e.detail;
    if (target === pratinjau()) {
      const dipakai = [berjalan, ...menunggu.keys()].some((form) => target.contains(form));
      if (xhr !== dibuka || dipakai) e.detail.shouldSwap = false;
    } else if (requestConfig.elt === berjalan && e.detail.shouldSwap) {
      usang = menunggu.size > 0;
      if (!usang) return;
      e.detail.shouldSwap = false;
      const jawaban = new DOMParser().parseFromString(serverResponse, "text/html");
      kabar.push(...jawaban.querySelectorAll("#pesan > *"));
    }
  });
  document.addEventListener("htmx:afterRequest", (e) => {
    if (e.detail.requestConfig.elt !== berjalan) return;
    berjalan = null;
    const [berikut] = menunggu;
    if (!berikut) {
      document.querySelector("#pesan").prepend(...kabar.splice(0));
      // The last one found no way: the list that those before it left is fetched by itself.
      if (usang) htmx.ajax("GET", location.href, { target: "#kotak", select: "#kotak", swap: "outerHTML" });
      usang = false;
      return;
    }
    menunggu.delete(berikut[0]);
    berikut[1]();
  });

  return {
    /** The row to open once the list is drawn anew; told once. */
    ambilTertunda() {
      const baris = tertunda;
      tertunda = null;
      return baris;
    },
  };
})() };
