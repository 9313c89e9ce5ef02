import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as yauzl from 'yauzl';
import { pack } from '../../scripts/lib/pack.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { scratch } from '../host/scratch.ts';

const budget = 500 * 1024;

const shipped = [
  'LICENSE.txt',
  'changelog.md',
  'dist/cli.js',
  'dist/core.js',
  'dist/extension.js',
  'dist/llhttp.wasm',
  'dist/probe.js',
  'dist/rules.json',
  'dist/webview.js',
  'media/apacheconf.json',
  'media/icon.png',
  'media/panel.css',
  'package.json',
  'package.nls.json',
  'readme.md',
];

describe('the packed extension', () => {
  const { dir, remove } = scratch();
  let vsix = '';
  before(() => {
    vsix = pack(dir);
  });
  after(remove);

  it('carries the bundles, the panel, the rule pages and nothing else', async () => {
    const expected = shipped.map((file) => `extension/${file}`);
    assert.deepEqual(
      (await entries(vsix)).filter((name) => name.startsWith('extension/')).sort(),
      expected.sort(),
    );
  });

  it('has a page for every rule', async () => {
    const text = readFileSync(path.join(root, 'dist', 'rules.json'), 'utf8');
    const pages = JSON.parse(text) as Record<string, string>;
    const { rules } = await import('../../src/rules/registry.ts');
    assert.ok(rules.length > 0);
    for (const { meta } of rules) assert.ok(pages[meta.id]?.startsWith(`# ${meta.id}\n`), meta.id);
  });

  it(`stays below ${budget / 1024} KB`, () => {
    assert.ok(statSync(vsix).size <= budget, `${statSync(vsix).size} bytes`);
  });
});

describe('the bundles', () => {
  it('do not load the HTTP client before a request is made', () => {
    const load = createRequire(import.meta.url);
    assert.ok(Object.keys(load(path.join(root, 'dist', 'core.js')) as object).length > 0);
    assert.equal(load.cache[path.join(root, 'dist', 'probe.js')], undefined);
  });
});

/** The names of all files in a zip archive. */
function entries(file: string): Promise<string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<string[]>();
  yauzl.open(file, { autoClose: true, lazyEntries: false }, (error, zip) => {
    if (error) {
      reject(error);
      return;
    }
    const names: string[] = [];
    zip.on('entry', (entry: yauzl.Entry) => names.push(entry.fileName));
    zip.on('end', () => resolve(names));
    zip.on('error', reject);
  });
  return promise;
}
