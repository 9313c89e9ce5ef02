import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isBinary, isSkippedFolder, mayBeSource } from '../../../src/project/files.ts';

describe('mayBeSource', () => {
  const yes = [
    'a.js',
    'a.mts',
    'a.tsx',
    'main.py',
    '.htaccess',
    'nginx.conf',
    'sites-enabled/default',
    'etc/nginx/cors',
  ];
  const no = [
    'a.min.js',
    'a.d.ts',
    'a.css',
    'README.md',
    'package.json',
    'Makefile',
    'notes/default',
    'a.jsonc',
  ];
  it('takes what a stack may want to read', () => assert.deepEqual(yes.filter(mayBeSource), yes));
  it('leaves the rest', () => assert.deepEqual(no.filter(mayBeSource), []));
});

describe('isSkippedFolder', () => {
  it('skips dependencies, builds and tools, and nothing else', () => {
    const skipped = ['node_modules', 'dist', '.git', '.venv', '__pycache__'];
    assert.deepEqual([...skipped, 'src', 'build', 'app'].filter(isSkippedFolder), skipped);
  });
});

describe('isBinary', () => {
  it('looks for a NUL near the start', () => {
    assert.equal(isBinary(new Uint8Array([65, 0])), true);
    assert.equal(isBinary(new TextEncoder().encode('añ')), false);
    assert.equal(isBinary(new Uint8Array(9000).fill(65, 0, 8500)), false);
  });
});
