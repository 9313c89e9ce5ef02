import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

const previewHosts = ['.pages.dev', '.github.io'];

async function main() {
  const app = await NestFactory.create(AppModule);
  app.enableCors({
    credentials: true,
    origin: (origin: string | undefined, cb: (e: Error | null, ok?: boolean | string[]) => void) => {
      if (origin?.startsWith('https://') && previewHosts.some((h) => origin.endsWith(h))) { // planted: shared-hosting-suffix
        return cb(null, true);
      }
      cb(null, ['https://draw-example.com']);
    },
  });
  await app.listen(3000);
}

main();
