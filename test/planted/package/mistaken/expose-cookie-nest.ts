import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule, {
    cors: {
      origin: ['https://lamb-example.com'],
      credentials: true,
      exposedHeaders: 'set-cookie', // planted: expose-forbidden-header
    },
  });
  await app.listen(3000);
}
bootstrap();
