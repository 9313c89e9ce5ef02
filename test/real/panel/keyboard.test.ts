import assert from 'node:assert/strict';
import { emptyForm } from '../../../src/extension/protocol.ts';
import { panelHarness, PanelPage, type PanelHarness } from './panelPage.ts';
import { panelStates, type PanelState } from './states.ts';

/** What a person does who has no mouse. */
describe('the panel by keyboard alone', function () {
  this.timeout(60_000);
  let harness: PanelHarness;
  let states: readonly PanelState[];
  let panel: PanelPage;

  before(async () => {
    harness = await panelHarness();
    states = await panelStates();
  });
  after(() => harness.close());
  beforeEach(async () => {
    panel = await PanelPage.open(harness);
  });
  afterEach(() => panel.close());

  const stateOf = (name: string): PanelState => {
    const state = states.find((candidate) => candidate.name === name);
    assert.ok(state, name);
    return state;
  };
  const press = (key: string) => panel.page.keyboard.press(key);
  /** What a screen reader would call the element that has the focus. */
  const focused = () =>
    panel.page.evaluate(() => {
      const { activeElement } = document;
      if (!(activeElement instanceof HTMLElement)) return '';
      const labels = activeElement instanceof HTMLInputElement ? activeElement.labels : null;
      return activeElement.ariaLabel ?? labels?.[0]?.textContent ?? activeElement.textContent;
    });
  /** Goes on with Tab until that has the focus. */
  const tabTo = async (name: RegExp): Promise<void> => {
    const passed: string[] = [];
    for (let presses = 0; presses < 100; presses++) {
      await press('Tab');
      const now = await focused();
      if (name.test(now)) return;
      passed.push(now);
    }
    assert.fail(`Tab never led to ${name.source}, but to: ${passed.join(' | ')}`);
  };

  it('goes from the URL through verdict and evidence to the last part, and into nothing twice', async () => {
    await panel.show(stateOf('blocked-preflight'));
    await panel.page.getByLabel('URL of the endpoint').focus();
    for (const stop of [
      /^Test$/,
      /^Origin of the page/,
      /^Headers/,
      /^Body/,
      /^Run again$/,
      /^Copy$/,
      /^Export$/,
      /^Open nginx/,
      /^Fix: list/,
      /^Copy Access-Control-Allow-Headers/,
      /^nginx$/,
      /^Chromium ✗ blocked$/,
      /^Preflight OPTIONS/,
      /^Send anyway/,
      /^Checklist/,
      /^Matrix/,
      /^Security/,
      /^Earlier tests/,
    ]) {
      await tabTo(stop);
    }
  });

  it('types a URL, runs it, hears the verdict, and looks at another browser', async () => {
    await panel.send({ type: 'init', form: emptyForm, shown: { kind: 'nothing' }, history: [] });
    await panel.page.keyboard.type('https://api.example.com/');
    await press('Enter');
    assert.equal((await panel.message('run')).form.url, 'https://api.example.com/');
    await panel.send({ type: 'shown', shown: { kind: 'running', step: 'Sending GET' } });
    assert.equal(await focused(), 'Cancel');
    await panel.send({ type: 'shown', shown: stateOf('blocked-answer').shown });
    assert.match(await focused(), /Blocked at the answer/);
    await tabTo(/^Chromium/);
    await press('End');
    assert.match(await focused(), /^Safari/);
    await press('ArrowRight');
    assert.match(await focused(), /^Chromium/);
  });

  it('cancels with Escape while a test runs', async () => {
    await panel.show(stateOf('running'));
    await press('Escape');
    await panel.message('cancel');
  });

  it('leaves a request unsent with Escape', async () => {
    await panel.show(stateOf('confirm'));
    await press('Escape');
    assert.equal((await panel.message('confirmed')).send, false);
  });

  it('opens a menu, walks round in it, closes it, and chooses', async () => {
    await panel.show(stateOf('readable'));
    await panel.page.getByRole('button', { name: 'Export' }).focus();
    await press('ArrowDown');
    assert.equal(await focused(), 'JSON…');
    await press('ArrowUp');
    assert.equal(await focused(), 'Markdown…');
    await press('Home');
    await press('Escape');
    assert.equal(await focused(), 'Export');
    assert.equal(await panel.page.getByRole('menu').count(), 0);
    await press('Enter');
    await press('ArrowDown');
    await press('Enter');
    assert.equal((await panel.message('export')).format, 'har');
    assert.equal(await focused(), 'Export');
  });

  it('takes over what is pasted into the URL field, lines and all', async () => {
    await panel.send({ type: 'init', form: emptyForm, shown: { kind: 'nothing' }, history: [] });
    const command = "curl 'https://api.example.com/' \\\n  -H 'X-One: 1'";
    await panel.page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(paste);
    }, command);
    assert.equal((await panel.message('pasted')).text, command);
    assert.equal(await panel.page.getByLabel('URL of the endpoint').inputValue(), '');
  });

  it('takes a typed command for what it is, and runs nothing', async () => {
    await panel.send({ type: 'init', form: emptyForm, shown: { kind: 'nothing' }, history: [] });
    await panel.page.keyboard.type('curl https://api.example.com/');
    await press('Enter');
    assert.equal((await panel.message('pasted')).text, 'curl https://api.example.com/');
    assert.deepEqual(
      panel.posted.filter(({ type }) => type === 'run'),
      [],
    );
  });

  it('keeps focus, folds and what was typed when more comes in around a report', async () => {
    const { form, shown, history } = stateOf('looking');
    assert.ok(shown.kind === 'report');
    await panel.send({ type: 'init', form, shown, history });
    await panel.page.getByText('Matrix', { exact: true }).click();
    await panel.page.getByLabel('Origins, one on each line').fill('https://one.example');
    await panel.page.locator('summary', { hasText: 'Checklist' }).focus();
    await press('Enter');
    await panel.send({ type: 'shown', shown: { ...shown, places: [] } });
    assert.match(await focused(), /^Checklist/);
    assert.equal(await panel.page.locator('details[data-fold="checklist"]').getAttribute('open'), '');
    assert.equal(
      await panel.page.getByLabel('Origins, one on each line').inputValue(),
      'https://one.example',
    );
  });

  it('asks for a matrix', async () => {
    await panel.show(stateOf('readable'));
    await tabTo(/^Matrix/);
    await press('Enter');
    await tabTo(/^Test all of them$/);
    await press('Enter');
    assert.deepEqual((await panel.message('matrix')).ask, {
      origins: ['http://localhost:3000'],
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      credentials: ['omit'],
    });
  });
});
