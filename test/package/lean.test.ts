import assert from 'node:assert/strict';
import * as esbuild from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from '../../scripts/lib/bundle.mjs';
import { leanLezer } from '../../scripts/lib/lean-lezer.mjs';
import { leanUndici } from '../../scripts/lib/lean-undici.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { scratch } from '../host/scratch.ts';

describe('undici as it is packed', () => {
  const { dir, remove } = scratch();
  after(remove);

  it('says so when a part is reached that is left out', async () => {
    const uses = [
      [`require('undici/lib/dispatcher/client-h2.js')(1, 2)`, 'client-h2.js'],
      [`require('undici/lib/core/connect.js')({})`, 'connect.js'],
      [`require('undici/lib/web/fetch/body.js').extractBody`, 'body.js'],
    ] as const;
    for (const [use, name] of uses) {
      const code = await bundled(use, dir);
      assert.throws(() => runInNewContext(code, { require: createRequire(import.meta.url) }), {
        message: `Preflight is built without undici's ${name}.`,
      });
    }
  });

  it('has its parser in a file, byte for byte', async () => {
    await bundled(`require('undici/lib/llhttp/llhttp_simd-wasm.js')`, dir);
    const wasm = createRequire(import.meta.url)('undici/lib/llhttp/llhttp-wasm.js') as Buffer;
    assert.deepEqual(readFileSync(path.join(dir, 'llhttp.wasm')), wasm);
  });

  it('carries none of the modules for fetch', async () => {
    const probe = (await build()).find(({ file }) => file === 'dist/probe.js');
    assert.ok(probe);
    const inputs = Object.keys(probe.inputs);
    assert.ok(inputs.includes('node_modules/undici/lib/dispatcher/client-h1.js'));
    assert.deepEqual(
      inputs.filter((name) => name.includes('/undici/lib/web/') && !name.endsWith('/fetch/body.js')),
      [],
    );
  });
});

describe('the parsers as they are packed', () => {
  const { dir, remove } = scratch();
  after(remove);

  const texts = {
    '@lezer/javascript':
      'app.use(cors({ origin: /^https:\\/\\/(a|b)$/, credentials: true })); class A { static #b = `${1}`; }',
    '@lezer/python': "@app.get('/')\nasync def f(a: int = 1):\n    return {'a': [x for x in a if x]}\n",
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`${name} reads the same trees without colours`, async () => {
      const packed = { exports: null as unknown };
      runInNewContext(await bundled(`module.exports = require('${name}').parser`, dir), { module: packed });
      const { parser } = (await import(name)) as { parser: Parser };
      assert.equal((packed.exports as Parser).parse(text).toString(), parser.parse(text).toString());
    });
  }
});

interface Parser {
  parse(text: string): { toString(): string };
}

/** The code of a bundle that does nothing but this. */
async function bundled(contents: string, dist: string): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: root, loader: 'js' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    plugins: [leanUndici(dist), leanLezer()],
  });
  return outputFiles[0]?.text ?? '';
}
