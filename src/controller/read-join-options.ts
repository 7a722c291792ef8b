import type { AccessProvider, Endpoint } from '../access/endpoint.ts';
import { VisioError } from '../error.ts';
import { languageOf } from '../i18n/localize.ts';
import { webUrl } from '../ui/web-url.ts';
import type { JoinOptions } from './join-options.ts';

/** The attributes and properties that a join reads. */
export interface JoinAttributes {
  readonly endpoint: string;
  readonly endpointMethod: string;
  readonly endpointCredentials: string;
  readonly room: string;
  readonly sdk: string;
  readonly relayOnly: boolean;
  readonly confidentiality: string;
  readonly encryptionSecret: string;
  readonly titleStatus: boolean;
  readonly confirmLeave: string;
  readonly privacyUrl: string;
  readonly allowTelemetry: boolean;
  readonly accessProvider: AccessProvider | null;
}

/**
 * Reads the options of one call. An invalid keyword counts as absent, as in HTML.
 *
 * @throws VisioError `endpoint-missing` when neither a valid `endpoint` nor an `accessProvider` is set; `room-missing`
 * where the endpoint would not know which room it is about.
 */
export function readJoinOptions(
  element: HTMLElement & JoinAttributes,
  displayName: string,
): Omit<JoinOptions, 'beforeAccess' | 'onServerContact'> {
  const endpoint = endpointOf(element);
  if (!endpoint && !element.accessProvider) throw new VisioError('endpoint-missing');
  // Without a room, strangers would meet. The page's own client may know which room it is.
  if (!element.accessProvider && element.room.trim() === '') throw new VisioError('room-missing');
  return {
    request: { room: element.room, displayName, lang: languageOf(element) },
    endpoint,
    accessProvider: element.accessProvider,
    sdk: sdkOf(element),
    telemetry: element.allowTelemetry,
    relayOnly: element.relayOnly,
    confidentiality: levels.find((level) => level === element.confidentiality) ?? 'any',
    secret: element.encryptionSecret,
    titleStatus: element.titleStatus,
    privacyNotice: webUrl(element.privacyUrl) !== '',
    confirmsLeave: () => element.confirmLeave !== 'off',
    consent: element.querySelectorAll(':scope > [slot=consent]'),
  };
}

const levels = ['any', 'end-to-end', 'attested', 'verified'] as const;

/** The SDK build to load. */
export function sdkOf({ sdk }: Pick<JoinAttributes, 'sdk'>): JoinOptions['sdk'] {
  return sdk === 'client-sdk-video' ? sdk : 'video-client';
}

function endpointOf(element: JoinAttributes): Endpoint | null {
  const url = webUrl(element.endpoint);
  if (!url) return null;
  const credentials = (['include', 'omit'] as const).find((mode) => mode === element.endpointCredentials);
  return {
    url,
    method: element.endpointMethod.toUpperCase() === 'GET' ? 'GET' : 'POST',
    credentials: credentials ?? 'same-origin',
  };
}
