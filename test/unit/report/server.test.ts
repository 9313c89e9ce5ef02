import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { HeaderList } from '../../../src/cors/types.ts';
import type { ProbeReport } from '../../../src/report/types.ts';
import { answered } from '../probe/stubTransport.ts';
import { report } from './support.ts';

async function server(...headers: HeaderList): Promise<ProbeReport['server']> {
  return (await report({}, () => answered(200, headers))).server;
}

describe('the server, as it names itself', () => {
  const cases: [HeaderList[number], string][] = [
    [['X-Powered-By', 'Express'], 'express'],
    [['Server', 'uvicorn'], 'fastapi'],
    [['Server', 'nginx/1.26.3'], 'nginx'],
    [['Server', 'Apache/2.4.66 (Debian)'], 'apache'],
    [['Via', '1.1 nginx'], 'nginx'],
  ];
  for (const [[name, value], stack] of cases) {
    it(`${name}: ${value} is ${stack}`, async () => {
      const { stacks } = await server([name, value]);
      assert.deepEqual(stacks, [{ stack, because: `${name}: ${value}` }]);
    });
  }

  it('puts the application before what stands in front of it', async () => {
    const { stacks } = await server(['Server', 'nginx'], ['X-Powered-By', 'Express']);
    assert.deepEqual(
      stacks.map(({ stack }) => stack),
      ['express', 'nginx'],
    );
  });

  it('names others, and takes no name for another', async () => {
    assert.deepEqual(await server(['Server', 'cloudflare']), { stacks: [], others: ['Cloudflare'] });
    assert.deepEqual((await server(['Server', 'Apache-Coyote/1.1'])).stacks, []);
    assert.deepEqual(await server(), { stacks: [], others: [] });
  });
});
