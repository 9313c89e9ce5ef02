import assert from 'node:assert/strict';
import { read } from '../../../../src/stacks/fastapi/read.ts';
import { settle } from '../../../../src/stacks/fastapi/settle.ts';
import { write } from '../../../../src/stacks/fastapi/write.ts';
import { holdWriting } from '../writing.ts';

const files = {
  'double quotes': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  'single quotes': "import fastapi\n\napi = fastapi.FastAPI(title='Shop', docs_url='/docs')\n",
  'the import already there':
    'from starlette.applications import Starlette\nfrom starlette.middleware.cors import CORSMiddleware\n\nserver = Starlette()\n',
};

for (const [name, source] of Object.entries(files)) {
  holdWriting({
    name: `FastAPI with ${name}`,
    strict: true,
    settle,
    written(wanted) {
      const { text, notes } = write(wanted, { source });
      const whole = `${source}${text}\n`;
      const { policies, errors } = read(whole, { path: 'main.py' });
      assert.deepEqual(errors, [], whole);
      const [policy, ...others] = policies;
      assert.ok(policy && others.length === 0, whole);
      return { policy, text, notes };
    },
  });
}
