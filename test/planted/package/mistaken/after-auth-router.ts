import express from 'express';
import cors from 'cors';
import passport from 'passport';

const app = express();
const api = express.Router();

api.use(passport.authenticate('jwt', { session: false }));
api.use(cors({ origin: 'https://doctor-example.com' })); // planted: cors-after-auth
api.get('/visits', (req, res) => {
  res.json([]);
});

app.use('/api', api);
app.listen(3000);
