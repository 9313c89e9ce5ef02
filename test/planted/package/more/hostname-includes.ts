import express from 'express';
import cors from 'cors';

const app = express();

app.use(
  cors({
    credentials: true,
    origin(origin, done) {
      if (!origin) return done(null, true);
      let host = '';
      try {
        host = new URL(origin).hostname;
      } catch {
        return done(null, []);
      }
      const ok = host === 'localhost' || host.includes('elm-store.com'); // planted: substring-check
      done(null, ok ? true : ['https://elm-store.com']);
    },
  }),
);

app.get('/elms', (req, res) => {
  res.json([]);
});
app.listen(3000);
