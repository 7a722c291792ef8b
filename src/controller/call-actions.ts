import type { Call } from '../call/call.ts';
import { resumeAudio } from '../devices/audio-context.ts';
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

type Actions = Omit<CallActions, keyof LobbyActions | 'fetchAgain'>;
type Attempt = (act: () => Promise<void>) => void;
type HostAction = 'admit' | 'admitAll' | 'refuse' | 'lock' | 'mute' | 'remove' | 'setBreakout' | 'endForAll';
type ProofAction =
  | 'compare'
  | 'pickRow'
  | 'allowSound'
  | 'openDirectLine'
  | 'openReport'
  | 'saveReport'
  | 'printReport';

/** Creates the actions of the call's controls. The call shows their failures. */
export function callActions(deps: CallActionsDeps): Actions {
  const { call, view } = deps;
  const attempt: Attempt = (act) => {
    view.show({ confirmation: null });
    act().catch((cause) => call.tell(VisioError.from(cause, 'not-allowed')));
  };
  return { ...ownActions(deps), ...hostActions(deps, attempt), ...proofActions(deps, attempt) };
}

function ownActions({ call, view, onChange }: CallActionsDeps): Omit<Actions, HostAction | ProofAction> {
  return {
    back: () => call.reset(),
    askAgain: () => call.askAgain(),
    moveSelfView: (corner) => view.show({ corner }),
    measure: (area) => view.show({ area }),
    open: (panel) => view.open(panel, call.state),
    shareScreen: (on) =>
      void call.setScreen(on).catch((cause) => {
        const error = VisioError.from(cause, 'screen-failed');
        // A person who chose no screen needs no message.
        if (error.code !== 'aborted') call.tell(error);
      }),
    setShortcuts: (shortcuts) => view.show({ shortcuts }),
    confirm: (confirmation) => view.show({ confirmation }),
    dismissNotice: () => call.dismissNotice(),
    playSound: () => {
      call.active?.playSound();
      resumeAudio();
    },
    watchMicrophone: monitorAudioLevel,
    watchLevel: (id, onLevel) => call.watchLevel(id, onLevel),
    askToNotify: () => void askToNotify().then(onChange),
    draft: (key, text) => view.drafts.write(key, text),
    send: (text) =>
      call.sendMessage(text).then(
        () => view.sent('message', text),
        (cause) => {
          call.tell(VisioError.from(cause, 'not-allowed'));
          throw cause;
        },
      ),
    acceptBlocked: (reason) => call.active?.sendPolicy.accept(reason),
    dismissBlocked: (dismissedReason) => view.show({ dismissedReason }),
    setPrivacyScreen: (on) => {
      call.setPrivacyScreen(on);
      if (!on) call.active?.playSound();
    },
  };
}

function hostActions({ call, view }: CallActionsDeps, attempt: Attempt): Pick<Actions, HostAction> {
  return {
    admit: (id) => attempt(() => call.decide({ id, decision: 'admit' })),
    admitAll: (guests) => attempt(() => call.decide({ action: 'admit-all', guests })),
    refuse: (id, reason) =>
      attempt(async () => {
        await call.decide({ id, decision: 'refuse', ...(reason ? { reason } : {}) });
        view.sent(`refuse ${id}`, reason);
      }),
    lock: (locked) => attempt(() => call.decide({ action: locked ? 'lock' : 'unlock' })),
    mute: (id) => attempt(() => call.mute(id)),
    remove: (id, reason) =>
      attempt(async () => {
        await call.remove(id, reason || undefined);
        view.sent(`remove ${id}`, reason);
      }),
    setBreakout: (ids) => {
      // The panel would hide the banner that says who hears whom.
      view.show({ panel: null });
      attempt(() => call.setBreakout(ids));
    },
    endForAll: () => attempt(() => call.endForAll()),
  };
}

function proofActions({ call, report }: CallActionsDeps, attempt: Attempt): Pick<Actions, ProofAction> {
  return {
    compare: (id) => attempt(async () => call.active?.verification.compare(id)),
    pickRow: (...press) => attempt(async () => call.active?.verification.pick(...press)),
    allowSound: () => call.active?.sendPolicy.allowSound(),
    openDirectLine: (id) => call.active?.lines.goDirect(id),
    openReport: () => attempt(() => report.load()),
    saveReport: (format) => attempt(() => report.save(format)),
    printReport: (parent) => attempt(() => report.print(parent)),
  };
}
