import type { AccessProvider, AccessRequest, Endpoint } from '../access/endpoint.ts';
import type { Confidentiality } from '../transport-security/confidentiality-level.ts';
import type { SdkName } from '../vonage/load.ts';

/** Options of one call, read from the element's attributes and properties on join. */
export interface JoinOptions {
  readonly request: AccessRequest;
  readonly endpoint: Endpoint | null;
  readonly accessProvider: AccessProvider | null;
  readonly sdk: SdkName;
  readonly telemetry: boolean;
  readonly relayOnly: boolean;
  readonly confidentiality: Confidentiality;
  /** Shared secret for routed media; empty for none. */
  readonly secret: string;
  /** Whether the page's title may show the number of waiting guests. */
  readonly titleStatus: boolean;
  /** Whether the firm has linked its privacy notice. */
  readonly privacyNotice: boolean;
  /** Whether the browser asks before the page is left during the call. Read whenever it is about to be left. */
  readonly confirmsLeave: () => boolean;
  /** What the page has assigned to the lobby's slot `consent`. */
  readonly consent: Iterable<Element>;
  /** Called before each request to this URL. Returns the headers to add, or throws to cancel the request. */
  readonly beforeAccess: (url: string) => Headers;
  readonly onServerContact: (host: string, expected: boolean) => void;
}
