import assert from 'node:assert/strict';
import fc from 'fast-check';
import { format } from 'prettier';
import type { PolicySpec, WriteContext } from '../../../../src/policy/spec.ts';
import type { Policy } from '../../../../src/policy/types.ts';
import { read } from '../../../../src/stacks/express/read.ts';
import { settle } from '../../../../src/stacks/express/settle.ts';
import { write } from '../../../../src/stacks/express/write.ts';
import { runs, seed, spec } from '../specs.ts';
import { holdWriting } from '../writing.ts';

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

for (const style of ['cors', 'headers'] as const) {
  for (const file of files) {
    holdWriting({
      name: `Express with ${style} in ${file.path}`,
      settle: (wanted) => settle(wanted, style),
      written: (wanted) => written(wanted, { ...file, style }),
    });

    it(`Express with ${style} in ${file.path}: stands as Prettier would leave it (seed ${seed})`, async function () {
      this.timeout(20_000);
      await fc.assert(
        fc.asyncProperty(spec, async (wanted) => {
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
  }
}

function written(
  wanted: PolicySpec,
  context: WriteContext,
): { policy: Policy; text: string; notes: readonly string[] } {
  const { text, notes } = write(wanted, context);
  const app = /(\w+)\.use\(/.exec(text)?.[1] ?? 'app';
  const whole = `${context.source ?? ''}${text}\n\n${app}.get('/data', (req, res) => res.json({}));\n`;
  const reading = read(whole, { path: context.path ?? 'app.js' });
  assert.deepEqual(reading.errors, [], whole);
  const [policy, ...others] = reading.policies;
  assert.ok(policy && others.length === 0, whole);
  return { policy, text, notes: notes.filter((note) => !note.startsWith('Install')) };
}
