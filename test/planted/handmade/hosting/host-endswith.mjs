import express from 'express';

const app = express();

app.use((req, res, next) => {
  const origin = req.get('origin');
  res.vary('Origin');
  try {
    const url = new URL(origin);
    const ours = url.protocol === 'https:' && (url.host === 'example.com' || url.host.endsWith('.onrender.com')); // planted: shared-hosting-suffix
    if (ours) {
      res.set('Access-Control-Allow-Origin', url.origin);
      res.set('Access-Control-Allow-Credentials', 'true');
      res.set('Access-Control-Allow-Headers', 'Content-Type');
    }
  } catch {
    // no origin, or one that is no URL
  }
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
