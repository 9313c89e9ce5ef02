const Hapi = require('@hapi/hapi');

const init = async () => {
  const server = Hapi.server({
    port: 3000,
    routes: { cors: { origin: ['*'], headers: ['Accept', 'Content-Type'], additionalHeaders: ['X-Id'] } },
  });
  server.route({ method: 'GET', path: '/', handler: () => 'ok' });
  await server.start();
};

init();
