import assert from 'node:assert/strict';
import { lint } from '../../../../src/rules/lint.ts';
import { read } from '../../../../src/stacks/client/read.ts';
import { recognise } from '../../../../src/stacks/registry.ts';

const acao = `'Access-Control-Allow-Origin': '*'`;

/** Each sends the header with a request. */
const sending: Readonly<Record<string, string>> = {
  'axios with a config': `axios.get(url, { headers: { ${acao} } });`,
  'axios as a function': `axios({ url, headers: { ${acao} } });`,
  'what axios.create made': `const api = axios.create({ baseURL }); api.post(url, body, { headers: { ${acao} } });`,
  'what axios.create is given': `export const api = axios.create({ headers: { common: { ${acao} } } });`,
  'defaults of axios': `axios.defaults.headers.common['Access-Control-Allow-Origin'] = '*';`,
  'Headers in place': `fetch(url, { headers: new Headers({ ${acao} }) });`,
  'Headers by name': `const headers = new Headers(); headers.append('Access-Control-Allow-Origin', '*'); fetch(url, { headers });`,
  'headers by name': `const headers = { ${acao} }; await fetch(url, { method: 'POST', headers: headers });`,
  'a Request': `const request = new Request(url, { headers: { ${acao} } });`,
  'window.fetch': `window.fetch(url, { headers: { ${acao} } });`,
  jQuery: `$.ajax({ url, headers: { ${acao} } });`,
  'Angular, in place': `this.http.get(url, { headers: new HttpHeaders({ ${acao} }) });`,
  'Angular, chained': `const h = new HttpHeaders().set('Accept', 'a/b').append('Access-Control-Allow-Origin', '*');`,
  XMLHttpRequest: `xhr.setRequestHeader('Access-Control-Allow-Origin', '*');`,
  'spread in place': `fetch(url, { headers: { ...base, ...{ ${acao} } } });`,
};

/** None of these sends it. */
const notSending: Readonly<Record<string, string>> = {
  'a fetch handler that answers': `export default { async fetch(request) { return new Response('', { headers: { ${acao} } }); } };`,
  'an answer made of another': `const cors = { ${acao} }; const r = await fetch(url); return new Response(r.body, { headers: cors });`,
  'an answer in then': `fetch(url).then((r) => new Response(r.body, { headers: { ${acao} } }));`,
  'NextResponse beside a fetch': `await fetch(url); return NextResponse.json({}, { headers: { ${acao} } });`,
  'headers of an answer': `await fetch(url); res.setHeader('Access-Control-Allow-Origin', '*');`,
  'Headers of an answer': `const headers = new Headers(); headers.set('Access-Control-Allow-Origin', '*'); await fetch(url); return new Response('', { headers });`,
  'reading it': `const r = await fetch(url); r.headers.get('Access-Control-Allow-Origin');`,
  'a test that asks as a browser does': `fetch(url, { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'PUT' } });`,
  'a body that speaks of it': `fetch(url, { method: 'POST', body: JSON.stringify({ text: 'Access-Control-Allow-Origin' }) });`,
  'axios that another file calls so': `import axios from 'axios'; export const headers = { ${acao} };`,
  'an empty file with the words': `// fetch( and Access-Control-Allow-Origin`,
};

const reading: Readonly<Record<string, string>> = {
  'by then': `fetch('https://api.test/', { mode: 'no-cors' }).then(r => r.json());`,
  'by a function in then': `fetch('https://api.test/', { mode: 'no-cors' }).then(function (r) { return r.text(); });`,
  'after await': `async function f() { const r = await fetch('https://api.test/', { mode: 'no-cors' }); if (!r.ok) throw 1; }`,
  'in one expression': `const data = await (await fetch('https://api.test/', { mode: "no-cors" })).json();`,
  'by options with a name': `const options = { mode: 'no-cors' }; fetch('https://api.test/', options).then((r) => r.blob());`,
  'of an address in a variable': `fetch(url, { mode: 'no-cors' }).then((r) => r.json());`,
};

const notReading: Readonly<Record<string, string>> = {
  'nobody looks': `fetch('https://api.test/ping', { mode: 'no-cors' });`,
  'only that it went out': `await fetch('https://api.test/ping', { mode: 'no-cors' }).then(() => console.log('sent'));`,
  'its own server': `fetch('/api', { mode: 'no-cors' }).then((r) => r.json());`,
  'another mode': `fetch('https://api.test/', { mode: 'cors' }).then((r) => r.json()); const other = 'no-cors';`,
  'a service worker that keeps it': `const r = await fetch('https://cdn.test/a.png', { mode: 'no-cors' }); await cache.put(url, r);`,
  'a comparison': `if (request.mode === 'no-cors') fetch(request).then((r) => r.json());`,
};

describe('Client', () => {
  for (const [name, text] of Object.entries(sending)) {
    it(`finds the header of an answer in a request: ${name}`, () =>
      assert.deepEqual(rulesIn(text), ['client-sends-acao']));
  }
  for (const [name, text] of Object.entries(notSending)) {
    it(`says nothing of ${name}`, () => assert.deepEqual(rulesIn(text), []));
  }
  for (const [name, text] of Object.entries(reading)) {
    it(`finds an empty answer that is read: ${name}`, () =>
      assert.deepEqual(rulesIn(text), ['client-no-cors-mode']));
  }
  for (const [name, text] of Object.entries(notReading)) {
    it(`leaves no-cors alone where it may be meant: ${name}`, () => assert.deepEqual(rulesIn(text), []));
  }

  it('is milder where the address may be its own', () => {
    const classes = ["'https://api.test/'", 'url'].map((address) => {
      const text = `fetch(${address}, { mode: 'no-cors' }).then((r) => r.json());`;
      return lint({ text }, { path: 'page.ts' }).map((finding) => finding.class);
    });
    assert.deepEqual(classes, [['broken'], ['fragile']]);
  });

  it('reads TypeScript and JSX', () => {
    const component = `export function Page(): JSX.Element {
  useEffect(() => { void fetch(url, { headers: { ${acao} } }); }, []);
  return <p>{text}</p>;
}`;
    assert.deepEqual(rulesIn(component, 'src/Page.tsx'), ['client-sends-acao']);
    assert.deepEqual(rulesIn(component.replace(': JSX.Element', ''), 'src/Page.js'), ['client-sends-acao']);
  });

  it('is asked beside the server that stands in the same file', () => {
    const text = `const app = require('express')();
app.use(require('cors')({ origin: '*', credentials: true }));
app.get('/', () => fetch('https://api.test/', { headers: { ${acao} } }));
`;
    assert.deepEqual(rulesIn(text), ['wildcard-with-credentials', 'client-sends-acao']);
  });

  it('claims no file without the words', () => {
    assert.equal(recognise('a.js', `fetch(url).then((r) => r.json());`), null);
    assert.equal(recognise('a.js', `fetch(url, { mode: 'no-cors' });`), 'client');
    assert.equal(recognise('a.css', `'no-cors'`), null);
  });

  it('takes any damage', function () {
    this.timeout(20_000);
    for (const text of [...Object.values(sending), ...Object.values(reading)]) {
      for (let at = 0; at <= text.length; at += 5) {
        read(text.slice(0, at), { path: 'page.js' });
        read(text.slice(0, at) + text.slice(at + 1), { path: 'page.js' });
      }
    }
  });
});

function rulesIn(text: string, path = 'page.js'): readonly string[] {
  return lint({ text }, { path }).map(({ rule }) => rule);
}
