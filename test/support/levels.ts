import type { Person } from './person.ts';

/** Records the levels of `visio-security` from now on. */
export const recordLevels = ({ page }: Person): Promise<void> =>
  page.evaluate(() => {
    const levels: string[] = [];
    Reflect.set(window, 'levels', levels);
    document
      .querySelector('visio-avocat-room')
      ?.addEventListener('visio-security', ({ detail }) => levels.push(detail.level));
  });

/** Returns the recorded levels, in their order. */
export const levelsOf = ({ page }: Person): Promise<string[]> =>
  page.evaluate(() => Reflect.get(window, 'levels') as string[]);
