import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

const CORS = {
  origin: ['https://stage-example.com'],
  methods: '*', // planted: wildcard-list-with-credentials
  exposedHeaders: ['*'], // planted: wildcard-list-with-credentials
  credentials: true,
};

(async () => {
  const app = await NestFactory.create(AppModule);
  app.enableCors(CORS);
  await app.listen(3000);
})();
