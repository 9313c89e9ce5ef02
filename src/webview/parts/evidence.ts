import type { ShownReport } from '../../extension/protocol.ts';
import { fold, list, type Child } from '../dom.ts';
import { browsersView } from './browsers.ts';
import { cachingView } from './caching.ts';
import { changesView } from './changes.ts';
import { checklistView } from './checklist.ts';
import { controlsView } from './controls.ts';
import { cookiesView } from './cookies.ts';
import type { PartEvents } from './events.ts';
import { exchangesView } from './exchanges.ts';
import { placesView } from './places.ts';
import { readableView } from './readable.ts';
import { serverView } from './server.ts';
import { timingView } from './timing.ts';
import { stepsView } from './verdict.ts';

/** Everything behind the answer, in the order in which a person asks for it. */
export function evidenceView(shown: ShownReport, events: PartEvents): Child[] {
  const { report } = shown;
  return [
    stepsView(report),
    placesView(shown, events),
    changesView(report, events),
    browsersView(report, events),
    exchangesView(report, events),
    fold('notes', 'Worth knowing', null, true, list(report.notes)),
    checklistView(report),
    controlsView(report),
    cachingView(report),
    cookiesView(report),
    readableView(report),
    serverView(report),
    timingView(report),
    fold('not-tested', 'Not tested here', null, false, list(report.notTested)),
  ];
}
