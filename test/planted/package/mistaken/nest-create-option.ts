import { NestFactory } from '@nestjs/core';
import { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import * as helmet from 'helmet';

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    bufferLogs: true,
    cors: { origin: true, credentials: true }, // planted: reflect-origin-credentials
  });
  app.use(helmet.default());
  app.enableShutdownHooks();
  await app.listen(8080);
}

void bootstrap();
