import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

const corsOptions = {
  origin: (origin: string, callback: (error: Error | null, allow?: boolean) => void) => {
    console.log('cors', origin);
    callback(null, true); // planted: reflect-origin-credentials | origin-callback-always-true
  },
  credentials: true,
};

async function bootstrap() {
  const app = await NestFactory.create(AppModule, { logger: ['error'] });
  app.enableCors(corsOptions);
  await app.listen(3000);
}
bootstrap();
