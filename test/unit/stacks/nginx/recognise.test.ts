import assert from 'node:assert/strict';
import { recognise } from '../../../../src/stacks/nginx/recognise.ts';

const cors = 'add_header Access-Control-Allow-Origin *;';

describe('nginx files', () => {
  for (const path of [
    'nginx.conf',
    'deploy/nginx.prod.conf',
    'conf.d/api.conf',
    'sites-available/api.example.com',
    'snippets/cors.inc',
    'web.nginx',
    'templates/default.conf.template',
  ]) {
    it(`are known by ${path}`, () => assert.equal(recognise(path, cors), true));
  }

  for (const path of ['README.md', 'src/server.js', 'nginx.md', 'api.example.com']) {
    it(`are not ${path}`, () => assert.equal(recognise(path, cors), false));
  }

  it('speak of CORS, or there is nothing to say', () => {
    assert.equal(recognise('nginx.conf', 'server { listen 80; }'), false);
    assert.equal(recognise('nginx.conf', '# Access-Control-Allow-Origin is set by the application'), false);
  });

  it("are not Apache's", () => {
    assert.equal(
      recognise('httpd.conf', `<Directory />\n  # add_header Access-Control-Allow-Origin *;\n</Directory>`),
      false,
    );
    assert.equal(
      recognise('cors.conf', 'Header always set Access-Control-Allow-Origin "*" # not add_header Access'),
      false,
    );
  });
});
