import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

const corsConfig = {
  origin: 'http://dashboard.iot-example.com', // planted: insecure-http-origin
  credentials: true,
} as const;

async function bootstrap() {
  const app = await NestFactory.create(AppModule, { cors: corsConfig });
  await app.listen(3000);
}
bootstrap();
