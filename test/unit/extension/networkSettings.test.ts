import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { networkSettings } from '../../../src/extension/networkSettings.ts';
import { direct } from '../../../src/probe/transportSettings.ts';

function settings(http: Readonly<Record<string, unknown>>, env = {}): ReturnType<typeof networkSettings> {
  return networkSettings((key) => http[key], env);
}

describe('networkSettings', () => {
  it('says nothing where nothing is set', () => {
    assert.deepEqual(settings({}), direct);
    assert.deepEqual(settings({ proxy: '', noProxy: [], proxySupport: 'override' }), direct);
  });

  it('takes VS Code at its word, and the environment where it is silent', () => {
    const env = { HTTPS_PROXY: 'env.test:1', NO_PROXY: 'a.test' };
    assert.deepEqual(settings({}, env).proxy, { http: null, https: 'env.test:1' });
    assert.deepEqual(settings({}, env).noProxy, ['a.test']);
    const own = settings({ proxy: ' http://own.test ', noProxy: ['b.test, c.test', 3] }, env);
    assert.deepEqual(own.proxy, { http: 'http://own.test', https: 'http://own.test' });
    assert.deepEqual(own.noProxy, ['b.test', 'c.test']);
    assert.deepEqual(settings({ proxySupport: 'off', proxy: 'x.test' }, env).proxy, direct.proxy);
  });

  it('reads what concerns certificates and the proxy’s password', () => {
    const { strictTls, systemCertificates, proxyAuthorization } = settings({
      proxyStrictSSL: false,
      systemCertificates: false,
      proxyAuthorization: 'Basic x',
    });
    assert.deepEqual([strictTls, systemCertificates, proxyAuthorization], [false, false, 'Basic x']);
  });

  it('reads any stored value', () => {
    for (const value of [null, 0, {}, [], () => 1]) {
      const odd = Object.fromEntries(
        ['proxy', 'noProxy', 'proxySupport', 'proxyStrictSSL', 'proxyAuthorization'].map((key) => [
          key,
          value,
        ]),
      );
      assert.deepEqual(settings(odd), direct);
    }
  });
});
