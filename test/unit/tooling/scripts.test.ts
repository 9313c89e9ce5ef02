import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../../../scripts/lib/root.mjs';
import { run } from '../../../scripts/lib/run.mjs';
import { SetupError } from '../../../scripts/lib/setup-error.mjs';
import { findProgram } from '../../../scripts/setup/debian.mjs';

describe('the scripts', () => {
  it('say what could not be done, by which command, with its last words', () => {
    const fail = () =>
      run(process.execPath, ['-e', 'console.error("no room"); process.exit(3)'], { purpose: 'unpack it' });
    assert.throws(fail, (error) => {
      assert.ok(error instanceof SetupError);
      assert.match(error.message, /^Could not unpack it: .* ended with 3:\s+no room$/s);
      return true;
    });
  });

  it('say that a command is not there', () => {
    const fail = () => run('no-such-program', [], { purpose: 'look' });
    // EACCES where PATH names a folder that this user may not look into.
    assert.throws(fail, /^SetupError: Could not look: no-such-program: .*(?:ENOENT|EACCES)/);
  });

  it('know where to look for each program, and say so when asked for another', () => {
    assert.throws(() => findProgram('caddy'), /^SetupError: Set-up knows no program called "caddy"\.$/);
  });

  it('refuse a test part that does not exist in one sentence that names those that do', () => {
    const result = spawnSync(process.execPath, [path.join(root, 'scripts', 'test.mjs'), 'unti'], {
      encoding: 'utf8',
    });
    assert.equal(result.status, 1);
    assert.equal(result.stdout, '');
    assert.match(
      result.stderr,
      /^There is no test part "unti": name some of lint, types, .*, or none for all\.\n$/,
    );
  });
});
