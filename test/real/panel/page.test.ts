import assert from 'node:assert/strict';
import { emptyForm, type Shown } from '../../../src/extension/protocol.ts';
import type { ProbeReport } from '../../../src/report/types.ts';
import { panelHarness, PanelPage, type PanelHarness } from './panelPage.ts';
import { reportOn } from './reports.ts';
import { shownReport } from './states.ts';

const allowed = { status: 200, headers: [['Access-Control-Allow-Origin', '*']] } as const;

describe('the panel in Chromium', function () {
  this.timeout(60_000);
  let harness: PanelHarness;
  let panel: PanelPage;

  before(async () => {
    harness = await panelHarness();
  });
  after(() => harness.close());
  beforeEach(async () => {
    panel = await PanelPage.open(harness);
  });
  afterEach(async () => {
    assert.deepEqual(panel.complaints, []);
    assert.deepEqual(panel.strayRequests, []);
    await panel.close();
  });

  const init = (shown: Shown = { kind: 'nothing' }, form = emptyForm) =>
    panel.send({ type: 'init', form, shown, history: [] });
  const show = (report: ProbeReport) => panel.send({ type: 'shown', shown: shownReport(report) });
  const verdict = () => panel.page.getByRole('status');

  it('runs what was typed on Enter, with the keyboard alone', async () => {
    await init();
    await panel.page.keyboard.type('http://127.0.0.1:4000/orders');
    await panel.page.getByLabel('Method', { exact: true }).selectOption('PUT');
    await panel.page.getByText('Headers', { exact: true }).click();
    await panel.page.getByLabel('Request headers').fill('X-One: 1\nX-Two: 2');
    await panel.page.getByLabel('Credentials').selectOption('include');
    await panel.page.getByLabel('URL of the endpoint').press('Enter');
    assert.deepEqual((await panel.message('run')).form, {
      url: 'http://127.0.0.1:4000/orders',
      origin: 'http://localhost:3000',
      method: 'PUT',
      headers: 'X-One: 1\nX-Two: 2',
      credentials: 'include',
      body: '',
    });
  });

  it('takes a method that no list has', async () => {
    await init();
    await panel.page.getByLabel('Method', { exact: true }).selectOption('Other…');
    await panel.page.getByLabel('Other method').fill('purge');
    await panel.page.getByRole('button', { name: 'Test' }).click();
    assert.equal((await panel.message('run')).form.method, 'purge');
  });

  it('takes no input before it knows the form, which would be lost', async () => {
    assert.equal(await panel.page.getByLabel('URL of the endpoint').isDisabled(), true);
    await init();
    assert.equal(await panel.page.getByLabel('URL of the endpoint').isDisabled(), false);
  });

  it('shows a form that it is given, odd methods included', async () => {
    await init({ kind: 'nothing' }, { ...emptyForm, url: 'http://a.example/', method: 'PURGE' });
    assert.equal(await panel.page.getByLabel('URL of the endpoint').inputValue(), 'http://a.example/');
    assert.equal(await panel.page.getByLabel('Other method').inputValue(), 'PURGE');
  });

  it('says what is under way, and can be cancelled', async () => {
    await init({ kind: 'running', step: 'Sending GET' });
    assert.match(await verdict().innerText(), /Sending GET/);
    await panel.page.getByRole('button', { name: 'Cancel' }).click();
    await panel.message('cancel');
    await panel.send({ type: 'shown', shown: { kind: 'cancelled' } });
    assert.match(await verdict().innerText(), /Cancelled/);
    assert.equal(await panel.page.getByRole('button', { name: 'Cancel' }).isVisible(), false);
  });

  it('asks before a request that changes state, with the harmless answer under the finger', async () => {
    await init();
    await panel.send({
      type: 'shown',
      shown: { kind: 'confirm', method: 'DELETE', url: 'https://api.example.com/1', why: 'changes-state' },
    });
    assert.match(await verdict().innerText(), /DELETE to https:\/\/api\.example\.com\/1/);
    await panel.page.keyboard.press('Enter');
    assert.equal((await panel.message('confirmed')).send, false);
  });

  it('shows a readable answer: verdict first, focused, with three steps', async () => {
    await init();
    await show(await reportOn({}, [allowed]));
    assert.match(await verdict().getByRole('heading').innerText(), /Readable/);
    assert.equal(await panel.page.getByRole('list', { name: 'Steps' }).getByRole('listitem').count(), 3);
    assert.equal(await panel.page.evaluate(() => document.activeElement?.id), 'verdict');
  });

  it('shows where it was blocked, what must change, and marks the header that decided', async () => {
    await init();
    await show(
      await reportOn({ method: 'PUT' }, [
        { status: 204, headers: [...allowed.headers, ['Access-Control-Allow-Methods', 'GET,POST']] },
      ]),
    );
    assert.match(await verdict().getByRole('heading').innerText(), /Blocked at the preflight/);
    const decides = panel.page.locator('tr.decides');
    assert.match(await decides.innerText(), /Access-Control-Allow-Methods\s+GET,POST/);
    assert.match(
      await panel.page.getByRole('tabpanel', { name: 'Chromium' }).innerText(),
      /Method PUT is not allowed/,
    );
  });

  it('marks a header that decided by not being there', async () => {
    await init();
    await show(await reportOn({}, [{ status: 200, headers: [['Content-Type', 'text/plain']] }]));
    assert.match(await panel.page.locator('tr.decides').innerText(), /Access-Control-Allow-Origin\s+missing/);
  });

  it('marks every line of a header that came twice', async () => {
    await init();
    await show(await reportOn({}, [{ status: 200, headers: [...allowed.headers, ...allowed.headers] }]));
    assert.equal(await panel.page.locator('tr.decides').count(), 2);
  });

  it('says that a refused connection is not CORS', async () => {
    await init();
    await show(await reportOn({}, []));
    assert.match(await verdict().getByRole('heading').innerText(), /Not a CORS problem/);
  });

  it('moves between browsers with the arrow keys and keeps the choice', async () => {
    await init();
    await show(await reportOn({}, [{ status: 500, headers: [] }]));
    await panel.page.getByRole('tab', { name: 'Chromium' }).focus();
    await panel.page.keyboard.press('ArrowRight');
    assert.match(
      await panel.page.getByRole('tabpanel', { name: 'Firefox' }).innerText(),
      /Cross-Origin Request Blocked/,
    );
    assert.equal(await panel.page.evaluate(() => document.activeElement?.id), 'browser-tab-firefox');
    await panel.page.getByRole('tabpanel', { name: 'Firefox' }).getByRole('button', { name: 'Copy' }).click();
    assert.match((await panel.message('copyText')).text, /Cross-Origin Request Blocked/);
    assert.equal(Reflect.get(Object(await panel.kept()), 'tabs').browser, 'firefox');
  });

  it('keeps the report, but nothing typed, for the next time', async () => {
    await init();
    await panel.page.getByText('Headers', { exact: true }).click();
    await panel.page.getByLabel('Request headers').fill('Authorization: Bearer hunter2');
    await show(await reportOn({ headers: [['Authorization', 'Bearer hunter2']] }, [allowed, allowed]));
    const kept = JSON.stringify(await panel.kept());
    assert.match(kept, /"kind":"report"/);
    assert.doesNotMatch(kept, /hunter2/);
  });

  it('draws what a hostile server sends as text', async () => {
    const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    await init({ kind: 'nothing' }, { ...emptyForm, url: `https://a.example/${markup}` });
    await show(
      await reportOn({ url: `https://a.example/?${markup}`, method: 'PUT' }, [
        {
          status: 204,
          headers: [
            ['Access-Control-Allow-Origin', markup],
            [markup, markup],
            ['Link', '</x>; rel=preload; as=script'],
            ['Refresh', '0; url=javascript:document.title=3'],
            ['X-Long', 'a'.repeat(100_000)],
            ['X-Bytes', '\u0000\u202e\u00ff'],
          ],
        },
      ]),
    );
    await panel.page.locator('details[data-fold="deciding-0"][open]').waitFor();
    assert.equal(await panel.page.locator('#result img, #result script, #result a').count(), 0);
    assert.ok((await panel.page.locator('tr.decides').innerText()).includes(markup));
    assert.equal(await panel.page.title(), 'Test CORS endpoint');
    assert.equal(await overflow(), 0);
  });

  it('fits into 400 pixels', async () => {
    await panel.page.setViewportSize({ width: 400, height: 900 });
    await init();
    await show(
      await reportOn({ method: 'DELETE', credentials: 'include' }, [
        { status: 204, headers: allowed.headers },
      ]),
    );
    assert.equal(await overflow(), 0);
  });

  it('names every field and button', async () => {
    await init();
    await show(await reportOn({ method: 'PUT' }, [{ status: 404, headers: [] }]));
    const nameless = await panel.page.locator('input, select, textarea, button').evaluateAll((fields) =>
      fields
        .filter((field) => {
          const labels = field instanceof HTMLInputElement ? (field.labels?.length ?? 0) : 1;
          return field.textContent === '' && labels === 0 && !field.closest('label');
        })
        .map(({ outerHTML }) => outerHTML),
    );
    assert.deepEqual(nameless, []);
  });

  it('ignores messages of another kind', async () => {
    await init({ kind: 'refused', sentence: 'as it was' });
    await panel.page.evaluate(() => window.postMessage({ type: 'shown', shown: { kind: 'report' } }, '*'));
    await panel.page.evaluate(() => window.postMessage('<b>hello</b>', '*'));
    assert.match(await verdict().innerText(), /as it was/);
  });

  function overflow(): Promise<number> {
    return panel.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
  }
});

describe('the panel after a reload', function () {
  this.timeout(60_000);

  it('tells its host what it kept', async () => {
    const harness = await panelHarness();
    try {
      const panel = await PanelPage.open(harness, {
        version: 2,
        shown: { kind: 'nothing' },
        tabs: { browser: 'webkit' },
      });
      await panel.send({
        type: 'init',
        form: emptyForm,
        shown: shownReport(await reportOn({}, [{ status: 200, headers: [] }])),
        history: [],
      });
      const selected = panel.page
        .getByRole('tablist', { name: 'Browser' })
        .getByRole('tab', { selected: true });
      assert.match(await selected.innerText(), /Safari/);
    } finally {
      await harness.close();
    }
  });
});
