import type { ShownReport } from '../../extension/protocol.ts';
import type { ProbeReport } from '../../report/types.ts';
import { fold, list, type Child } from '../dom.ts';
import { browsersView } from './browsers.ts';
import { cachingView } from './caching.ts';
import { changesView } from './changes.ts';
import { checklistView } from './checklist.ts';
import { comparisonView } from './comparison.ts';
import { controlsView } from './controls.ts';
import { cookiesView } from './cookies.ts';
import type { PartEvents } from './events.ts';
import { exchangesView } from './exchanges.ts';
import { matrixView } from './matrix.ts';
import { placesView } from './places.ts';
import { readableView } from './readable.ts';
import { securityView } from './security.ts';
import { serverView } from './server.ts';
import { timingView } from './timing.ts';
import { stepsView } from './verdict.ts';

/** Everything behind the answer, in the order in which a person asks for it. `toolbar` stands below the steps. */
export function evidenceView(shown: ShownReport, toolbar: Child, events: PartEvents): Child[] {
  const { report } = shown;
  return [
    stepsView(report),
    toolbar,
    comparisonView(shown.comparison),
    placesView(shown, events),
    changesView(report, events),
    browsersView(report, events),
    exchangesView(report, events),
    fold('notes', 'Worth knowing', null, true, list(notesBeside(report))),
    checklistView(report),
    controlsView(report),
    cachingView(report),
    cookiesView(report),
    readableView(report),
    serverView(report),
    timingView(report),
    matrixView(shown.matrix, report, events),
    securityView(shown.security, events),
    fold('not-tested', 'Not tested here', null, false, list(report.notTested)),
  ];
}

/** The notes but for the one that the verdict gives already. */
function notesBeside({ notes, vary }: ProbeReport): readonly string[] {
  return notes.filter((note) => note !== vary?.text);
}
