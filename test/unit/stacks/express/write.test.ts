import assert from 'node:assert/strict';
import fc from 'fast-check';
import { format } from 'prettier';
import { normalise, type PolicySpec, type WriteContext } from '../../../../src/policy/spec.ts';
import { specOf } from '../../../../src/policy/specOf.ts';
import { tryCall } from '../../../../src/policy/tryCall.ts';
import type { Policy } from '../../../../src/policy/types.ts';
import { read } from '../../../../src/stacks/express/read.ts';
import { settle } from '../../../../src/stacks/express/settle.ts';
import { write } from '../../../../src/stacks/express/write.ts';
import { call, exposedBy, plainServer, runs, seed, spec } from '../specs.ts';

const kind = fc.constantFrom('cors' as const, 'headers' as const);

/** The ways in which a file may be written, as the text that stands above the policy. */
const files = [
  { path: 'app.js', source: "const express = require('express');\n\nconst app = express();\n" },
  { path: 'src/server.ts', source: 'import express from "express";\n\nconst server = express();\n' },
  {
    path: 'api.mjs',
    source:
      "import crossOrigin from 'cors'\nimport express from 'express'\n\nconst router = express.Router()\n",
  },
  {
    path: 'app.cjs',
    source: "var express = require('express');\nvar app = express();\nfunction one() {\n\treturn 1;\n}\n",
  },
] as const;

describe(`Express: what is written (seed ${seed})`, () => {
  it('is read as what was to be written', () => {
    fc.assert(
      fc.property(spec, kind, fc.constantFrom(...files), (wanted, style, file) => {
        const { policy, text } = written(wanted, { ...file, style });
        assert.deepEqual(specOf(policy), settle(wanted, style), text);
      }),
      { seed, numRuns: runs },
    );
  });

  it('lets a browser do what was to be allowed, and nothing else', () => {
    fc.assert(
      fc.property(spec, kind, fc.array(call, { minLength: 5, maxLength: 5 }), (wanted, style, calls) => {
        const { policy, text } = written(wanted, { ...files[0], style });
        const reference = plainServer(settle(wanted, style));
        for (const one of calls) {
          const real = tryCall(policy.answer, one);
          assert.equal(real.unknown, false, text);
          assert.equal(
            real.verdict.outcome,
            tryCall(reference, one).verdict.outcome,
            `${JSON.stringify(one)}\n${text}`,
          );
        }
        for (const { origin } of calls) {
          if (tryCall(reference, { origin, method: 'GET' }).verdict.outcome !== 'readable') continue;
          assert.deepEqual(exposedBy(policy.answer, origin), exposedBy(reference, origin), text);
        }
      }),
      { seed, numRuns: runs },
    );
  });

  it('stands as Prettier would leave it', async () => {
    await fc.assert(
      fc.asyncProperty(spec, kind, fc.constantFrom(...files), async (wanted, style, file) => {
        const { text } = write(wanted, { ...file, style });
        const formatted = await format(text, {
          parser: file.path.endsWith('.ts') ? 'typescript' : 'babel',
          singleQuote: !file.source.includes('"'),
          semi: file.path !== 'api.mjs',
          useTabs: file.path === 'app.cjs',
        });
        assert.equal(`${text}\n`, formatted);
      }),
      { seed, numRuns: runs },
    );
  });

  it('comes with a note where Express cannot say it', () => {
    fc.assert(
      fc.property(spec, kind, (wanted, style) => {
        const { notes } = write(wanted, { source: "import cors from 'cors';", style });
        const said = Object.entries(normalise(wanted)).filter(([, value]) => value !== null);
        const settled = new Map<string, unknown>(Object.entries(settle(wanted, style)));
        const lost = said.some(([key, value]) => JSON.stringify(value) !== JSON.stringify(settled.get(key)));
        const dropped = wanted.origins === 'any' && wanted.credentials;
        if (lost || dropped) assert.notDeepEqual(notes, []);
      }),
      { seed, numRuns: runs },
    );
  });
});

function written(wanted: PolicySpec, context: WriteContext): { policy: Policy; text: string } {
  const { text } = write(wanted, context);
  const app = /(\w+)\.use\(/.exec(text)?.[1] ?? 'app';
  const whole = `${context.source ?? ''}${text}\n\n${app}.get('/data', (req, res) => res.json({}));\n`;
  const reading = read(whole, { path: context.path ?? 'app.js' });
  assert.deepEqual(reading.errors, [], whole);
  const [policy, ...others] = reading.policies;
  assert.ok(policy && others.length === 0, whole);
  return { policy, text };
}
