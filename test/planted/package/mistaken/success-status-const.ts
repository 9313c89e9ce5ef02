import express from 'express';
import cors from 'cors';

const HttpStatus = { NoContent: 204, NotFound: 404 } as const;

const app = express();

app.use(
  cors({
    origin: 'https://snow-example.com',
    optionsSuccessStatus: HttpStatus.NotFound, // planted: options-success-status-not-ok
  }),
);

app.get('/slopes', (req, res) => {
  res.json([]);
});

app.listen(3000);
