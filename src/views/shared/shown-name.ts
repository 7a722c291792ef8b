import type { CallMessages } from '../../i18n/messages.ts';

/** Somebody with a name and, where others have it too, a number. */
interface Named {
  readonly name: string;
  readonly number?: number;
}

/** Returns a name as people see it. Nobody is verified or attested under the number. */
export function shownName({ name, number }: Named, t: Pick<CallMessages, 'guest'>): string {
  return number === undefined ? name || t.guest : `${name || t.guest} (${number})`;
}
