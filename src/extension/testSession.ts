import type { ProbeReport } from '../report/types.ts';
import { documentOf, hostOf } from './reportDocument.ts';
import { takeOver } from './pasted.ts';
import type { FindPlaces, Place } from './places.ts';
import {
  emptyForm,
  type CopyFormat,
  type ExportFormat,
  type Form,
  type HostMessage,
  type MatrixAsk,
} from './protocol.ts';
import type { OpenRequest, PageMessage, Shown, ShownReport } from './protocol.ts';
import { startRun, type Running } from './running.ts';
import { copyOf, runTest } from './runTest.ts';
import { testMatrix } from './matrixTest.ts';
import { offerSecurity, testSecurity } from './securityTest.ts';
import type { TestMemory } from './testMemory.ts';
import type { HttpSettings } from './testTransport.ts';

/** What a session of the panel needs from the editor around it. */
export interface SessionHost {
  post(message: HostMessage): void;
  isTrusted(): boolean;
  /** VS Code's setting `http.<key>`. */
  http(key: string): unknown;
  manageTrust(): void;
  /** Of the extension. */
  readonly version: string;
  /** Names the panel's tab. */
  title(text: string): void;
  copy(text: string): Promise<void>;
  /** Where an editor does not cover the panel, counted from 1. */
  editorColumn(): number;
  /** Asks where to, and saves. */
  save(name: string, text: string): Promise<void>;
  findPlaces: FindPlaces;
}

/** The panel's host side: what it shows, what runs, what is remembered. Knows nothing of VS Code. */
export class TestSession {
  readonly #host: SessionHost;
  readonly #memory: TestMemory;
  readonly #loaded: Promise<void>;
  #form: Form = emptyForm;
  /** Of the report that is shown. */
  #tested: Form;
  #shown: Shown;
  #running: Running | null = null;
  #looking: AbortController | null = null;
  #probing: AbortController | null = null;
  #places: readonly Place[] = [];

  constructor(host: SessionHost, memory: TestMemory, shown: Shown) {
    this.#host = host;
    this.#memory = memory;
    this.#shown = settled(shown);
    this.#tested = emptyForm;
    this.#loaded = memory.lastForm().then((form) => {
      this.#form = form;
      this.#tested = form;
    });
  }

  /** Does what a message of the page asks. */
  async receive(message: PageMessage): Promise<void> {
    await this.#loaded;
    switch (message.type) {
      case 'ready':
        return this.#init();
      case 'edited':
        this.#form = message.form;
        return;
      case 'pasted':
        return this.#takeOver(message.text);
      case 'run':
        return this.#run(message.form, false);
      case 'runAgain':
        this.#fill(this.#tested);
        return this.#run(this.#tested, false);
      case 'sendAnyway':
        return this.#run(this.#tested, true);
      case 'probeSecurity':
        return this.#probeSecurity();
      case 'matrix':
        return this.#testMatrix(message.ask);
      case 'confirmed':
        return this.#running?.answer(message.send);
      case 'cancel':
        this.#probing?.abort();
        return this.#running?.stop();
      case 'copy':
        return this.#copy(message.form, message.format);
      case 'copyText':
        return this.#host.copy(message.text);
      case 'export':
        return this.#export(message.format);
      case 'openPlace':
        return this.#places[message.index]?.open(this.#host.editorColumn());
      case 'fixPlace':
        return this.#fix(message.index);
      case 'openTest':
        return this.#openTest(message.id);
      case 'forgetTests':
        await this.#memory.forget();
        return this.#host.post({ type: 'history', history: [] });
      case 'manageTrust':
        return this.#host.manageTrust();
    }
  }

  /** Does what another command asks. */
  async take({ form, pasted, run = false, last = false }: OpenRequest): Promise<void> {
    await this.#loaded;
    const [latest] = last && this.#shown.kind === 'nothing' ? this.#memory.history() : [];
    if (latest !== undefined) await this.#openTest(latest.id);
    if (form !== undefined) this.#fill({ ...this.#form, ...form });
    if (pasted !== undefined) await this.#takeOver(pasted);
    if (run) await this.#run(this.#form, false);
  }

  /** The workspace has become trusted. */
  trusted(): void {
    if (this.#shown.kind === 'untrusted') this.#show({ kind: 'nothing' });
  }

  stop(): void {
    this.#running?.stop();
    this.#looking?.abort();
    this.#probing?.abort();
  }

  #init(): void {
    // What is filled in and explained was read off a text: nothing was sent for it.
    const allowed = this.#host.isTrusted() || this.#shown.kind === 'filled';
    const shown: Shown = allowed ? this.#shown : { kind: 'untrusted' };
    this.#host.post({ type: 'init', form: this.#form, shown, history: this.#memory.history() });
    if (shown.kind === 'report') void Promise.all([this.#offer(shown), this.#look(shown)]);
  }

  #fill(form: Form): void {
    this.#form = form;
    this.#host.post({ type: 'form', form });
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    this.#host.post({ type: 'shown', shown });
  }

  async #takeOver(text: string): Promise<void> {
    this.#running?.stop();
    const { form, shown } = await takeOver(text, this.#form);
    this.#fill(form);
    this.#show(shown);
  }

  async #run(form: Form, anyway: boolean): Promise<void> {
    this.#form = form;
    this.stop();
    if (!this.#host.isTrusted()) return this.#show({ kind: 'untrusted' });
    const running = startRun();
    this.#running = running;
    const show = (shown: Shown): void => {
      if (this.#running === running) this.#show(shown);
    };
    const ask = ({ method, url }: { method: string; url: string }): Promise<boolean> => {
      show({ kind: 'confirm', method, url, why: anyway ? 'anyway' : 'changes-state' });
      return running.confirmed();
    };
    const before = this.#shown;
    if (anyway && !(await ask(form))) {
      show(before);
      this.#running = this.#running === running ? null : this.#running;
      return;
    }
    const id = crypto.randomUUID();
    let early: ShownReport | null = null;
    const testing = runTest(form, {
      signal: running.signal,
      http: (key) => this.#host.http(key),
      sendAnyway: anyway,
      onStep: (step) => show({ kind: 'running', step }),
      onVerdict: (report) => {
        if (this.#running === running) early = this.#showReport(id, form, report);
      },
      confirm: (send) => (anyway ? Promise.resolve(true) : ask(send)),
    });
    const [outcome] = await Promise.all([testing, this.#memory.keepForm(form)]);
    if (this.#running !== running) return;
    this.#running = null;
    if (outcome.kind !== 'report') return early === null ? this.#show(outcome) : this.#look(early);
    const shown = this.#showReport(id, form, outcome.report);
    await this.#compare(shown, form);
    await this.#offer(shown);
    await this.#memory.add(id, shown.at, form, outcome.report);
    this.#host.post({ type: 'history', history: this.#memory.history() });
    await this.#look(shown);
  }

  #showReport(id: string, form: Form, report: ProbeReport, at = Date.now()): ShownReport {
    const shown: ShownReport = {
      kind: 'report',
      id,
      at,
      report,
      comparison: null,
      security: null,
      matrix: null,
      places: null,
      notice: null,
    };
    this.#tested = form;
    this.#host.title(titleOf(report));
    this.#show(shown);
    return shown;
  }

  /** What became of it since the last test of the same request. */
  async #compare({ id, report }: ShownReport, form: Form): Promise<void> {
    const { compare } = await import('../report/compare.ts');
    const before = await this.#memory.before(form);
    if (before !== null) this.#update(id, { comparison: compare(before, report) });
  }

  /** Offers the security probes, unless they have been sent. */
  async #offer({ id, security }: ShownReport): Promise<void> {
    if (security === null) this.#update(id, { security: await offerSecurity(this.#tested) });
  }

  async #probeSecurity(): Promise<void> {
    const shown = this.#shown;
    if (shown.kind !== 'report' || shown.security?.kind !== 'offered' || !this.#host.isTrusted()) return;
    const { requests } = shown.security;
    const onAnswer = (done: number): void =>
      this.#update(shown.id, { security: { kind: 'running', done, requests } });
    onAnswer(0);
    const report = await testSecurity(this.#tested, { ...this.#startProbing(), onAnswer });
    if (report !== null) this.#update(shown.id, { security: { kind: 'done', report } });
  }

  async #testMatrix(ask: MatrixAsk): Promise<void> {
    const shown = this.#shown;
    if (shown.kind !== 'report' || !this.#host.isTrusted()) return;
    const planned = ask.origins.length * ask.methods.length * ask.credentials.length;
    const onCell = (done: number): void =>
      this.#update(shown.id, { matrix: { kind: 'running', done, planned } });
    onCell(0);
    const report = await testMatrix(this.#tested, ask, { ...this.#startProbing(), onCell });
    if (report !== null) this.#update(shown.id, { matrix: { kind: 'done', report } });
  }

  /** Ends what was probed before. */
  #startProbing(): { readonly http: HttpSettings; readonly signal: AbortSignal } {
    this.#probing?.abort();
    this.#probing = new AbortController();
    return { http: (key) => this.#host.http(key), signal: this.#probing.signal };
  }

  /** Looks for the places of the workspace that the report is about, and shows them. */
  async #look({ id, report }: ShownReport): Promise<void> {
    this.#looking?.abort();
    const looking = new AbortController();
    this.#looking = looking;
    const places = await this.#host.findPlaces(report, looking.signal);
    if (looking.signal.aborted) return;
    this.#places = places;
    this.#update(id, { places: places.map(({ where }) => where) });
  }

  /** Shows more around the report with that id, unless something else is shown by now. */
  #update(id: string, more: Partial<ShownReport>): void {
    if (this.#shown.kind === 'report' && this.#shown.id === id) this.#show({ ...this.#shown, ...more });
  }

  async #fix(index: number): Promise<void> {
    const place = this.#places[index];
    const shown = this.#shown;
    if (place === undefined || shown.kind !== 'report') return;
    const { path, line } = place.where;
    const done = await place.fix(this.#host.editorColumn());
    this.#update(shown.id, {
      notice: done
        ? `${path} is changed: save it, restart the server if it does not do so itself, then run again.`
        : `${path} has changed since the test, so nothing was done at line ${line}: run again first.`,
    });
  }

  async #copy(form: Form, format: CopyFormat): Promise<void> {
    if (format !== 'markdown') return this.#host.copy(copyOf(form, format));
    if (this.#shown.kind === 'report')
      await this.#host.copy((await documentOf(this.#shown, 'markdown', this.#host.version)).text);
  }

  async #export(format: ExportFormat): Promise<void> {
    if (this.#shown.kind !== 'report') return;
    const { name, text } = await documentOf(this.#shown, format, this.#host.version);
    await this.#host.save(name, text);
  }

  async #openTest(id: string): Promise<void> {
    const test = await this.#memory.test(id);
    if (test === null) return;
    this.stop();
    this.#fill(test.form);
    if (test.report === null) return this.#show({ kind: 'nothing' });
    const shown = this.#showReport(id, test.form, test.report, test.at);
    await this.#offer(shown);
    await this.#look(shown);
  }
}

/** What a page kept, without what was under way when it was closed. */
function settled(shown: Shown): Shown {
  if (shown.kind !== 'report') return shown;
  const { security, matrix } = shown;
  return {
    ...shown,
    security: security?.kind === 'done' ? security : null,
    matrix: matrix?.kind === 'done' ? matrix : null,
  };
}

function titleOf(report: ProbeReport): string {
  return `CORS · ${hostOf(report)} (${Math.round(report.durationMs)} ms)`;
}
