import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { versionsFor } from '../../../src/project/versions.ts';

const json = JSON.stringify;

function versions(files: Readonly<Record<string, string>>, folder = '/w/app', root = '/w'): object {
  return versionsFor(folder, root, (path) => files[path] ?? null);
}

describe('versionsFor', () => {
  it('takes what is installed before what is locked before what is declared', () => {
    const declared = {
      '/w/app/package.json': json({ dependencies: { express: '^4.18.0', cors: '~2.8.5' } }),
    };
    const locked = {
      '/w/app/package-lock.json': json({ packages: { 'node_modules/express': { version: '4.19.2' } } }),
    };
    const installed = { '/w/app/node_modules/express/package.json': json({ version: '4.21.0' }) };
    assert.deepEqual(versions(declared), { express: '4.18.0', cors: '2.8.5' });
    assert.deepEqual(versions({ ...declared, ...locked }), { express: '4.19.2', cors: '2.8.5' });
    assert.deepEqual(versions({ ...declared, ...locked, ...installed }), {
      express: '4.21.0',
      cors: '2.8.5',
    });
  });

  it('takes the nearest manifest that knows the library, up to the root and no further', () => {
    const files = {
      '/package.json': json({ dependencies: { cors: '1.0.0' } }),
      '/w/package.json': json({ dependencies: { express: '5.1.0' } }),
      '/w/app/package.json': json({ name: 'app' }),
    };
    assert.deepEqual(versions(files), { express: '5.1.0' });
    assert.deepEqual(versions(files, '/w/app', '/'), { express: '5.1.0', cors: '1.0.0' });
  });

  it('works with relative folders', () => {
    assert.deepEqual(versions({ 'package.json': json({ devDependencies: { express: '5' } }) }, 'a/b', ''), {
      express: '5',
    });
  });

  it('reads Python manifests', () => {
    const starlette = (file: string, text: string): object => versions({ [`/w/${file}`]: text });
    assert.deepEqual(starlette('requirements.txt', 'fastapi\nstarlette==0.37.2\n'), { starlette: '0.37.2' });
    assert.deepEqual(starlette('requirements.txt', 'starlette[full] >= 0.40\n'), { starlette: '0.40' });
    assert.deepEqual(starlette('requirements.txt', 'starlette-context==1.0\n'), {});
    assert.deepEqual(starlette('pyproject.toml', 'dependencies = ["starlette~=0.46.1"]'), {
      starlette: '0.46.1',
    });
    const lock = '[[package]]\nname = "starlette"\nversion = "0.49.1"\n';
    assert.deepEqual(starlette('uv.lock', lock), { starlette: '0.49.1' });
    assert.deepEqual(starlette('poetry.lock', lock), { starlette: '0.49.1' });
  });

  it('passes over manifests that do not parse and ranges without a number', () => {
    assert.deepEqual(
      versions({ '/w/app/package.json': '{', '/w/package.json': json({ dependencies: { cors: 'latest' } }) }),
      {},
    );
    assert.deepEqual(versions({ '/w/app/package.json': json({ dependencies: ['express'] }) }), {});
    assert.deepEqual(versions({ '/w/app/package.json': 'null' }), {});
  });
});
