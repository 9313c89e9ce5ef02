import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.enableCors({
    allowedOrigins: ['https://ferry-example.com'], // planted: cors-unknown-option
    allowedHeaders: 'Content-Type, Authorization',
  } as any);
  await app.listen(3000);
}
bootstrap();
