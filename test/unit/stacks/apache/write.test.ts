import assert from 'node:assert/strict';
import { read } from '../../../../src/stacks/apache/read.ts';
import { settle, write } from '../../../../src/stacks/apache/write.ts';
import { holdWriting } from '../writing.ts';

/** Where the text can go. */
const places = {
  '.htaccess': (text: string) => `${text}\n`,
  'sites-enabled/api.conf': (text: string) =>
    `<VirtualHost *:443>\n  ServerName api.example.com\n  ProxyPass / http://127.0.0.1:3000/\n${text}\n</VirtualHost>\n`,
};

for (const [path, put] of Object.entries(places)) {
  holdWriting({
    name: `Apache in ${path}`,
    settle,
    written(wanted) {
      const { text, notes } = write(wanted);
      const whole = put(text);
      const { policies, errors } = read(whole, { path });
      assert.deepEqual(errors, [], whole);
      const [policy, ...others] = policies;
      assert.ok(policy && others.length === 0, whole);
      return { policy, text, notes: notes.filter((note) => !note.startsWith('It takes')) };
    },
  });
}
