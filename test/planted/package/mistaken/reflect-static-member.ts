import * as express from 'express';
import * as cors from 'cors';

export class CorsConfig {
  static readonly options: cors.CorsOptions = {
    origin: (origin, callback) => callback(null, origin), // planted: reflect-origin-credentials | origin-callback-always-true
    credentials: true,
    exposedHeaders: ['X-Total-Count'],
  };
}

const app = express();
app.use(cors(CorsConfig.options));

const router = express.Router();
router.get('/', (req: express.Request, res: express.Response) => {
  res.set('X-Total-Count', '0').json([]);
});
app.use('/invoices', router);

export default app;
