import { statSync } from 'node:fs';
import path from 'node:path';
import { main } from './lib/main.mjs';
import { pack } from './lib/pack.mjs';
import { root } from './lib/root.mjs';
import { say } from './lib/say.mjs';
import { npmPackages } from './setup/npm-packages.mjs';

await main(async () => {
  npmPackages();
  const { build } = await import('./lib/bundle.mjs');
  await build();
  const vsix = pack();
  say(`Packed ${path.relative(root, vsix)}, ${(statSync(vsix).size / 1024).toFixed(0)} KB.`);
});
