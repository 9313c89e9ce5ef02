import assert from 'node:assert/strict';
import { lint } from '../../../src/rules/lint.ts';
import { requestFrom } from '../../../src/policy/grant.ts';
import { answersIn, read } from '../../../src/stacks/express/read.ts';
import { fuzz } from '../../fuzz/fuzz.ts';
import { sources } from '../../fuzz/sources.ts';

describe('mutated and truncated sources', () => {
  it('never make the linter throw or point outside of the text', function () {
    this.timeout(30_000);
    const seed = Date.now() % 1_000_000_000;
    const { cases, withFindings, faults } = fuzz(sources(), seed, 400);
    assert.deepEqual(
      faults.map(({ seed: own, error }) => `npm run fuzz -- --cases 1 --seed ${own}: ${String(error)}`),
      [],
    );
    assert.ok(withFindings > 0 && withFindings < cases, `seed ${seed}`);
  });
});

describe('what fuzzing found', () => {
  const setUp = `import express from 'express';\nimport cors from 'cors';\nconst app = express();\n`;

  it('a pattern without its second slash has no place to point at', () => {
    const text = `${setUp}app.use(cors({ origin:/app.example.com' }));\n`;
    for (const { range } of lint({ text }, { path: 'app.js' })) assert.ok(range.start <= range.end);
  });

  it('loops without end mount nothing that each request would meet', () => {
    for (const loop of ['while (true)', 'for (;;)', 'do { f(); } while (true); while (true)']) {
      const text = `${setUp}${loop} { app.use(cors({ origin: 'https://app.example.com' })); }`;
      const { apps } = read(text, { path: 'app.js' });
      assert.ok(
        apps.every(({ layers }) => layers.length <= 1),
        loop,
      );
    }
  });

  it('loops that end are followed', () => {
    const loop = 'let i = 0; while (true) { if (i++ >= 3) break; app.use(cors()); }';
    const [app] = read(`${setUp}${loop}`, { path: 'app.js' }).apps;
    assert.equal(app?.layers.length, 3);
  });

  it('values that double each time are told apart by keys that do not', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => `const x${i + 1} = f(x${i}, x${i});`).join('\n');
    const text = `${setUp}const x0 = f();\n${doubling}\napp.use(cors({ origin: x60 ? '*' : x60 }));`;
    const { policies } = read(text, { path: 'app.js' });
    assert.equal(policies.length, 1);
  });

  it('calls of cors in calls of cors make a bounded number of policies', () => {
    const text = `${setUp}app.use(${'cors('.repeat(80)}{ origin: true }${')'.repeat(80)});`;
    assert.ok(read(text, { path: 'app.js' }).policies.length < 30);
  });

  it('requests to one document take a bounded number of steps together', () => {
    const work = 'x = y + z;\n'.repeat(400);
    const text = `${setUp}app.use((req, res, next) => {\nlet x, y = 1, z = 2;\n${work}res.header('Access-Control-Allow-Origin', '*');\nnext();\n});`;
    const [place] = answersIn(text, { path: 'app.js' });
    const answer = (header: string) => place?.answer(requestFrom(null, { headers: [[header, '1']] }));
    assert.deepEqual(answer('X-0')?.unknown, []);
    for (let i = 1; i < 1_000; i++) answer(`X-${i}`);
    assert.notDeepEqual(answer('X-1000')?.unknown, []);
  });

  it('loops without end are left after a bounded number of steps', () => {
    const loops = 'while (true) { if (process.env.A) { '.repeat(12);
    assert.deepEqual(
      lint(
        { text: `${setUp}${loops}app.use(cors({ origin: true, credentials: true }));` },
        { path: 'app.js' },
      ),
      [],
    );
  });
});
