import type { APIResponse, Route } from 'playwright-core';
import type { Consultation } from './consultation.ts';

/**
 * What the access endpoint itself answers to somebody’s request that a route has caught. Playwright does not see the
 * body of what Firefox sends: it is written anew there.
 */
export function endpointAnswer(
  route: Route,
  { room }: Pick<Consultation, 'room'>,
  displayName: string,
): Promise<APIResponse> {
  const request = route.request();
  if (request.method() !== 'POST' || request.postData() !== null) return route.fetch();
  return route.fetch({ postData: JSON.stringify({ room, displayName }) });
}
