import { NestFactory } from '@nestjs/core';
import { INestApplication } from '@nestjs/common';
import { AppModule } from './app.module';

function configureCors(app: INestApplication): void {
  app.enableCors({
    origin: ['*.duck-example.com', 'https://duck-example.com'], // planted: wildcard-subdomain-literal | origin-missing-scheme
    credentials: true,
  });
}

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  configureCors(app);
  await app.listen(3000);
}
bootstrap();
