const allowedOrigins = ['https://www.note-example.com', 'https://note-example.com'];

module.exports = allowedOrigins;
