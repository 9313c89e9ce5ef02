import assert from 'node:assert/strict';
import { read } from '../../../../src/stacks/nginx/read.ts';
import { settle, write } from '../../../../src/stacks/nginx/write.ts';
import { holdWriting } from '../writing.ts';

/** Puts the map beside the server, and the rest into it or into its location. */
const places = {
  location: (map: string, rest: string) =>
    `${map}\nserver {\n    listen 80;\n    location / {\n${rest}\n        proxy_pass http://127.0.0.1:3000;\n    }\n}\n`,
  server: (map: string, rest: string) =>
    `${map}\nserver {\n  listen 80;\n${rest}\n  location / {\n    proxy_pass http://127.0.0.1:3000;\n  }\n}\n`,
};

for (const [name, put] of Object.entries(places)) {
  holdWriting({
    name: `nginx in a ${name}`,
    settle,
    written(wanted) {
      const { text, notes } = write(wanted);
      const parts = text.split('\n\n');
      const whole = put(parts.length > 1 ? (parts[0] ?? '') : '', parts.at(-1) ?? '');
      const { policies, errors } = read(whole, { path: 'conf.d/api.conf' });
      assert.deepEqual(errors, [], whole);
      const policy = policies.find(({ label }) => label === 'location /');
      assert.ok(policy, whole);
      return { policy, text, notes: notes.filter((note) => !note.startsWith('Where the application')) };
    },
  });
}
