import assert from 'node:assert/strict';
import {
  blameWords,
  checklistWords,
  differencesFirst,
  disagreement,
  exchangeWords,
  headingOf,
  milliseconds,
  shortened,
} from '../../../src/webview/words.ts';
import { reportOn } from '../../real/panel/reports.ts';

const star = ['Access-Control-Allow-Origin', '*'] as const;
const to = (location: string) => ({ status: 302, headers: [['Location', location]] as const });

describe('headingOf', () => {
  it('says where it was blocked', async () => {
    const text = async (...args: Parameters<typeof reportOn>) => headingOf(await reportOn(...args)).text;
    assert.equal(await text({}, [{ status: 200, headers: [star] }]), '✓ Readable');
    assert.equal(await text({}, [{ status: 200, headers: [] }]), '✗ Blocked at the answer');
    assert.equal(await text({}, [{ status: 500, headers: [] }]), '✗ The server failed with 500');
    assert.match(await text({}, [{ status: 502, headers: [] }]), /in front of the server failed with 502/);
    assert.match(await text({ method: 'TRACE' }, []), /before anything was sent/);
    assert.equal(await text({ method: 'PUT' }, [{ status: 404, headers: [] }]), '✗ Blocked at the preflight');
    assert.equal(await text({}, [to('https://b.example/')]), '✗ Blocked at a redirect');
    assert.equal(await text({}, []), '✗ Not a CORS problem');
  });

  it('says what may break tomorrow, or elsewhere', async () => {
    const report = await reportOn({}, [{ status: 200, headers: [star] }]);
    const vary = { state: 'missing', throughCache: false, hints: [], text: '' } as const;
    assert.equal(headingOf({ ...report, vary }).text, '✓ Readable, but fragile');
    const browsers = report.browsers.map((browser, index) =>
      index === 2 ? { ...browser, outcome: 'blocked' as const } : browser,
    );
    assert.equal(headingOf({ ...report, browsers }).text, '✗ Readable in some browsers only');
  });

  it('says when it was stopped', async () => {
    const report = await reportOn({}, []);
    assert.equal(headingOf({ ...report, result: 'stopped', stopped: 'unconfirmed' }).text, '– Not sent');
    assert.equal(headingOf({ ...report, result: 'stopped', stopped: 'aborted' }).text, '– Cancelled');
  });
});

describe('disagreement', () => {
  it('is a sentence only where browsers differ', async () => {
    const report = await reportOn({}, [{ status: 200, headers: [star] }]);
    assert.equal(disagreement(report), null);
    const browsers = report.browsers.map((browser) =>
      browser.engine === 'webkit' ? { ...browser, outcome: 'blocked' as const } : browser,
    );
    assert.equal(
      disagreement({ ...report, browsers }),
      'Browsers disagree: Chromium: readable, Firefox: readable, Safari: blocked.',
    );
  });
});

describe('differencesFirst', () => {
  it('puts the browser that makes something else of it in front', async () => {
    const { browsers } = await reportOn({}, [{ status: 200, headers: [star] }]);
    const order = (list: typeof browsers) => differencesFirst(list).map(({ engine }) => engine);
    assert.deepEqual(order(browsers), ['chromium', 'firefox', 'webkit']);
    const [one, two, three] = browsers;
    assert.ok(one && two && three);
    assert.deepEqual(order([one, two, { ...three, outcome: 'blocked' }]), ['webkit', 'chromium', 'firefox']);
  });
});

describe('checklistWords', () => {
  it('counts the points that matter', async () => {
    const report = await reportOn({}, [{ status: 200, headers: [star] }]);
    const point = (state: 'ok' | 'failed' | 'not-needed') => ({ point: 'method', state, text: '' }) as const;
    const checklist = [point('ok'), point('failed'), point('not-needed')];
    assert.equal(checklistWords({ ...report, checklist }), '1 of 2');
  });
});

describe('milliseconds', () => {
  it('never says that something took no time', () => {
    assert.deepEqual([0, 0.2, 1.4, 1999.6].map(milliseconds), ['0 ms', '< 1 ms', '1 ms', '2000 ms']);
  });
});

describe('shortened', () => {
  it('counts what it leaves out', () => {
    assert.equal(shortened('a'.repeat(2000)), 'a'.repeat(2000));
    assert.match(shortened('a'.repeat(2500)), /^a{2000}… and 500 characters more$/);
  });
});

describe('exchangeWords', () => {
  it('names method, status and time, or that nothing came', async () => {
    const [first] = (await reportOn({}, [{ status: 200, headers: [star] }])).exchanges;
    assert.ok(first);
    assert.equal(exchangeWords(first), 'GET · 200 · 3 ms');
    assert.equal(exchangeWords({ ...first, status: null, hop: 2 }), 'GET · no answer · 3 ms · redirect 2');
  });
});

describe('blameWords', () => {
  it('owns up to what else was sent', async () => {
    const refused = { status: 403, headers: [] };
    const report = await reportOn({ method: 'PUT' }, [refused, refused]);
    assert.equal(blameWords(report), 'Preflight sent one smaller preflight to find out what is refused.');
    assert.match(
      blameWords({ ...report, blame: report.blame && { ...report.blame, preflights: 3 } }) ?? '',
      /sent 3 smaller/,
    );
    assert.equal(blameWords({ ...report, blame: null }), null);
  });
});
