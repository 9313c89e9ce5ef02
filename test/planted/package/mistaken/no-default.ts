import express from 'express';
import cors, { CorsOptions } from 'cors';

const options: CorsOptions = {
  origin(origin, callback) { // planted: cors-callback-not-on-all-paths
    switch (origin) {
      case undefined:
        callback(null, false);
        break;
      case 'https://wine-example.com':
      case 'https://cellar.wine-example.com':
        callback(null, true);
        break;
    }
  },
  credentials: true,
};

const app = express();
app.use(cors(options));
app.get('/bottles', (req, res) => {
  res.json([]);
});
app.listen(3000);
