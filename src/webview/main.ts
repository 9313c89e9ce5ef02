import { emptyState, isHostMessage, stateFrom, type PageState } from '../extension/guards.ts';
import type { HistoryItem, HostMessage, Shown } from '../extension/protocol.ts';
import { byId, type Child } from './dom.ts';
import { formView } from './form.ts';
import { hostContext, type HostContext } from './host.ts';
import { adviceView } from './parts/advice.ts';
import { evidenceView } from './parts/evidence.ts';
import type { PartEvents } from './parts/events.ts';
import { historyView } from './parts/history.ts';
import { stateView } from './parts/states.ts';
import { toolbarView } from './parts/toolbar.ts';
import { redraw } from './redraw.ts';

function start(host: HostContext): void {
  const verdict = byId('verdict', HTMLElement);
  const evidence = byId('evidence', HTMLElement);
  const folds = new Map<string, boolean>();
  let state: PageState = stateFrom(host.getState());
  let shown: Shown = emptyState.shown;
  let history: readonly HistoryItem[] = [];

  const keep = (next: Partial<PageState>): void => {
    state = { ...state, ...next };
    host.setState(state);
  };
  const events: PartEvents = {
    post: (message) => host.post(message),
    copy: (text) => host.post({ type: 'copyText', text }),
    tabsOf: (name) => ({
      selected: state.tabs[name] ?? null,
      onSelect: (id) => keep({ tabs: { ...state.tabs, [name]: id } }),
    }),
  };
  const form = formView({
    run: (values) => host.post({ type: 'run', form: values }),
    cancel: () => host.post({ type: 'cancel' }),
    edited: (values) => host.post({ type: 'edited', form: values }),
    pasted: (text) => host.post({ type: 'pasted', text }),
  });

  const drawEvidence = (): void => {
    const toolbar = toolbarView(shown, {
      runAgain: () => host.post({ type: 'runAgain' }),
      copy: (format) => host.post({ type: 'copy', format, form: form.read() }),
      export: (format) => host.post({ type: 'export', format }),
    });
    redraw(evidence, fragment([...partsOf(shown, toolbar, events), historyView(history, events)]), folds);
  };
  /** True when something else is shown now, not more around the same report. */
  const draw = (next: Shown): boolean => {
    const other = shown.kind !== 'report' || next.kind !== 'report' || shown.id !== next.id;
    shown = next;
    const words = stateView(next, events);
    if (other || words.textContent !== verdict.textContent) verdict.replaceChildren(words);
    drawEvidence();
    document.body.dataset['shown'] = next.kind;
    form.running(next.kind === 'running' || next.kind === 'confirm');
    return other;
  };
  const moveFocus = ({ kind }: Shown): void => {
    if (kind === 'running') byId('cancel', HTMLButtonElement).focus();
    else if (kind === 'confirm') byId('confirm-leave', HTMLButtonElement).focus();
    else verdict.focus();
  };
  const receive = (message: HostMessage): void => {
    switch (message.type) {
      case 'init':
        form.write(message.form);
        setHistory(message.history);
        draw(message.shown);
        if (message.shown.kind === 'nothing') form.focus();
        return;
      case 'form':
        return form.write(message.form);
      case 'history':
        setHistory(message.history);
        return drawEvidence();
      case 'shown':
        keep({ shown: message.shown.kind === 'report' ? message.shown : emptyState.shown });
        if (draw(message.shown)) moveFocus(message.shown);
    }
  };
  const setHistory = (next: readonly HistoryItem[]): void => {
    history = next;
    form.offer(next);
  };

  window.addEventListener('message', ({ data }) => {
    if (isHostMessage(data)) receive(data);
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    if (shown.kind === 'running') host.post({ type: 'cancel' });
    if (shown.kind === 'confirm') host.post({ type: 'confirmed', send: false });
  });
  host.post({ type: 'ready' });
}

function partsOf(shown: Shown, toolbar: Child, events: PartEvents): readonly Child[] {
  if (shown.kind === 'report') return evidenceView(shown, toolbar, events);
  return shown.kind === 'filled' ? [toolbar, adviceView(shown, events)] : [toolbar];
}

function fragment(children: readonly Child[]): DocumentFragment {
  const content = document.createDocumentFragment();
  content.append(...children.filter((child) => child !== null));
  return content;
}

start(hostContext());
