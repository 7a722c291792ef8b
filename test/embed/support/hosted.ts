import type { Page } from 'playwright-core';
import type { Consultation } from '../../support/consultation.ts';
import { Person } from '../../support/person.ts';

/** The tag in a consultation, with some words inside. */
export function tag({ room, build }: Consultation, inside = ''): string {
  return `<visio-avocat-room endpoint="/api/visio" room="${room}" sdk="${build}">${inside}</visio-avocat-room>`;
}
export const SCRIPT = '<script type="module" src="/visio/visio-avocat-room.js"></script>';

interface Host {
  readonly head?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly page?: Page;
  /** Where the page lies; the site itself unless it is somebody else's. */
  readonly address?: string;
}

/** Somebody in front of a page that a site's owner has written. */
export async function hosted(consultation: Consultation, name: string, host: Host = {}): Promise<Person> {
  const { head = SCRIPT, body = tag(consultation), headers = {} } = host;
  const page = host.page ?? (await consultation.page());
  const person = await Person.meet(page, name);
  consultation.people.push(person);
  const address = host.address ?? `${consultation.world.origin}/hote`;
  await page.route(address, (route) =>
    route.fulfill({
      headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
      body: `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`,
    }),
  );
  await page.goto(address);
  return person;
}

/** Waits until the lobby can be read. */
export const lobby = (person: Person) =>
  person.page.getByRole('heading', { name: 'Votre rendez‑vous en visio' }).first().waitFor();
