// The part of the service worker that shows a push and opens its page.
self.addEventListener("push", (e) => {
  const kabar = e.data ? e.data.json() : {};
  e.waitUntil(self.registration.showNotification(kabar.judul || "Selaras", { body: kabar.isi || "", tag: kabar.kunci, data: { url: kabar.url } }));
});
self.addEventListener("notificationclick", (e) => {
  e.notification.close();
  const url = e.notification.data && e.notification.data.url;
  if (url && new URL(url, self.location.href).origin === self.location.origin) e.waitUntil(self.clients.openWindow(url));
});
