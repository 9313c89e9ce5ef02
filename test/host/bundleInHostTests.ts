import * as esbuild from 'esbuild';
import { globSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/root.mjs';

/**
 * Bundles test/inhost into one CommonJS file, as the extension host loads no TypeScript.
 * @returns its path, to be given to VS Code as extensionTestsPath
 */
export async function bundleInHostTests(): Promise<string> {
  const dir = path.join(root, 'test', 'inhost');
  const specs = globSync('**/*.test.ts', { cwd: dir }).sort();
  if (specs.length === 0) throw new Error(`${dir} holds no test.`);
  const outfile = path.join(root, 'out', 'test', 'inhost.cjs');
  const imports = specs.map((spec) => `await import(${JSON.stringify(`./${spec}`)});`).join('\n');
  await esbuild.build({
    stdin: {
      contents: `import { runMocha } from '../host/mochaInHost.ts';
export const run = () => runMocha(async () => {\n${imports}\n});`,
      resolveDir: dir,
      sourcefile: 'inhost.ts',
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    packages: 'external',
    external: ['vscode'],
    outfile,
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
