import { VisioError } from '../error.ts';
import type { Evaluate } from './compartment/compartment.ts';

/** The builds of the vendor's SDK next to the script. */
export type SdkName = 'video-client' | 'client-sdk-video';

/** A wrapped build: see scripts/sdk-compartment.mjs. */
interface SdkModule {
  readonly default: Evaluate;
}

// Literals, so that bundlers find the files.
const builds: Readonly<Record<SdkName, () => Promise<SdkModule>>> = {
  'video-client': () => import('./sdk/video-client.js'),
  'client-sdk-video': () => import('./sdk/client-sdk-video.js'),
};

const loading = new Map<SdkName, Promise<Evaluate>>();
const failures = new Map<SdkName, number>();

/**
 * Loads a build of the vendor's SDK once; after a failure the next call tries again. No SDK code runs yet.
 *
 * @returns The function that `createCompartment` evaluates.
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
    const module = await builds[name]().catch((error: unknown) => {
      if (failed === 0) throw error;
      return fromOtherAddress(error, failed);
    });
    return module.default;
  } catch (cause) {
    failures.set(name, failed + 1);
    loading.delete(name);
    throw new VisioError('sdk-unreachable', { cause });
  }
}

/**
 * Until 2026 browsers remembered a failed module URL for the life of a page (whatwg/html#10327), so a query makes it
 * a new URL. Safari does not name the URL that failed; only a reload helps there.
 */
async function fromOtherAddress(error: unknown, attempt: number): Promise<SdkModule> {
  const address = String(error).match(/https?:\S+/)?.[0];
  // An import map's hash applies to one URL: under another, a file that the hash has refused would run.
  const checked = [...document.scripts].some(
    ({ type, text }) => type === 'importmap' && text.includes('integrity'),
  );
  if (!address || checked) throw error;
  const url = new URL(address);
  url.searchParams.set('retry', String(attempt));
  return import(/* @vite-ignore */ /* webpackIgnore: true */ url.href);
}
