/**
 * An Express API of about `lines` lines, as people write them: routers with handlers, helpers, the cors package with an origin function,
 * one hand-written middleware. The same text for the same number.
 */
export function expressSample(lines = 1000) {
  const parts = [head];
  let count = lineCount(head) + lineCount(tail);
  for (let i = 0; count < lines; i++) {
    const part = resource(
      nouns[i % nouns.length] + (i < nouns.length ? '' : String(Math.floor(i / nouns.length))),
    );
    parts.push(part);
    count += lineCount(part);
  }
  return [...parts, tail].join('\n');
}

const nouns = [
  'order',
  'customer',
  'product',
  'invoice',
  'shipment',
  'review',
  'coupon',
  'session',
  'supplier',
];

function lineCount(text) {
  return text.split('\n').length;
}

const head = `const express = require('express');
const cors = require('cors');
const crypto = require('node:crypto');
const { createPool } = require('./db');
const { requireUser, requireRole } = require('./auth');
const logger = require('./logger');

const PORT = Number(process.env.PORT) || 4000;
const isProduction = process.env.NODE_ENV === 'production';
const pool = createPool({ url: process.env.DATABASE_URL, max: isProduction ? 20 : 5 });

const allowedOrigins = [
  'https://app.example.com',
  'https://admin.example.com',
  'http://localhost:3000',
];

const corsOptions = {
  origin(origin, callback) {
    if (!origin || allowedOrigins.includes(origin)) {
      callback(null, true);
    } else {
      callback(null, false);
    }
  },
  credentials: true,
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: ['Content-Type', 'Authorization', 'X-Request-Id'],
  exposedHeaders: ['X-Total-Count'],
  maxAge: 600,
};

const app = express();
app.disable('x-powered-by');
app.use(cors(corsOptions));
app.use(express.json({ limit: '1mb' }));
app.use((req, res, next) => {
  const started = process.hrtime.bigint();
  req.id = req.get('X-Request-Id') || crypto.randomUUID();
  res.on('finish', () => {
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    logger.info({ id: req.id, method: req.method, url: req.originalUrl, status: res.statusCode, ms });
  });
  next();
});

function parsePage(query) {
  const page = Math.max(1, Number.parseInt(query.page, 10) || 1);
  const size = Math.min(100, Number.parseInt(query.size, 10) || 20);
  return { page, size, offset: (page - 1) * size };
}

function asyncRoute(handler) {
  return (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);
}

class NotFound extends Error {
  constructor(what, id) {
    super(\`There is no \${what} \${id}.\`);
    this.status = 404;
  }
}

/** Pages of partners embed this one; they send no cookies. */
function publicCors(req, res, next) {
  res.setHeader('Access-Control-Allow-Origin', '*');
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    return res.sendStatus(204);
  }
  return next();
}
`;

const tail = `
const status = express.Router();
status.use(publicCors);
status.get('/', (req, res) => {
  res.json({ ok: true, uptime: process.uptime() });
});
app.use('/status', status);

app.use((req, res) => {
  res.status(404).json({ error: \`Nothing is at \${req.path}.\` });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const code = error.status || 500;
  if (code >= 500) logger.error({ id: req.id, error });
  return res.status(code).json({ error: code >= 500 ? 'Something went wrong.' : error.message });
});

if (require.main === module) {
  app.listen(PORT, () => logger.info(\`Listening on \${PORT}.\`));
}

module.exports = { app };
`;

function resource(name) {
  const table = `${name}s`;
  const upper = name[0].toUpperCase() + name.slice(1);
  return `
const ${table} = express.Router();

function validate${upper}(body) {
  const problems = [];
  if (typeof body.name !== 'string' || body.name.trim() === '') problems.push('name is missing');
  if (body.amount !== undefined && !(Number(body.amount) >= 0)) problems.push('amount is no number');
  if (body.tags && !Array.isArray(body.tags)) problems.push('tags is no list');
  for (const tag of body.tags || []) {
    if (!/^[a-z0-9-]{1,30}$/.test(tag)) problems.push(\`\${tag} is no tag\`);
  }
  return problems;
}

${table}.get('/', requireUser, asyncRoute(async (req, res) => {
  const { size, offset, page } = parsePage(req.query);
  const where = req.query.search ? 'WHERE name ILIKE $3' : '';
  const values = req.query.search ? [size, offset, \`%\${req.query.search}%\`] : [size, offset];
  const { rows } = await pool.query(\`SELECT * FROM ${table} \${where} ORDER BY id LIMIT $1 OFFSET $2\`, values);
  const { rows: [{ count }] } = await pool.query('SELECT count(*) FROM ${table}');
  res.set('X-Total-Count', String(count));
  res.json({ page, size, items: rows.map(({ id, name, amount }) => ({ id, name, amount: Number(amount) })) });
}));

${table}.get('/:id', requireUser, asyncRoute(async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM ${table} WHERE id = $1', [req.params.id]);
  if (rows.length === 0) throw new NotFound('${name}', req.params.id);
  res.set('ETag', \`"\${crypto.createHash('sha1').update(JSON.stringify(rows[0])).digest('hex')}"\`);
  res.json(rows[0]);
}));

${table}.post('/', requireUser, requireRole('editor'), asyncRoute(async (req, res) => {
  const problems = validate${upper}(req.body);
  if (problems.length > 0) return res.status(422).json({ problems });
  const { name, amount = 0, tags = [] } = req.body;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query(
      'INSERT INTO ${table} (name, amount, owner) VALUES ($1, $2, $3) RETURNING *',
      [name.trim(), amount, req.user.id],
    );
    for (const tag of tags) {
      await client.query('INSERT INTO ${name}_tags (${name}_id, tag) VALUES ($1, $2)', [rows[0].id, tag]);
    }
    await client.query('COMMIT');
    return res.status(201).location(\`/${table}/\${rows[0].id}\`).json({ ...rows[0], tags });
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}));

${table}.put('/:id', requireUser, requireRole('editor'), asyncRoute(async (req, res) => {
  const problems = validate${upper}(req.body);
  if (problems.length > 0) return res.status(422).json({ problems });
  const { rows } = await pool.query(
    'UPDATE ${table} SET name = $2, amount = $3 WHERE id = $1 RETURNING *',
    [req.params.id, req.body.name.trim(), req.body.amount ?? 0],
  );
  if (rows.length === 0) throw new NotFound('${name}', req.params.id);
  return res.json(rows[0]);
}));

${table}.delete('/:id', requireUser, requireRole('admin'), asyncRoute(async (req, res) => {
  const { rowCount } = await pool.query('DELETE FROM ${table} WHERE id = $1', [req.params.id]);
  if (rowCount === 0) throw new NotFound('${name}', req.params.id);
  res.status(204).end();
}));

app.use('/api/${table}', ${table});
`;
}
