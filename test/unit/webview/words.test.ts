import assert from 'node:assert/strict';
import { blameWords, disagreement, exchangeWords, headingOf, needParts } from '../../../src/webview/words.ts';
import { reportOn } from '../../real/panel/reports.ts';

const star = ['Access-Control-Allow-Origin', '*'] as const;
const to = (location: string) => ({ status: 302, headers: [['Location', location]] as const });

describe('headingOf', () => {
  it('says where it was blocked', async () => {
    const text = async (...args: Parameters<typeof reportOn>) => headingOf(await reportOn(...args)).text;
    assert.equal(await text({}, [{ status: 200, headers: [star] }]), '✓ Readable');
    assert.equal(await text({}, [{ status: 200, headers: [] }]), '✗ Blocked at the answer');
    assert.equal(await text({ method: 'PUT' }, [{ status: 404, headers: [] }]), '✗ Blocked at the preflight');
    assert.equal(await text({}, [to('https://b.example/')]), '✗ Blocked at a redirect');
    assert.equal(await text({}, []), '✗ Not a CORS problem');
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

describe('exchangeWords', () => {
  it('names method, status and time, or that nothing came', async () => {
    const [first] = (await reportOn({}, [{ status: 200, headers: [star] }])).exchanges;
    assert.ok(first);
    assert.equal(exchangeWords(first), 'GET · 200 · 3 ms');
    assert.equal(exchangeWords({ ...first, status: null, hop: 2 }), 'GET · no answer · 3 ms · redirect 2');
  });
});

describe('needParts', () => {
  const added = (have: string | null, need: string) =>
    needParts(have, need)
      .filter((part) => part.added)
      .map(({ text }) => text);

  it('marks the elements that have to be added', () => {
    assert.deepEqual(added('GET,POST', 'GET, POST, PUT'), ['PUT']);
    assert.deepEqual(added('content-type', 'Content-Type, Authorization'), ['Authorization']);
  });

  it('marks all of a header that is missing', () => {
    assert.deepEqual(added(null, 'https://a.example'), ['https://a.example']);
  });

  it('keeps the text to the letter', () => {
    const need = 'GET, POST, PUT';
    assert.equal(
      needParts('GET', need)
        .map(({ text }) => text)
        .join(''),
      need,
    );
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
