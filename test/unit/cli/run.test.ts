import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import type { Io } from '../../../src/cli/io.ts';
import { run } from '../../../src/cli/run.ts';
import { version } from '../../../src/cli/version.ts';
import { findFiles } from '../../../src/cli/walk.ts';

let folder: string;
let out: string;
let err: string;

async function preflight(...args: string[]): Promise<number> {
  const io: Io = {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    readStdin: () => Promise.resolve(''),
    cwd: folder,
    env: {},
    colours: false,
    signal: new AbortController().signal,
  };
  return run(args, io);
}

beforeEach(() => {
  out = '';
  err = '';
});

describe('preflight', () => {
  before(() => (folder = '/'));

  it('prints its version, which is that of the package', async () => {
    const manifest = JSON.parse(
      await readFile(path.join(import.meta.dirname, '../../../package.json'), 'utf8'),
    ) as {
      version: string;
    };
    assert.equal(await preflight('--version'), 0);
    assert.equal(out, `${manifest.version}\n`);
    assert.equal(version, manifest.version);
  });

  it('explains itself', async () => {
    for (const args of [['help'], ['--help'], ['-h']]) {
      out = '';
      assert.equal(await preflight(...args), 0);
      assert.match(out, /^Preflight finds CORS mistakes/);
    }
    for (const command of ['check', 'test', 'matrix', 'judge', 'explain', 'rules']) {
      for (const args of [
        ['help', command],
        [command, '--help'],
      ]) {
        out = '';
        assert.equal(await preflight(...args), 0);
        assert.ok(out.startsWith(`preflight ${command} `), out);
      }
    }
  });

  it('without a command says how it is used, on the error stream', async () => {
    assert.equal(await preflight(), 2);
    assert.equal(out, '');
    assert.match(err, /preflight check/);
  });

  const mistakes: [string[], string][] = [
    [['chekc'], 'preflight: There is no command “chekc”: “preflight help” lists them.\n'],
    [['constructor'], 'preflight: There is no command “constructor”: “preflight help” lists them.\n'],
    [['help', 'me'], 'preflight: There is no command “me”: “preflight help” lists them.\n'],
    [['rules', '--format', 'xml'], 'preflight: --format is one of text, json, not “xml”.\n'],
    [
      ['rules', 'all'],
      'preflight: “all” is one argument too many: “preflight help rules” lists the options.\n',
    ],
    [['check', '--fix'], 'preflight: There is no option --fix: “preflight help check” lists the options.\n'],
    [
      ['check', '--fail-on'],
      'preflight: The option --fail-on needs a value: “preflight help check” lists the options.\n',
    ],
    [
      ['check', '--fail-on', 'all'],
      'preflight: --fail-on is one of hygiene, fragile, broken, exposed, never, not “all”.\n',
    ],
    [
      ['test', 'http://a.test', '--anyway=1'],
      'preflight: The option --anyway takes no value: “preflight help test” lists the options.\n',
    ],
  ];
  for (const [args, message] of mistakes) {
    it(args.join(' '), async () => {
      assert.equal(await preflight(...args), 2);
      assert.equal(err, message);
      assert.equal(out, '');
    });
  }

  it('lists its rules as JSON', async () => {
    assert.equal(await preflight('rules', '--format', 'json'), 0);
    const { rules } = JSON.parse(out) as { rules: { id: string; class: string }[] };
    assert.equal(await preflight('rules'), 0);
    for (const { id, class: ruleClass } of rules) assert.match(out, new RegExp(`^${id} +${ruleClass} `, 'm'));
  });
});

describe('preflight check', () => {
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'preflight-check-'));
    const write = async (file: string, text: string | Uint8Array): Promise<void> => {
      const target = path.join(folder, file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, text);
    };
    const app =
      "from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=['https://shop.example/'])\n";
    await write('api/main.py', app);
    await write('api/ignored.py', app);
    await write('api/notes.txt', 'CORSMiddleware');
    await write('api/node_modules/x/main.py', app);
    await write('.hidden/main.py', app);
    await write('.gitignore', 'ignored.py\n');
    await write('binary.py', new Uint8Array([0x43, 0, 1]));
    await write('clean/README.md', '');
    await symlink(path.join(folder, 'api'), path.join(folder, 'loop'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('reads the options that a file imports', async () => {
    const web = path.join(folder, 'web');
    await mkdir(path.join(web, 'config'), { recursive: true });
    const app = "const app = require('express')();\nconst options = require('./config');\n";
    await writeFile(path.join(web, 'server.js'), `${app}app.use(require('cors')(options));\n`);
    const options = 'module.exports = { origin: true, credentials: true };\n';
    await writeFile(path.join(web, 'config/index.js'), options);
    assert.equal(await preflight('check', 'web/server.js'), 1);
    assert.match(out, /^web\/server\.js:3:25: error .*\[reflect-origin-credentials\]$/m);
    await rm(web, { recursive: true });
  });

  it('asks rules that speak on request only where they are named', async () => {
    const conf = path.join(folder, 'open.js');
    const app = "const app = require('express')();\n";
    const options = String.raw`{ origin: /^https:\/\/[a-z-]+\.example\.com$/, credentials: true }`;
    await writeFile(conf, `${app}app.use(require('cors')(${options}));\n`);
    assert.equal(await preflight('check', 'open.js', '--fail-on', 'hygiene'), 0);
    const also = ['--also', 'all-subdomains-with-credentials'];
    assert.equal(await preflight('check', 'open.js', '--fail-on', 'hygiene', ...also), 1);
    assert.match(out, /hint https:\/\/forgotten\.example\.com can read/);
    assert.equal(await preflight('check', 'open.js', '--also', 'trailing-slash-origin'), 2);
    assert.match(
      err,
      /--also is one of all-subdomains-with-credentials, env-split-no-trim, not “trailing-slash-origin”\./,
    );
    await rm(conf);
  });

  it('meets the files of the project, and neither its dependencies nor what git ignores', async () => {
    const found = await findFiles(['.'], folder, () => assert.fail());
    assert.deepEqual(
      found.map((file) => path.relative(folder, file.path)),
      ['api/main.py', 'binary.py'],
    );
  });

  it('takes a file that is named, whatever .gitignore says, and each file once', async () => {
    const found = await findFiles(['api/ignored.py', 'api', 'api/main.py'], folder, () => assert.fail());
    assert.deepEqual(
      found.map((file) => [path.relative(folder, file.path), file.named]),
      [
        ['api/ignored.py', true],
        ['api/main.py', true],
      ],
    );
  });

  it('writes JSON for other programs', async () => {
    const code = await preflight('check', '--format', 'json');
    const {
      version: format,
      files,
      findings,
    } = JSON.parse(out) as {
      version: number;
      files: number;
      findings: { file: string }[];
    };
    assert.deepEqual([format, files], [1, 1]);
    for (const finding of findings) assert.equal(finding.file, 'api/main.py');
    assert.equal(code, findings.length > 0 ? 1 : 0);
    assert.equal(err, '');
  });

  it('finds nothing in a folder without source', async () => {
    assert.equal(await preflight('check', 'clean'), 0);
    assert.equal(out, '0 findings in 0 files.\n');
  });

  it('says what does not exist', async () => {
    assert.equal(await preflight('check', 'nowhere'), 2);
    assert.equal(err, 'preflight: nowhere cannot be read: there is no such file or folder.\n');
  });

  it('says that a named file is binary, and that a named file holds nothing of CORS', async () => {
    assert.equal(await preflight('check', 'binary.py'), 2);
    assert.equal(err, 'preflight: binary.py is not a text file: leave it out.\n');
    err = '';
    assert.equal(await preflight('check', 'api/notes.txt'), 0);
    assert.equal(err, 'preflight: api/notes.txt holds no CORS code that Preflight knows.\n');
  });

  it('goes on after a folder that it may not read, and ends with 2', async () => {
    const closed = path.join(folder, 'closed');
    await mkdir(closed, { mode: 0 });
    await chmod(folder, 0o755);
    // The superuser may read everything, so for a moment it is nobody.
    const superuser = process.geteuid?.() === 0;
    if (superuser) process.seteuid?.(65534);
    try {
      assert.equal(await preflight('check'), 2);
    } finally {
      if (superuser) process.seteuid?.(0);
      await chmod(closed, 0o700);
      await rm(closed, { recursive: true });
    }
    assert.match(err, /^preflight: The folder .*closed cannot be read: you may not read it\.\n$/);
    assert.match(out, / in 1 file\.\n$/);
  });
});
