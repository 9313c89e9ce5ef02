import { emptyState, isHostMessage, stateFrom, type PageState } from '../extension/guards.ts';
import type { HostMessage, Shown } from '../extension/protocol.ts';
import { byId } from './dom.ts';
import { formView } from './form.ts';
import { hostContext, type HostContext } from './host.ts';
import { shownView } from './shown.ts';

function start(host: HostContext): void {
  const verdict = byId('verdict', HTMLElement);
  const evidence = byId('evidence', HTMLElement);
  let state: PageState = stateFrom(host.getState());

  const keep = (next: Partial<PageState>): void => {
    state = { ...state, ...next };
    host.setState(state);
  };
  const form = formView({
    run: (values) => host.post({ type: 'run', form: values }),
    cancel: () => host.post({ type: 'cancel' }),
    edited: (values) => host.post({ type: 'edited', form: values }),
    copy: (format, values) => host.post({ type: 'copy', format, form: values }),
  });
  const show = (shown: Shown): void => {
    const view = shownView(shown, {
      tab: state.tab,
      selectTab: (tab) => keep({ tab }),
      copy: (text) => host.post({ type: 'copyText', text }),
      confirmed: (send) => host.post({ type: 'confirmed', send }),
    });
    verdict.replaceChildren(view.verdict);
    evidence.replaceChildren(view.evidence);
    document.body.dataset['shown'] = shown.kind;
    form.running(shown.kind === 'running' || shown.kind === 'confirm');
  };
  const receive = (message: HostMessage): void => {
    switch (message.type) {
      case 'init':
        form.write(message.form);
        show(message.shown);
        if (message.shown.kind === 'nothing') form.focus();
        return;
      case 'shown':
        show(message.shown);
        keep({ shown: message.shown.kind === 'report' ? message.shown : emptyState.shown });
        moveFocus(message.shown);
    }
  };
  const moveFocus = ({ kind }: Shown): void => {
    if (kind === 'running') return;
    if (kind === 'confirm') byId('confirm-leave', HTMLButtonElement).focus();
    else verdict.focus();
  };

  window.addEventListener('message', ({ data }) => {
    if (isHostMessage(data)) receive(data);
  });
  host.post({ type: 'ready' });
}

start(hostContext());
