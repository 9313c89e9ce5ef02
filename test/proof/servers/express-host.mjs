// Runs Express blocks: imports each, adds the routes that rule pages count on, and tells the port.
import { pathToFileURL } from 'node:url';

const servers = new Map();

process.on('disconnect', () => process.exit(0));
// A block under proof may leave a promise unhandled, as real servers do; the other blocks go on.
process.on('unhandledRejection', () => undefined);
process.on('message', (message) => {
  if ('stop' in message) {
    servers.get(message.stop)?.closeAllConnections();
    servers.get(message.stop)?.close();
    return;
  }
  start(message).catch((error) => process.send({ id: message.id, printed: String(error?.stack ?? error) }));
});

async function start({ id, path }) {
  const module = await import(pathToFileURL(path).href);
  const app = module.appUnderProof ?? module.default?.appUnderProof;
  app.all('/data', (request, response) => response.json({ ok: true }));
  app.all('/fail', () => {
    throw new Error('This route fails on purpose.');
  });
  const server = app.listen(0, '127.0.0.1', () => process.send({ id, port: server.address().port }));
  servers.set(id, server);
}
