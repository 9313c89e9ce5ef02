import { parseArgs } from 'node:util';
import { judge } from '../src/cors/judge.ts';
import { judgeIn } from '../src/engines/judgeIn.ts';
import { parseConsole } from '../src/engines/parseConsole.ts';

/** Judgements a second on one core, for exchanges as they are every day. Exits with 1 below the floor. */
const { values } = parseArgs({ options: { floor: { type: 'string', default: '100000' } } });

const origin = 'http://localhost:3000';
const url = 'https://api.example.com/items?page=2';
const request = {
  url,
  origin,
  method: 'GET',
  headers: [['Accept', 'application/json']],
  credentials: 'same-origin',
  mode: 'cors',
  redirect: 'follow',
  body: false,
  initiator: 'fetch',
};
const response = [
  ['Content-Type', 'application/json'],
  ['Access-Control-Allow-Origin', origin],
  ['Vary', 'Origin'],
];
const simple = { request, answers: [{ url, preflight: false, status: 200, headers: response }] };
const blocked = { request, answers: [{ url, preflight: false, status: 200, headers: response.slice(0, 1) }] };
const preflighted = {
  request: { ...request, method: 'PUT', headers: [['Content-Type', 'application/json']], body: true },
  answers: [
    {
      url,
      preflight: true,
      status: 204,
      headers: [
        ['Access-Control-Allow-Origin', origin],
        ['Access-Control-Allow-Methods', 'GET, PUT, DELETE'],
        ['Access-Control-Allow-Headers', 'Content-Type'],
      ],
    },
    { url, preflight: false, status: 200, headers: response },
  ],
};

/** Calls a second of one core's time, in the best of several rounds: what else runs on the machine does not count. */
function perSecond(call) {
  let best = 0;
  for (let round = 0; round < 8; round++) {
    const end = performance.now() + 100;
    let calls = 0;
    const before = process.cpuUsage();
    while (performance.now() < end) {
      for (let i = 0; i < 500; i++) call();
      calls += 500;
    }
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, (calls * 1_000_000) / (user + system));
  }
  return Math.round(best);
}

const [line] = judgeIn('chromium', blocked).console;
const measured = {
  'judge, readable': perSecond(() => judge(simple)),
  'judge, blocked': perSecond(() => judge(blocked)),
  'judge, preflighted': perSecond(() => judge(preflighted)),
  'judgeIn chromium, blocked': perSecond(() => judgeIn('chromium', blocked)),
  'judgeIn firefox, blocked': perSecond(() => judgeIn('firefox', blocked)),
  'judgeIn webkit, blocked': perSecond(() => judgeIn('webkit', blocked)),
  'parseConsole, one line': perSecond(() => parseConsole(line)),
};

for (const [name, count] of Object.entries(measured)) {
  process.stdout.write(`${name.padEnd(28)} ${count.toLocaleString('en').padStart(12)} a second\n`);
}
const floor = Number(values.floor);
const slow = ['judge, readable', 'judge, blocked', 'judgeIn chromium, blocked'].filter(
  (name) => measured[name] < floor,
);
for (const name of slow) process.stdout.write(`${name} is below ${floor.toLocaleString('en')} a second\n`);
process.exitCode = slow.length > 0 ? 1 : 0;
