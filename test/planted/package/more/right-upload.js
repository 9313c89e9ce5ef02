const express = require('express');
const cors = require('cors');
const multer = require('multer');

const upload = multer({ dest: 'uploads/' });
const app = express();
const corsOptions = { origin: 'https://lime-cms.com', methods: ['POST'] };

app.options('/upload', cors(corsOptions));
app.post('/upload', cors(corsOptions), upload.single('file'), (req, res) => res.json(req.file));
app.use((req, res) => res.status(404).send('nothing here'));
app.use((err, req, res, next) => res.status(500).send(err.message));
app.listen(3000);
