const Koa = require('koa');
const cors = require('@koa/cors');

const app = new Koa();

app.use(cors({
  origin: (ctx) => (ctx.get('Origin') === 'https://koa-example.com' ? 'https://koa-example.com' : ''),
  allowMethods: 'GET,POST',
  keepHeadersOnError: true,
}));

app.use(async (ctx) => {
  ctx.body = { ok: true };
});

app.listen(3000);
