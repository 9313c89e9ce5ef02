import express from 'express';
import cors from 'cors';
import { renderToString } from 'react-dom/server';

function Page({ title }: { title: string }) {
  return (
    <html>
      <head><title>{title}</title></head>
      <body><div id="root" /></body>
    </html>
  );
}

const app = express();

app.use('/fragments', cors({ origin: 'https://swan-example.com/embed' })); // planted: origin-with-path-or-query

app.get('/fragments/header', (req, res) => {
  res.send(renderToString(<Page title="Swan" />));
});

app.listen(3000);
