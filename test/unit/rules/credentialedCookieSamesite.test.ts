import assert from 'node:assert/strict';
import { lint } from '../../../src/rules/index.ts';

const setUp = `import express from 'express';\nimport cors from 'cors';\nimport session from 'express-session';\nimport cookieSession from 'cookie-session';\nconst app = express();\n`;
const two = `app.use(cors({ origin: ['https://app.example.com', 'https://shop.example.org'], credentials: true }));\n`;

function saidOf(text: string): readonly string[] {
  return lint({ text: setUp + text }, { path: 'app.ts' })
    .filter(({ rule }) => rule === 'credentialed-cookie-samesite')
    .map(({ message }) => message);
}

describe('credentialed-cookie-samesite: cookies that stay within one site', () => {
  const forms: Readonly<Record<string, readonly [text: string, said: RegExp]>> = {
    'a session': [`app.use(session({ secret: 'a' }));`, /cookie connect\.sid: Chrome takes it for/],
    'a session with a name': [
      `app.use(session({ secret: 'a', key: 'sid', cookie: { sameSite: true } }));`,
      /cookie sid: it is SameSite=Strict/,
    ],
    'a session in a cookie': [
      `app.use(cookieSession({ key: 'ignored', keys: ['a'], sameSite: 'lax' }));`,
      /cookie session: it is SameSite=Lax/,
    ],
    'a session that Chrome refuses': [
      `app.use(session({ secret: 'a', cookie: { sameSite: 'none' } }));`,
      /^Chrome does not keep the cookie connect\.sid/,
    ],
    'in a chain': [
      `app.post('/login', (req, res) => { res.status(200).cookie('token', 'x', { httpOnly: true }).json({}); });`,
      /cookie token/,
    ],
    'behind a check': [
      `app.post('/login', async (req, res) => { const user = await find(req.body); if (!user) return res.sendStatus(401); res.cookie('token', user.id, { httpOnly: true, sameSite: 'strict', secure: true }); res.json(user); });`,
      /cookie token: it is SameSite=Strict/,
    ],
    'by a helper': [
      `const keep = (res, id) => res.cookie('token', id, { httpOnly: true }); app.post('/login', (req, res) => { keep(res, 1); res.end(); });`,
      /cookie token/,
    ],
    'in a router': [
      `const router = express.Router(); router.post('/', (req, res) => { res.cookie('token', 1, { httpOnly: true }); res.end(); }); app.use('/login', router);`,
      /cookie token/,
    ],
  };
  for (const [name, [text, said]] of Object.entries(forms)) {
    it(name, () => {
      const [first, ...others] = saidOf(two + text);
      assert.match(first ?? '', said);
      assert.deepEqual(others, []);
    });
  }
});

describe('credentialed-cookie-samesite: left alone', () => {
  const login = (options: string): string =>
    `app.post('/login', (req, res) => { res.cookie('token', 1, ${options}); res.end(); });`;
  const origins = (list: string, more = ', credentials: true'): string =>
    `app.use(cors({ origin: [${list}]${more} }));\n`;
  const within = login(`{ httpOnly: true, sameSite: 'lax' }`);
  const forms: Readonly<Record<string, string>> = {
    'one site': origins(`'https://app.example.com', 'https://example.com'`) + within,
    'a developer': origins(`'https://app.example.com', 'http://localhost:3000'`) + within,
    'a page without encryption': origins(`'https://app.example.com', 'http://shop.example.org'`) + within,
    'no cookies': origins(`'https://app.example.com', 'https://shop.example.org'`, '') + within,
    'two sites on one host': origins(`'https://a.example.co.uk', 'https://b.example.co.uk'`) + within,
    'a cookie for scripts': two + login(`{ sameSite: 'lax' }`),
    'otherwise in production':
      two +
      login(
        `{ httpOnly: true, sameSite: process.env.NODE_ENV === 'production' ? 'none' : 'lax', secure: true }`,
      ),
    'options from elsewhere': `import { options } from './cookies';\n${two}${login('options')}`,
    'options spread from elsewhere': `import { options } from './cookies';\n${two}${login('{ httpOnly: true, ...options }')}`,
    'secure where it can be': two + `app.use(cookieSession({ keys: ['a'], sameSite: 'none' }));`,
    'secure as the environment says':
      two + login(`{ httpOnly: true, sameSite: 'none', secure: process.env.SECURE === '1' }`),
    'a session that is taken further':
      two +
      `const s = { secret: 'a', cookie: {} }; if (app.get('env') === 'production') { s.cookie.sameSite = 'none'; s.cookie.secure = true; } app.use(session(s));`,
  };
  for (const [name, text] of Object.entries(forms))
    it(`${name}: no finding`, () => assert.deepEqual(saidOf(text), []));
});
