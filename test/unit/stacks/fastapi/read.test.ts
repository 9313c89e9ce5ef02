import assert from 'node:assert/strict';
import type { OriginMatcher } from '../../../../src/policy/types.ts';
import { found, moduleOf, reading, withArguments } from './support.ts';

/** Each matcher as a word and the text at its range. */
function origins(text: string): readonly string[] {
  const matchers = reading(text).policies[0]?.facts.origins ?? [];
  return matchers.map((one) => `${describeMatcher(one)} at ${text.slice(one.range.start, one.range.end)}`);
}

function describeMatcher(matcher: OriginMatcher): string {
  if (matcher.kind === 'literal') return matcher.value;
  return matcher.kind === 'unknown' ? `unknown: ${matcher.why}` : matcher.kind;
}

describe('fastapi: finding CORSMiddleware', () => {
  const count = (text: string): number => reading(text).policies.length;

  it('by add_middleware, in a list, around an application, and with middleware_class', () => {
    assert.equal(count(withArguments('allow_origins=["*"]')), 1);
    assert.equal(
      count(moduleOf('app = FastAPI(middleware=[Middleware(CORSMiddleware, allow_origins=["*"])])')),
      1,
    );
    assert.equal(count(moduleOf('app = CORSMiddleware(FastAPI(), allow_origins=["*"])')), 1);
    assert.equal(count(moduleOf('app = FastAPI()\napp = CORSMiddleware(app=app, allow_origins=["*"])')), 1);
    assert.equal(count(moduleOf('app = FastAPI()\napp.add_middleware(middleware_class=CORSMiddleware)')), 1);
  });

  it('in a list whose application is elsewhere', () => {
    assert.equal(
      count(moduleOf('def middleware():\n    return [Middleware(CORSMiddleware, allow_origins=["*"])]')),
      1,
    );
    assert.equal(
      count(moduleOf('layers = []\nlayers.append(Middleware(CORSMiddleware, allow_origins=["*"]))')),
      1,
    );
    const appended = `layers = [Middleware(CORSMiddleware, allow_origins=["*"])]
layers.append(Middleware(GZipMiddleware))
app = FastAPI(middleware=layers)`;
    assert.equal(count(moduleOf(appended)), 1);
  });

  it('under another name, by its module, and in a function', () => {
    const use =
      'def make():\n    app = FastAPI()\n    app.add_middleware(NAME, allow_origins=["*"])\n    return app\n';
    const ways = [
      'from starlette.middleware.cors import CORSMiddleware as Cors\n' + use.replace('NAME', 'Cors'),
      'from starlette.middleware import cors\n' + use.replace('NAME', 'cors.CORSMiddleware'),
      'import starlette.middleware.cors\n' + use.replace('NAME', 'starlette.middleware.cors.CORSMiddleware'),
      'try:\n    from fastapi.middleware.cors import CORSMiddleware\nexcept ImportError:\n    from starlette.middleware.cors import CORSMiddleware\n' +
        use.replace('NAME', 'CORSMiddleware'),
    ];
    for (const text of ways) assert.equal(count(`from fastapi import FastAPI\n${text}`), 1, text);
  });

  it('not by its mere name', () => {
    const use = 'app.add_middleware(CORSMiddleware, allow_origins=["*"])\n';
    assert.equal(count(`from sanic_cors import CORSMiddleware\n${use}`), 0);
    assert.equal(count(`class CORSMiddleware:\n    pass\n\n${use}`), 0);
    assert.equal(count(`# from fastapi.middleware.cors import CORSMiddleware\n${use}`), 0);
  });
});

describe('fastapi: what the origins are', () => {
  it('in a list, tuple or set, in a constant, unpacked, joined and appended to', () => {
    assert.deepEqual(origins(withArguments('allow_origins=["https://a.example", \'null\']')), [
      'https://a.example at https://a.example',
      'null at null',
    ]);
    assert.deepEqual(origins(withArguments('allow_origins=("https://a.example",)')), [
      'https://a.example at https://a.example',
    ]);
    const before =
      'A = ["https://a.example"]\nB: list[str] = A + ["https://b.example"]\nB.append("https://c.example")\nB += ["https://d.example"]';
    assert.deepEqual(
      origins(withArguments('allow_origins=[*B, r"https://e.example"]', before)),
      ['a', 'b', 'c', 'd', 'e'].map((one) => `https://${one}.example at https://${one}.example`),
    );
  });

  it('in keyword arguments that are unpacked from a dict', () => {
    const before = 'OPTIONS = {"allow_origins": ["https://a.example"], "allow_credentials": True}';
    assert.deepEqual(origins(withArguments('**OPTIONS', before)), ['https://a.example at https://a.example']);
    const dict = 'OPTIONS = dict(allow_origins=["https://a.example"])';
    assert.deepEqual(origins(withArguments('**OPTIONS', dict)), ['https://a.example at https://a.example']);
  });

  it('in a text that is split, with the range of each part', () => {
    assert.deepEqual(
      origins(withArguments('allow_origins="https://a.example, https://b.example".split(", ")')),
      ['https://a.example at https://a.example', 'https://b.example at https://b.example'],
    );
    assert.deepEqual(
      origins(withArguments('allow_origins=[o.strip() for o in " https://a.example ,".split(",") if o]')),
      ['https://a.example at https://a.example'],
    );
  });

  it('as one text, a pattern, or a star beside which nothing else counts', () => {
    assert.deepEqual(origins(withArguments('allow_origins="https://a.example"')), [
      'predicate at https://a.example',
    ]);
    assert.deepEqual(origins(withArguments('allow_origin_regex=r"https://a\\.example"')), [
      'pattern at https://a\\.example',
    ]);
    assert.deepEqual(
      origins(withArguments('allow_origins=["https://a.example/", "*"], allow_origin_regex=".*"')),
      ['any at *'],
    );
  });

  it('with ranges within one line, wherever the text goes on', () => {
    const parts = 'allow_origins=[\n    "https://a."\n    "example",\n    "https://b." + "example",\n]';
    assert.deepEqual(origins(withArguments(parts)), [
      'https://a.example at https://a.',
      'https://b.example at https://b.',
    ]);
    const lines = 'allow_origins="""https://a.example\nhttps://b.example""".split()';
    assert.deepEqual(origins(withArguments(lines)), [
      'https://a.example at https://a.example',
      'https://b.example at https://a.example',
    ]);
    const faulty = withArguments('**{\n    "allow_origin": [\n        "https://a.example"\n    ]\n}');
    assert.deepEqual(found(faulty), ['fastapi-unknown-argument']);
    const [fault] = reading(faulty).installs.map(({ settings }) => settings.fault?.range);
    assert.equal(fault && faulty.slice(fault.start, fault.end), '**');
  });

  it('with exact ranges behind emoji and CRLF', () => {
    const text = withArguments('allow_origins=["https://a.example"]', '# 😀 Ä').replaceAll('\n', '\r\n');
    assert.deepEqual(origins(text), ['https://a.example at https://a.example']);
  });
});

describe('fastapi: what cannot be known', () => {
  const why = (args: string, before = ''): string => {
    const fact = reading(withArguments(args, before)).policies[0]?.facts.origins[0];
    assert.equal(fact?.kind, 'unknown');
    return fact.why;
  };

  it('is unknown, and says why', () => {
    assert.equal(why('allow_origins=os.getenv("ORIGINS", "").split(",")'), 'it comes from the environment');
    assert.equal(why('allow_origins=os.environ["ORIGINS"].split(",")'), 'it comes from the environment');
    assert.equal(
      why('allow_origins=ORIGINS', 'from .config import ORIGINS'),
      'ORIGINS comes from another file',
    );
    assert.equal(why('allow_origins=["*"] if DEBUG else ["https://a.example"]'), 'it depends on a condition');
    assert.equal(
      why(
        'allow_origins=ORIGINS',
        'if DEBUG:\n    ORIGINS = ["*"]\nelse:\n    ORIGINS = ["https://a.example"]',
      ),
      'ORIGINS is set in more than one way',
    );
    assert.equal(
      why('allow_origins=[str(o) for o in settings.ORIGINS]'),
      'this file alone does not tell its value',
    );
    assert.equal(why('allow_origins=f"https://{host}"'), 'it is put together at run time');
    assert.equal(why('**OPTIONS'), 'more arguments are unpacked into the call');
  });

  it('leaves what is known: a list with one unknown entry still has the others', () => {
    const [first, second] =
      reading(withArguments('allow_origins=["https://a.example", FRONTEND]')).policies[0]?.facts.origins ??
      [];
    assert.equal(first?.kind, 'literal');
    assert.equal(second?.kind, 'unknown');
  });
});
