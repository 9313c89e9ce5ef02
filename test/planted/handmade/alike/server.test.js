const request = require('supertest');
const app = require('../src/app');

describe('cors', () => {
  it('allows the app', async () => {
    const res = await request(app)
      .options('/orders')
      .set('Origin', 'https://app.example.com/')
      .set('Access-Control-Request-Method', 'PUT');
    expect(res.headers['access-control-allow-origin']).toBe('https://app.example.com');
    expect(res.headers['access-control-allow-credentials']).toBe('true');
  });

  it('denies others', async () => {
    const res = await request(app).get('/orders').set('Origin', 'null');
    expect(res.headers).not.toHaveProperty('access-control-allow-origin');
  });
});
