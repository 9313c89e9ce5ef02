const Koa = require('koa');

const app = new Koa();

app.use(async (ctx, next) => {
  ctx.vary('Origin');
  ctx.set('Access-Control-Allow-Origin', 'https://app.example.com');
  if (ctx.method === 'OPTIONS') {
    ctx.set('Access-Control-Allow-Headers', 'Content-Type');
    ctx.status = 204;
    return;
  }
  await next();
});

app.listen(3000);
