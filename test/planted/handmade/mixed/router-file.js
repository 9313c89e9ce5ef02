const { Router } = require('express');

const router = Router();

const allowList = ['https://app.example.com', 'https://partner.example.net'];

// Headers for this router only.
router.use((req, res, next) => {
  const { origin } = req.headers;
  if (allowList.includes(origin)) {
    res.header('Access-Control-Allow-Origin', origin); // planted: vary-origin-missing
    res.header('Access-Control-Allow-Methods', 'GET,POST');
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    return res.status(204).end();
  }
  return next();
});

router.get('/', async (req, res, next) => {
  try {
    res.json(await req.app.locals.db.list());
  } catch (error) {
    next(error);
  }
});

router.post('/', async (req, res, next) => {
  try {
    res.status(201).json(await req.app.locals.db.insert(req.body));
  } catch (error) {
    next(error);
  }
});

module.exports = router;
