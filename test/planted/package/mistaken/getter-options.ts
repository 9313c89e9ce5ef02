import express from 'express';
import cors from 'cors';

class Settings {
  private readonly hosts = ['kite-example.com', 'www.kite-example.com'];

  get origins(): string[] {
    return this.hosts.map((host) => `http://${host}`); // planted: insecure-http-origin
  }

  get cors(): cors.CorsOptions {
    return { origin: this.origins, credentials: true };
  }
}

const settings = new Settings();
const app = express();

app.use(cors(settings.cors));
app.get('/kites', (req, res) => {
  res.json([]);
});

app.listen(3000);
