import express from 'express';
import cors from 'cors';
import helmet from 'helmet';

const app = express();

app.use([helmet(), cors]); // planted: cors-not-called

app.get('/tax', (req, res) => res.json({}));

app.listen(3000);
