import { removeEntry } from '../policy/entries.ts';
import { removeCall } from '../stacks/express/edits.ts';
import type { SentHeader } from '../stacks/client/sentHeaders.ts';
import type { Fix, Rule } from './types.ts';

export const clientSendsAcao: Rule = {
  meta: {
    id: 'client-sends-acao',
    title: 'A request is sent with a header of the answer, such as Access-Control-Allow-Origin',
    class: 'fragile',
    stacks: ['client'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      useless: '{name} allows nothing in a request, and can get it blocked: the server answers with it.',
    },
  },
  check({ reading, text, report }) {
    if (reading.stack !== 'client') return;
    for (const header of reading.sentHeaders) {
      const { name, range } = header;
      report({ range, messageId: 'useless', data: { name }, fixes: withoutIt(text, header) });
    }
  },
};

function withoutIt(text: string, { name, setBy }: SentHeader): readonly Fix[] {
  if (!setBy) return [];
  const edit = setBy.kind === 'call' ? removeCall(text, setBy.range) : removeEntry(text, setBy.range);
  return edit ? [{ title: `Do not send ${name}`, safety: 'safe', edits: [edit] }] : [];
}
