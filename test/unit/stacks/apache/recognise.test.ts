import assert from 'node:assert/strict';
import { recognise } from '../../../../src/stacks/registry.ts';

const cors = 'Header set Access-Control-Allow-Origin "*"\n';
const host = `<VirtualHost *:80>\n${cors}</VirtualHost>\n`;

describe('recognising Apache files', () => {
  const files: readonly [path: string, text: string, stack: string | null][] = [
    ['.htaccess', cors, 'apache'],
    ['public/.htaccess', cors, 'apache'],
    ['docker/httpd.conf', cors, 'apache'],
    ['etc/apache2/apache2.conf', cors, 'apache'],
    ['etc/apache2/sites-available/api', host, 'apache'],
    ['sites-enabled/api.conf', host, 'apache'],
    ['conf.d/api.conf', host, 'apache'],
    ['deploy/api.vhost', host, 'apache'],
    ['.htaccess', 'Options -Indexes\n', null],
    ['notes.conf', 'the header Access-Control-Allow-Origin\n', null],
    ['nginx/conf.d/api.conf', "server { add_header Access-Control-Allow-Origin '*'; }\n", 'nginx'],
    ['README.md', host, null],
  ];
  for (const [path, text, stack] of files) {
    it(`${path} with ${JSON.stringify(text.slice(0, 30))} is ${stack ?? 'nobody’s'}`, () => {
      assert.equal(recognise(path, text), stack);
    });
  }
});
