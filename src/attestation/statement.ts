import { isSha256 } from '../transport-security/fingerprints.ts';
import { isWhole, parseObject } from '../verification/bytes.ts';

/** Somebody with whom an element exchanges sound, picture and messages. */
export interface KnownPerson {
  readonly fingerprint: string;
  readonly name: string;
}

/** What an element says about itself on the private line where the firm's server attests. */
export interface Statement {
  /** The server's attestation of its certificate, a compact JWS. */
  readonly attestation: string;
  /** How often it has joined with this certificate: of two connections with one certificate, the later one is theirs. */
  readonly join: number;
  /** Whether the reader is a participant to the writer. */
  readonly knows: boolean;
  readonly people: readonly KnownPerson[];
  /** A host's: the subjects of the people removed from the consultation. */
  readonly removed: readonly string[];
}

/** Most people in a list. */
export const MAX_ENTRIES = 100;
const MAX_TEXT = 300;

export const writeStatement = (statement: Statement): string => JSON.stringify(statement);

/** Parses a statement: checks every member and ignores all others. Returns `undefined` when one is wrong. */
export function readStatement(text: string): Statement | undefined {
  const member = parseObject(text);
  if (!member) return undefined;
  const [attestation, join, knows] = [member('attestation'), member('join'), member('knows')];
  const people = list(member('people'), readKnownPerson);
  const removed = list(member('removed'), (one) => (isText(one) ? one : undefined));
  if (typeof attestation !== 'string' || typeof knows !== 'boolean') return undefined;
  if (!isWhole(join, 1, 1e6) || !people || !removed) return undefined;
  return { attestation, join, knows, people, removed };
}

function readKnownPerson(json: unknown): KnownPerson | undefined {
  const { fingerprint, name }: { fingerprint?: unknown; name?: unknown } = Object(json);
  return isText(fingerprint) && isSha256(fingerprint) && isText(name) ? { fingerprint, name } : undefined;
}

function list<T>(json: unknown, read: (one: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(json) || json.length > MAX_ENTRIES) return undefined;
  const entries = json.map(read).filter((one) => one !== undefined);
  return entries.length === json.length ? entries : undefined;
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= MAX_TEXT;
