// Shows a push and opens its page. Keeps no page and no data: there is no offline mode here.
self.addEventListener("push", (e) => {
  const kabar = e.data ? e.data.json() : {};
  e.waitUntil(self.registration.showNotification(kabar.judul || "Selaras", { body: kabar.isi || "", tag: kabar.kunci, data: { url: kabar.url } }));
});
self.addEventListener("notificationclick", (e) => {
  e.notification.close();
  const url = e.notification.data && e.notification.data.url;
  if (url && new URL(url, self.location.href).origin === self.location.origin) e.waitUntil(self.clients.openWindow(url));
});
