import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes the document root that rule pages count on. */
export async function makeDocumentRoot(folder: string): Promise<void> {
  await mkdir(join(folder, 'api'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>index</title>');
  await writeFile(join(folder, 'data'), '{"ok":true}');
  await writeFile(join(folder, 'api', 'data'), '{"ok":true}');
  await writeFile(join(folder, 'font.woff2'), 'not really a font');
}
