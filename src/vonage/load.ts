import { VisioError } from '../error.ts';
import { FileLoad } from '../file-load.ts';
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

const files = {
  'video-client': new FileLoad(builds['video-client'], import.meta.url),
  'client-sdk-video': new FileLoad(builds['client-sdk-video'], import.meta.url),
};

/** The file of a build. */
export const sdkFile = (name: SdkName): Pick<FileLoad<unknown>, 'again'> => files[name];

/**
 * Loads a build of the vendor's SDK once; after a failure the next call tries again. No SDK code runs yet.
 *
 * @returns The function that `createCompartment` evaluates.
 * @throws VisioError `sdk-unreachable`, `script-missing`
 */
export async function loadSdk(name: SdkName): Promise<Evaluate> {
  try {
    return (await files[name].get()).default;
  } catch (cause) {
    throw VisioError.from(cause, 'sdk-unreachable');
  }
}
