// Puts the worker in place that keeps the clock-in page at hand without a signal.
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/pekerja.js", { updateViaCache: "none" }).catch(() => {});
try { localStorage.setItem("selaras-ketuk", "1"); } catch { /* only a hint on the sign-in page */ }
