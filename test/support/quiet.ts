import type { Person } from './person.ts';

/** Returns `the page quiet`, or the errors that nothing in these people's pages has handled. */
export function quiet(...people: readonly Person[]): string {
  const loud = people.flatMap(({ console }) => console).filter((text) => text.startsWith('page error'));
  return loud.length === 0 ? 'the page quiet' : loud.join();
}
