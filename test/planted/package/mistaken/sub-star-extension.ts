import express from 'express';
import cors from 'cors';

const extensionOrigins = ['chrome-extension://*', 'moz-extension://*'] as const; // planted: wildcard-subdomain-literal

const app = express();

app.use('/extension', cors({ origin: [...extensionOrigins], methods: ['GET', 'POST'] }));
app.get('/extension/config', (req, res) => {
  res.json({ enabled: true });
});

app.listen(3000);
