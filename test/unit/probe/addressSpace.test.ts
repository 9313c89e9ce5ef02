import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { addressSpaceOf, isThisMachine } from '../../../src/probe/addressSpace.ts';

describe('addressSpaceOf', () => {
  const addresses = {
    loopback: ['127.0.0.1', '127.255.0.1', '::1', '[::1]', '::ffff:127.0.0.1'],
    local: [
      '10.0.0.1',
      '100.64.0.1',
      '169.254.1.1',
      '172.31.0.1',
      '192.168.1.1',
      'fd00::1',
      'fe80::1%eth0',
      '::ffff:10.0.0.1',
    ],
    public: ['8.8.8.8', '100.63.255.255', '172.32.0.1', '192.169.0.1', '2001:4860:4860::8888'],
  };
  for (const [space, list] of Object.entries(addresses)) {
    for (const address of list)
      it(`${address} is ${space}`, () => assert.equal(addressSpaceOf(address), space));
  }

  it('knows what is no address', () => {
    for (const text of ['', 'localhost', 'api.test', '1.2.3', ':::1'])
      assert.equal(addressSpaceOf(text), null);
  });
});

describe('isThisMachine', () => {
  it('goes by name and by address', () => {
    for (const host of ['localhost', 'A.LocalHost', 'localhost.', '127.0.0.2', '[::1]'])
      assert.ok(isThisMachine(host), host);
    for (const host of ['localhost.test', 'notlocalhost', '10.0.0.1', ''])
      assert.ok(!isThisMachine(host), host);
  });
});
