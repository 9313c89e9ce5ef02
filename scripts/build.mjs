import { watch } from 'node:fs';
import path from 'node:path';
import { main } from './lib/main.mjs';
import { root } from './lib/root.mjs';
import { say } from './lib/say.mjs';
import { npmPackages } from './setup/npm-packages.mjs';

const watching = process.argv.includes('--watch');

await main(async () => {
  npmPackages();
  if (watching) watchSources();
  else await build();
});

async function build() {
  const started = performance.now();
  const bundle = await import('./lib/bundle.mjs');
  const outputs = await bundle.build({ minify: !watching, sourcemap: watching });
  for (const { file, bytes } of outputs)
    say(`${file.padEnd(20)} ${(bytes / 1024).toFixed(1).padStart(8)} KB`);
  say(`Built in ${Math.round(performance.now() - started)} ms.`);
}

/** Builds now and after each change in src; a build that fails says why and waits for the next change. */
function watchSources() {
  /** @type {NodeJS.Timeout | undefined} */
  let pending;
  const rebuild = () => build().catch((/** @type {Error} */ error) => say(error.message));
  void rebuild();
  watch(path.join(root, 'src'), { recursive: true }, () => {
    clearTimeout(pending);
    pending = setTimeout(rebuild, 50);
  });
}
