self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open('v1').then(async (cache) => {
      const response = await fetch('https://cdn.example.com/logo.svg', { mode: 'no-cors' });
      await cache.put('/logo.svg', response);
    }),
  );
});

self.addEventListener('fetch', (event) => {
  event.respondWith(caches.match(event.request).then((hit) => hit || fetch(event.request)));
});
