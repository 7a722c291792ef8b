// Everything that comes after the lobby, in one chunk: fetched when the person shows the intention to join.
import type { TemplateResult } from 'lit';
import { type AccessProvider, type AccessRequest, ask, type Endpoint } from './access/endpoint.ts';
import { type AccessGrant, parseGrant } from './access/grant.ts';
import { pause, sleep } from './access/pause.ts';
import { Call } from './call/call.ts';
import type { CallState } from './call/state.ts';
import { VisioError } from './error.ts';
import { frCall } from './i18n/fr-call.ts';
import type { LocalMedia } from './media/local-media.ts';
import type { Actions, ViewModel } from './views/model.ts';
import { screen } from './views/screen.ts';
import { loadSdk, type SdkName } from './vonage/load.ts';
import { openVonage } from './vonage/vonage-session.ts';

export { participantChanges } from './call/diff.ts';
export { screenSheet } from './views/screen.ts';

/** What the element's attributes and properties ask of one call, read when it is joined. */
export interface JoinSettings {
  readonly request: AccessRequest;
  readonly endpoint: Endpoint | null;
  readonly accessProvider: AccessProvider | null;
  readonly sdk: SdkName;
  readonly telemetry: boolean;
  readonly relayOnly: boolean;
  /** Asked before each request for access; returns the headers to add, or throws to stop it. */
  readonly beforeAccess: () => Headers;
  readonly onHost: (host: string, expected: boolean) => void;
}

/** Puts the call together from its parts. */
export class Engine {
  readonly call: Call;

  constructor(media: LocalMedia, onChange: (state: CallState, previous: CallState) => void) {
    this.call = new Call({ media, pause, now: Date.now, onChange });
  }

  /** Fetches the SDK ahead of the press. A failure is told when it matters: at the press. */
  preload(sdk: SdkName): void {
    loadSdk(sdk).catch(() => undefined);
  }

  /** @throws VisioError */
  join(settings: JoinSettings): Promise<void> {
    return this.call.join({
      access: (ticket, signal) => askAccess(settings, ticket, signal),
      open: (grant, report) => {
        const { sdk, telemetry, relayOnly, request } = settings;
        const expected = expectedHosts(grant);
        const onHost = (host: string) => settings.onHost(host, expected(host));
        return openVonage(
          { sdk, telemetry, relayOnly, displayName: request.displayName, onHost },
          grant,
          report,
        );
      },
    });
  }

  screen(state: CallState, model: ViewModel, actions: Actions): TemplateResult {
    return screen(state, model, actions, frCall);
  }
}

async function askAccess(settings: JoinSettings, ticket: string | undefined, signal: AbortSignal) {
  const request = ticket === undefined ? settings.request : { ...settings.request, ticket };
  if (settings.accessProvider) {
    const grant = await settings.accessProvider(request, { signal });
    return { kind: 'granted', grant: parseGrant(grant, document.baseURI) } as const;
  }
  if (!settings.endpoint) throw new VisioError('endpoint-missing');
  const endpoint = { ...settings.endpoint, headers: settings.beforeAccess() };
  settings.onHost(new URL(endpoint.url).host, true);
  return ask(endpoint, request, { signal, sleep });
}

/** The hosts that a grant leads to: its proxy, else the vendor's own. */
function expectedHosts({ proxyUrl }: AccessGrant): (host: string) => boolean {
  const proxy = proxyUrl && new URL(proxyUrl).host;
  return (host) => (proxy ? host === proxy : /(^|\.)(opentok|tokbox|vonage)\.com$/.test(host));
}
