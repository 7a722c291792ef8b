import { VisioError } from '../error.ts';
import type { Evaluate } from './compartment.ts';

/** The builds of the vendor's SDK that lie beside the script. */
export type SdkName = 'video-client' | 'client-sdk-video';

/** A wrapped build: see scripts/sdk-compartment.mjs. */
export interface SdkModule {
  readonly default: Evaluate;
}

// Literals, so that bundlers find the files. Browsers may remember that an address failed: the next try has another.
const imports: Readonly<Record<SdkName, readonly [() => Promise<SdkModule>, () => Promise<SdkModule>]>> = {
  'video-client': [() => import('./sdk/video-client.js'), () => import('./sdk/video-client.js?retry')],
  'client-sdk-video': [
    () => import('./sdk/client-sdk-video.js'),
    () => import('./sdk/client-sdk-video.js?retry'),
  ],
};

const loading = new Map<SdkName, Promise<Evaluate>>();
const failures = new Map<SdkName, number>();

/**
 * Fetches a build of the vendor's SDK, once; after a failure the next call tries again. Nothing of it runs yet.
 *
 * @returns What `createCompartment` evaluates.
 * @throws VisioError `sdk-unreachable`
 */
export function loadSdk(name: SdkName): Promise<Evaluate> {
  const sdk = loading.get(name) ?? fetchSdk(name);
  loading.set(name, sdk);
  return sdk;
}

async function fetchSdk(name: SdkName): Promise<Evaluate> {
  const failed = failures.get(name) ?? 0;
  try {
    return (await imports[name][failed % 2 === 0 ? 0 : 1]()).default;
  } catch (cause) {
    failures.set(name, failed + 1);
    loading.delete(name);
    throw new VisioError('sdk-unreachable', { cause });
  }
}
