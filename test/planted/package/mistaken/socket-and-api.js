const express = require('express');
const http = require('http');
const socketIo = require('socket.io');
const cors = require('cors');

const app = express();
const server = http.createServer(app);
const io = socketIo(server, { cors: { origin: '*' } });

const CLIENT = 'https://Game.Pigeon-example.com'; // planted: non-canonical-origin

app.use(cors({ origin: CLIENT, methods: ['GET', 'POST'] }));

io.on('connection', (socket) => {
  socket.on('move', (move) => io.emit('move', move));
});

app.get('/board', (req, res) => res.json([]));

server.listen(3000);
