import assert from 'node:assert/strict';
import type { Policy, PolicyRequest, PolicyResponse } from '../../src/policy/types.ts';
import { respond } from '../../src/policy/respond.ts';
import { read } from '../../src/stacks/nginx/read.ts';
import { Random } from '../oracle/random.ts';
import { generateSite, type Site, type Spot } from './nginx/generate.ts';
import type { Asked, RealAnswer } from './behind.ts';
import { prepare, type RealNginx } from './nginx/serve.ts';

const seed = Number(process.env['SEED'] ?? 1);
const sites = Number(process.env['SITES'] ?? 150);
const requestsPerSpot = 6;

describe('nginx: respond answers as the real server', () => {
  let random: Random;
  let generated: Site[];
  let server: RealNginx | undefined;

  before(async function () {
    this.timeout(60_000);
    random = new Random(seed);
    const ground = await prepare();
    generated = Array.from({ length: sites }, (_, index) => generateSite(random, index, ground.places));
    server = await ground.start(generated.map((site) => site.text));
  });

  after(() => server?.stop());

  it(`on ${sites} random servers (seed ${seed})`, async function () {
    this.timeout(600_000);
    assert.ok(server);
    const tally = { asked: 0, unknown: 0 };
    for (const site of generated) {
      const { policies, errors } = read(site.text, { path: 'conf.d/site.conf' });
      assert.deepEqual(errors, [], site.text);
      for (const spot of site.locations) {
        const policy = policies.find((one) => one.label === spot.label);
        if (!policy) continue;
        for (let count = 0; count < requestsPerSpot; count += 1) {
          await compare(server, site, spot, policy, tally, random);
        }
      }
    }
    assert.ok(tally.asked > sites * 3, `only ${tally.asked} requests were asked`);
    assert.ok(tally.unknown < tally.asked * 0.1, `${tally.unknown} of ${tally.asked} answers were unknown`);
  });
});

async function compare(
  server: RealNginx,
  site: Site,
  spot: Spot,
  policy: Policy,
  tally: { asked: number; unknown: number },
  random: Random,
): Promise<void> {
  const { asked, request } = randomRequest(random, site, spot);
  const predicted = respond(policy, request);
  tally.asked += 1;
  if (predicted.unknown.length > 0) {
    tally.unknown += 1;
    return;
  }
  const real = await server.ask(asked);
  assert.deepEqual(
    real,
    linesOf(predicted),
    `${site.text}\n${asked.method} ${asked.path} ${JSON.stringify(asked.headers)}`,
  );
}

function linesOf({ status, headers }: PolicyResponse): RealAnswer {
  return { status, lines: headers.map(({ name, value }) => `${name.toLowerCase()}: ${value}`) };
}

function randomRequest(random: Random, site: Site, spot: Spot): { asked: Asked; request: PolicyRequest } {
  const method = random.pick(['GET', 'GET', 'OPTIONS', 'OPTIONS', 'PUT', 'POST', 'HEAD', 'DELETE']);
  const origin = random.pick([
    null,
    'null',
    'https://ok.example',
    'https://OK.example',
    'https://other.example',
    'https://ok.example.evil.test',
    'https://a.example.com',
    'https://x.example.org',
  ]);
  const headers: [string, string][] = [];
  if (method === 'OPTIONS') headers.push(['Access-Control-Request-Method', 'PUT']);
  if (random.chance(0.2))
    headers.push(['Authorization', `Basic ${Buffer.from('me:secret').toString('base64')}`]);
  const { path, handler } = random.pick(leavesOf(spot));
  const all = origin === null ? headers : [...headers, ['Origin', origin] as [string, string]];
  return {
    asked: { host: site.name, path, method, headers: Object.fromEntries(all) },
    request: { method, origin, headers, cookies: false, handler },
  };
}

interface Leaf {
  readonly path: string;
  readonly handler: PolicyRequest['handler'];
}

/** What can be asked of a location, and what stands behind it then. */
function leavesOf(spot: Spot): [Leaf, ...Leaf[]] {
  const madeBy = spot.proxied && !spot.redirects ? 'app' : 'server';
  const ok: Leaf = {
    path: spot.path === '/exact' ? '/exact' : `${spot.path}ok`,
    handler: { does: 'answer', status: 200, madeBy },
  };
  if (spot.path === '/exact') return [ok];
  const missing: Leaf = {
    path: `${spot.path}missing`,
    handler: { does: 'answer', status: 404, madeBy: 'app' },
  };
  if (!spot.proxied || spot.redirects) return [ok, missing];
  const failing = [202, 204, 301, 304, 401, 418, 500, 503].map((status): Leaf => ({
    path: `${spot.path}s${status}`,
    handler: { does: 'answer', status, madeBy: 'app' },
  }));
  return [ok, missing, ...failing, { path: `${spot.path}throw`, handler: { does: 'throw' } }];
}
