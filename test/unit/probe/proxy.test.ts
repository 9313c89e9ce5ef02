import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { proxyFor, proxyName } from '../../../src/probe/proxy.ts';
import { direct, environmentSettings, type TransportSettings } from '../../../src/probe/transportSettings.ts';

function through(url: string, settings: Partial<TransportSettings>): string | null {
  const proxy = proxyFor(new URL(url), { ...direct, ...settings });
  return proxy === null || proxy === 'unreadable' ? proxy : `${proxy.protocol}//${proxyName(proxy)}`;
}

const both = { proxy: { http: 'http://one.test:3128', https: 'https://two.test' } };

describe('proxyFor', () => {
  it('goes by the scheme of the URL, and by the port that the scheme of the proxy has', () => {
    assert.equal(through('http://api.test/', both), 'http://one.test:3128');
    assert.equal(through('https://api.test/', both), 'https://two.test:443');
    assert.equal(through('http://api.test/', {}), null);
    const bare = { proxy: { http: 'one.test:8080', https: '[fd00::1]:3128' } };
    assert.equal(through('http://api.test/', bare), 'http://one.test:8080');
    assert.equal(through('https://api.test/', bare), 'http://[fd00::1]:3128');
  });

  it('knows what is not an address', () => {
    assert.equal(through('http://api.test/', { proxy: { http: 'http://[', https: null } }), 'unreadable');
  });

  it('never takes names of this machine to a proxy, unless asked', () => {
    for (const host of ['localhost', 'app.localhost', 'LOCALHOST.', '127.0.0.1', '127.8.9.1', '[::1]']) {
      assert.equal(through(`http://${host}:8080/`, both), null, host);
      assert.notEqual(through(`http://${host}:8080/`, { ...both, noProxy: ['<-loopback>'] }), null, host);
    }
  });

  const exceptions: readonly [entry: string, url: string, excepted: boolean][] = [
    ['*', 'http://api.test/', true],
    ['api.test', 'http://api.test/', true],
    ['API.test', 'http://api.test/', true],
    ['test', 'http://api.test/', true],
    ['.test', 'http://api.test/', true],
    ['*.test', 'http://api.test/', true],
    ['pi.test', 'http://api.test/', false],
    ['.api.test', 'http://api.test/', true],
    ['api.test', 'http://api.test./', true],
    ['api.test:80', 'http://api.test/', true],
    ['api.test:443', 'https://api.test/', true],
    ['api.test:8080', 'http://api.test/', false],
    ['10.0.0.0/8', 'http://10.1.2.3/', true],
    ['10.0.0.0/8', 'http://11.1.2.3/', false],
    ['10.0.0.0/99', 'http://10.1.2.3/', false],
    ['10.0.0.0/', 'http://10.1.2.3/', false],
    ['fd00::/8', 'http://[fd12::1]/', true],
    ['fd00::/8', 'http://10.1.2.3/', false],
    ['10.1.2.3', 'http://10.1.2.3/', true],
    ['2.3', 'http://10.1.2.3/', false],
    ['fd12::1', 'http://[fd12::1]:8080/', true],
    ['[fd12::1]:8080', 'http://[fd12::1]:8080/', true],
    ['[fd12::1]:8081', 'http://[fd12::1]:8080/', false],
    ['.', 'http://api.test/', false],
  ];
  for (const [entry, url, excepted] of exceptions) {
    it(`${entry} ${excepted ? 'excepts' : 'does not except'} ${url}`, () =>
      assert.equal(through(url, { ...both, noProxy: [entry] }) === null, excepted));
  }

  it('takes who asks from the setting, else from the address', () => {
    const authorizationOf = (settings: Partial<TransportSettings>): unknown => {
      const proxy = proxyFor(new URL('http://api.test/'), { ...direct, ...settings });
      return proxy === null || proxy === 'unreadable' ? proxy : proxy.authorization;
    };
    const named = { proxy: { http: 'http://me:p%40ss@one.test', https: null } };
    assert.equal(authorizationOf(named), `Basic ${Buffer.from('me:p@ss').toString('base64')}`);
    assert.equal(authorizationOf({ ...named, proxyAuthorization: 'Bearer x' }), 'Bearer x');
    assert.equal(authorizationOf(both), null);
  });
});

describe('environmentSettings', () => {
  it('reads the usual variables, lower case first', () => {
    assert.deepEqual(environmentSettings({}), direct);
    const { proxy, noProxy } = environmentSettings({
      http_proxy: 'a.test:1',
      HTTP_PROXY: 'b.test:1',
      ALL_PROXY: 'c.test:1',
      NO_PROXY: 'x.test, y.test  z.test,',
    });
    assert.deepEqual(proxy, { http: 'a.test:1', https: 'c.test:1' });
    assert.deepEqual(noProxy, ['x.test', 'y.test', 'z.test']);
  });

  it('takes an empty variable for none', () => {
    assert.deepEqual(environmentSettings({ HTTPS_PROXY: '', https_proxy: '' }).proxy, direct.proxy);
  });
});
