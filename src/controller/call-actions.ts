import type { Call } from '../call/call.ts';
import { monitorAudioLevel } from '../devices/audio-level-monitor.ts';
import { VisioError } from '../error.ts';
import type { CallActions, LobbyActions } from '../views/shared/model.ts';
import { askToNotify } from './host-notifications.ts';
import type { ReportService } from './report-service.ts';
import type { ViewState } from './view-state.ts';

interface CallActionsDeps {
  readonly call: Call;
  readonly view: ViewState;
  readonly report: ReportService;
  readonly onChange: () => void;
}

/** What the controls of a call do. A failure is told in the call. */
export function callActions({
  call,
  view,
  report,
  onChange,
}: CallActionsDeps): Omit<CallActions, keyof LobbyActions> {
  const attempt = (act: () => Promise<void>): void => {
    view.show({ confirmation: null });
    act().catch((cause) => call.tell(VisioError.from(cause, 'not-allowed')));
  };
  return {
    back: () => call.reset(),
    moveSelfView: (corner) => view.show({ corner }),
    open: (panel) => view.open(panel, call.state),
    shareScreen: (on) =>
      void call.setScreen(on).catch((cause) => {
        const error = VisioError.from(cause, 'screen-failed');
        // Somebody who chose no screen knows.
        if (error.code !== 'aborted') call.tell(error);
      }),
    setShortcuts: (shortcuts) => view.show({ shortcuts }),
    confirm: (confirmation) => view.show({ confirmation }),
    dismissNotice: () => call.dismissNotice(),
    watchMicrophone: monitorAudioLevel,
    watchLevel: (id, onLevel) => call.watchLevel(id, onLevel),
    admit: (id) => attempt(() => call.decide({ id, decision: 'admit' })),
    admitAll: () => attempt(() => call.decide({ action: 'admit-all' })),
    refuse: (id, reason) =>
      attempt(() => call.decide({ id, decision: 'refuse', ...(reason ? { reason } : {}) })),
    lock: (locked) => attempt(() => call.decide({ action: locked ? 'lock' : 'unlock' })),
    askToNotify: () => void askToNotify().then(onChange),
    mute: (id) => attempt(() => call.mute(id)),
    remove: (id, reason) => attempt(() => call.remove(id, reason || undefined)),
    setBreakout: (ids) => {
      // The panel would cover the banner that says who hears whom.
      view.show({ panel: null });
      attempt(() => call.setBreakout(ids));
    },
    endForAll: () => attempt(() => call.endForAll()),
    answerSas: (id, answer) => attempt(() => call.answerSas(id, answer)),
    renewSas: (id) => attempt(() => call.renewSas(id)),
    send: (text) =>
      call.sendMessage(text).catch((cause) => {
        call.tell(VisioError.from(cause, 'not-allowed'));
        throw cause;
      }),
    acceptBlocked: () => call.acceptBlocked(),
    dismissBlocked: (dismissedReason) => view.show({ dismissedReason }),
    setPrivacyScreen: (on) => call.setPrivacyScreen(on),
    openReport: () => attempt(() => report.load()),
    saveReport: (format) => attempt(() => report.save(format)),
    printReport: (parent) => attempt(() => report.print(parent)),
  };
}
