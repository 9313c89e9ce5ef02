import request from 'supertest';
import express from 'express';
import cors from 'cors';

describe('cors', () => {
  const app = express();
  app.use(cors({ origin: 'https://spec-example.com', credentials: true }));
  app.get('/', (req, res) => {
    res.json({});
  });

  it('names the site', async () => {
    const res = await request(app).get('/').set('Origin', 'https://spec-example.com');
    expect(res.headers['access-control-allow-origin']).toBe('https://spec-example.com');
  });
});
