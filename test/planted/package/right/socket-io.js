const express = require('express');
const http = require('http');
const cors = require('cors');
const { Server } = require('socket.io');

const app = express();
app.use(cors({ origin: 'https://play-example.com', credentials: true }));

const server = http.createServer(app);
const io = new Server(server, {
  cors: { origin: ['*'], methods: ['GET', 'POST'] },
});

io.on('connection', (socket) => {
  socket.emit('hello');
});

app.get('/scores', (req, res) => res.json([]));

server.listen(3000);
