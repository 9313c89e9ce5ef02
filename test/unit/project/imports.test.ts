import assert from 'node:assert/strict';
import { followImports, importResolver } from '../../../src/project/imports.ts';

const reader =
  (files: Readonly<Record<string, string>>) =>
  (path: string): string | null =>
    files[path] ?? null;

describe('files that imports name', () => {
  const cases: readonly (readonly [name: string, from: string, file: string])[] = [
    ['./cors', 'app.js', 'cors.js'],
    ['./cors', 'src/app.ts', 'src/cors.ts'],
    ['./cors.js', 'src/app.ts', 'src/cors.ts'],
    ['./cors.mjs', 'app.mjs', 'cors.mjs'],
    ['../config', 'src/app.js', 'config/index.js'],
    ['..', 'src/routes/items.js', 'src/index.ts'],
    ['./config.json', 'app.js', 'config.json'],
    ['./v1.2', '/a/b/app.js', '/a/b/v1.2.js'],
    ['../../shared/cors', '/a/b/c/d.js', '/a/shared/cors.cjs'],
  ];
  for (const [name, from, file] of cases) {
    it(`${name} in ${from}: ${file}`, () => {
      assert.deepEqual(importResolver(reader({ [file]: 'x' }))(name, from), { path: file, text: 'x' });
    });
  }

  it('a file is taken before a folder of the same name, and the exact name before others', () => {
    const resolve = importResolver(reader({ 'a.js': '1', 'a/index.js': '2', 'b.js': '3', 'b.ts': '4' }));
    assert.equal(resolve('./a', 'app.js')?.text, '1');
    assert.equal(resolve('./b.js', 'app.js')?.text, '3');
  });

  it('nothing for what is not there', () => {
    assert.equal(importResolver(reader({}))('./gone', 'app.js'), null);
  });

  it('are all asked for, those that other files import as well, each once', () => {
    const files = {
      'a.js': "module.exports = require('./b');",
      'b.js': "import x from './a.js';\nexport * from './c';\nconst y = await import('./d.json');",
      'c.ts': '',
      'd.json': '{}',
    };
    const asked: string[] = [];
    followImports("const a = require('./a');\nimport express from 'express';", 'app.js', (path) => {
      const text = reader(files)(path);
      if (text !== null) asked.push(path);
      return text;
    });
    assert.deepEqual([...new Set(asked)].sort(), ['a.js', 'b.js', 'c.ts', 'd.json']);
  });
});
