import express from 'express';

/**
 * The sample API: one route for each classic CORS error, written the way the mistakes are made.
 *
 * @param {string} pageOrigin the origin of the page that calls it
 */
export function sampleApi(pageOrigin) {
  const api = express();
  api.disable('x-powered-by');

  /** @param {import('express').Response} res */
  const allowPage = (res) => {
    res.set('Access-Control-Allow-Origin', pageOrigin);
    res.vary('Origin');
  };

  api.options('/ok', (_req, res) => {
    allowPage(res);
    res.set('Access-Control-Allow-Methods', 'GET, PUT');
    res.set('Access-Control-Allow-Headers', 'Content-Type');
    res.sendStatus(204);
  });
  api.all('/ok', (_req, res) => {
    allowPage(res);
    res.json({ orders: [{ table: 4 }] });
  });

  // Nobody thought of CORS.
  api.get('/no-allow-origin', (_req, res) => res.json({ orders: [] }));

  // The route allows the page, but what answers OPTIONS does not know it.
  api.options('/preflight-not-answered', (_req, res) => res.status(404).send('Not found'));
  api.delete('/preflight-not-answered', (_req, res) => {
    allowPage(res);
    res.json({ deleted: true });
  });

  // Allowed to everyone, and cookies too: browsers do not accept both together.
  api.get('/wildcard-with-credentials', (_req, res) => {
    res.set('Access-Control-Allow-Origin', '*');
    res.set('Access-Control-Allow-Credentials', 'true');
    res.json({ orders: [] });
  });

  // PUT was added to the route later, and not to the list.
  api.options('/put-not-allowed', (_req, res) => {
    allowPage(res);
    res.set('Access-Control-Allow-Methods', 'GET, POST');
    res.sendStatus(204);
  });
  api.put('/put-not-allowed', (_req, res) => {
    allowPage(res);
    res.json({ saved: true });
  });

  // The page began to send a token, and the list knows Content-Type only.
  api.options('/authorization-not-allowed', (_req, res) => {
    allowPage(res);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
    res.sendStatus(204);
  });
  api.get('/authorization-not-allowed', (_req, res) => {
    allowPage(res);
    res.json({ orders: [] });
  });

  // The error page is not made by the route, so it has none of the route's headers.
  api.get('/server-error', () => {
    throw new Error('The database is gone.');
  });

  // The target allows the page; the redirect itself does not.
  api.get('/redirect', (_req, res) => res.redirect('/ok'));

  api.use(
    /** @type {import('express').ErrorRequestHandler} */
    (_error, _req, res, _next) => {
      res.status(500).send('Internal Server Error');
    },
  );
  return api;
}
