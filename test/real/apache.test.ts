import assert from 'node:assert/strict';
import { respond } from '../../src/policy/respond.ts';
import type { Policy, PolicyRequest, PolicyResponse } from '../../src/policy/types.ts';
import { read } from '../../src/stacks/apache/read.ts';
import { Random } from '../oracle/random.ts';
import { generateDirectives } from './apache/generate.ts';
import { prepare, type Ground, type RealApache } from './apache/serve.ts';
import type { RealAnswer } from './behind.ts';

const seed = Number(process.env['SEED'] ?? 1);
const cases = Number(process.env['CASES'] ?? 150);
const requestsPerSpot = 6;

/** A place that answers, how to reach it, and the text that it stands in. */
interface Spot {
  readonly text: string;
  readonly path: string;
  readonly label: RegExp;
  readonly host: string;
  readonly leaves: readonly [Leaf, ...Leaf[]];
}

interface Leaf {
  readonly url: string;
  readonly handler: PolicyRequest['handler'];
}

describe('Apache: respond answers as the real server', () => {
  let random: Random;
  let spots: Spot[];
  let server: RealApache | undefined;

  before(async function () {
    this.timeout(60_000);
    random = new Random(seed);
    const ground = await prepare();
    spots = [];
    const hosts: string[] = [];
    for (let index = 0; index < cases; index++) {
      spots.push(...(await folderSpots(random, ground, index)));
      if (index % 2 === 0) hosts.push(await hostSpots(random, ground, index, spots));
    }
    server = await ground.start(hosts.join('\n'));
  });

  after(async function () {
    this.timeout(30_000);
    await server?.stop();
  });

  it(`in ${cases} random folders and half as many hosts (seed ${seed})`, async function () {
    this.timeout(600_000);
    assert.ok(server);
    const tally = { asked: 0, unknown: 0 };
    for (const spot of spots) {
      const { policies, errors } = read(spot.text, { path: spot.path });
      assert.deepEqual(errors, [], spot.text);
      const policy = policies.find((one) => spot.label.test(one.label));
      if (!policy) continue;
      for (let count = 0; count < requestsPerSpot; count++)
        await compare(server, spot, policy, tally, random);
    }
    assert.ok(tally.asked > cases * 4, `only ${tally.asked} requests were asked`);
    assert.ok(tally.unknown < tally.asked * 0.15, `${tally.unknown} of ${tally.asked} answers were unknown`);
  });
});

async function folderSpots(random: Random, ground: Ground, index: number): Promise<Spot[]> {
  const text = generateDirectives(random, 'folder');
  const folder = `/f${index}`;
  await ground.addFolder(folder, text);
  const common = { text, path: '.htaccess', host: 'folders.test' };
  const own = { ...common, label: /^\.htaccess$/, leaves: ownLeaves(folder) };
  const fonts = { ...common, label: /^<Files/, leaves: [file(`${folder}/font.woff2`)] as [Leaf] };
  // Without a section for them, fonts are answered as everything else is.
  return text.includes('<Files') ? [own, fonts] : [own];
}

async function hostSpots(random: Random, ground: Ground, index: number, spots: Spot[]): Promise<string> {
  const root = `${ground.folder}/html/h${index}`;
  await ground.addFolder(`/h${index}`, null);
  const text = `<VirtualHost *:PORT>
ServerName h${index}.test
DocumentRoot ${root}
${generateDirectives(random, 'server')}
<Directory ${root}>
${generateDirectives(random, 'location')}
</Directory>
<Location /api>
ProxyPass http://127.0.0.1:${ground.upstream}
${generateDirectives(random, 'location')}
</Location>
</VirtualHost>`;
  const common = { text, path: 'httpd.conf', host: `h${index}.test` };
  spots.push({ ...common, label: /^<Directory/, leaves: ownLeaves('') });
  spots.push({ ...common, label: /^<Location/, leaves: appLeaves('/api') });
  return text;
}

function ownLeaves(folder: string): [Leaf, ...Leaf[]] {
  return [
    file(`${folder}/data`),
    file(`${folder}/data`),
    { url: `${folder}/missing`, handler: { does: 'answer', status: 404, madeBy: 'server' } },
  ];
}

function file(url: string): Leaf {
  return { url, handler: { does: 'answer', status: 200, madeBy: 'server' } };
}

function appLeaves(folder: string): [Leaf, ...Leaf[]] {
  const answers = [201, 202, 204, 304, 401, 404, 500].map((status): Leaf => ({
    url: `${folder}/s${status}`,
    handler: { does: 'answer', status, madeBy: 'app' },
  }));
  const ok: Leaf = { url: `${folder}/ok`, handler: { does: 'answer', status: 200, madeBy: 'app' } };
  return [ok, ...answers, { url: `${folder}/throw`, handler: { does: 'throw' } }];
}

async function compare(
  server: RealApache,
  spot: Spot,
  policy: Policy,
  tally: { asked: number; unknown: number },
  random: Random,
): Promise<void> {
  const { method, origin, headers, leaf } = randomRequest(random, spot);
  const request = { method, origin, headers, cookies: false, handler: leaf.handler };
  const predicted = respond(policy, request);
  tally.asked += 1;
  if (predicted.unknown.length > 0) {
    tally.unknown += 1;
    return;
  }
  const all = origin === null ? headers : [...headers, ['Origin', origin] as const];
  const real = await server.ask({
    host: spot.host,
    path: leaf.url,
    method,
    headers: Object.fromEntries(all),
  });
  const told = `${spot.host} ${method} ${leaf.url} ${JSON.stringify(all)}\n${spot.text}`;
  assert.deepEqual(sorted(real), sorted(linesOf(predicted)), told);
}

/** Lines of one header keep their order; the order of different headers means nothing. */
function sorted({ status, lines }: RealAnswer): RealAnswer {
  const nameOf = (line: string): string => line.slice(0, line.indexOf(':'));
  return { status, lines: [...lines].sort((a, b) => nameOf(a).localeCompare(nameOf(b))) };
}

function linesOf({ status, headers }: PolicyResponse): RealAnswer {
  const own = headers.filter(({ name }) => /^(?:access-control-|vary$)/i.test(name));
  return { status, lines: own.map(({ name, value }) => `${name.toLowerCase()}: ${value.trim()}`) };
}

function randomRequest(
  random: Random,
  spot: Spot,
): { method: string; origin: string | null; headers: [string, string][]; leaf: Leaf } {
  const method = random.pick(['GET', 'GET', 'OPTIONS', 'OPTIONS', 'PUT', 'POST', 'HEAD', 'DELETE']);
  const origin = random.pick([
    null,
    'null',
    'https://ok.example',
    'https://ok.example',
    'https://OK.example',
    'https://other.example',
    'https://ok.example.evil.test',
    'https://a.example.com',
    'http://localhost:3000',
  ]);
  const headers: [string, string][] = [];
  if (method === 'OPTIONS') headers.push(['Access-Control-Request-Method', 'PUT']);
  if (random.chance(0.3))
    headers.push(['Authorization', `Basic ${Buffer.from('me:secret').toString('base64')}`]);
  return { method, origin, headers, leaf: random.pick(spot.leaves) };
}
