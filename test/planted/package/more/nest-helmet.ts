import { NestFactory } from '@nestjs/core';
import helmet from 'helmet';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule, { cors: true });
  app.use(helmet());
  app.enableCors({ origins: ['https://birch-lab.com'], credentials: true }); // planted: cors-unknown-option | wildcard-with-credentials
  await app.listen(3000);
}
bootstrap();
