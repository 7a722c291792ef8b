import type { Page } from 'playwright-core';
import { drawCamera, palettes } from '../../scripts/portrait.ts';
import type { Consultation } from './consultation.ts';
import { Firm } from './firm.ts';
import { NAMES } from './names.ts';
import type { Attributes, Person } from './person.ts';

const firm: Attributes = {
  ...{ firm: 'Cabinet Vasseur & Lemoine', phone: '01 44 00 00 00', 'privacy-url': '/confidentialite' },
};

const style =
  '<meta name="viewport" content="width=device-width"><style>body{margin:0;padding:16px;font-family:system-ui,sans-serif;color-scheme:light dark;background:Canvas}@media(max-width:400px){body{padding:8px}}</style>';

let painted = 0;

/** The consultation in which a scene is played, and how its people come there. */
export class Stage {
  readonly consultation: Consultation;
  readonly #drawn: boolean;

  /** @param drawn Cameras show drawn people, for pictures; otherwise what the browser makes up, which is cheaper. */
  constructor(consultation: Consultation, drawn = false) {
    this.consultation = consultation;
    this.#drawn = drawn;
  }

  /** Somebody in the lobby, whose requests for a grant get this answer. */
  async inLobby(
    name: string,
    attributes: Attributes = {},
    answer?: Parameters<Page['route']>[1],
  ): Promise<Person> {
    const page = await this.#page();
    if (answer) await page.route('**/api/visio', answer);
    return this.consultation.person(name, { ...firm, ...attributes }, page, style);
  }

  /** Somebody in the lobby who has opened their personal link. */
  async invited(id: string, name: string): Promise<Person> {
    const page = await this.#page();
    await page.goto(await this.consultation.world.access.link(this.consultation.room, id));
    return this.consultation.person(name, firm, page, style);
  }

  /** A lawyer who sees and hears these people in a call. */
  async call(...names: readonly string[]): Promise<Person> {
    const lawyer = await this.inLobby('Maître Vasseur');
    await lawyer.enter();
    for (const name of names) await (await this.inLobby(name)).enter();
    for (const name of names) await lawyer.sees(name, { camera: true });
    await lawyer.receivesMedia();
    return lawyer;
  }

  /** A lawyer and a client, in pages with these attributes; both have measured their call. */
  async measured(attributes: Attributes = {}): Promise<[Person, Person]> {
    const people: [Person, Person] = [
      await this.inLobby('Maître Vasseur', attributes),
      await this.inLobby('Zoé Martin'),
    ];
    await Promise.all(people.map((one) => one.enter()));
    await Promise.all(people.map((one) => one.until((room) => room.security?.level === 'end-to-end')));
    return people;
  }

  /** A lawyer for whom her firm attests a client, and another who has typed a name; a fourth connection it does not. */
  async attested(): Promise<Person> {
    const server = await Firm.of(this.consultation);
    const page = async () => ({ attributes: firm, head: style, page: await this.#page() });
    const lawyer = await server.person('Maître Vasseur', { role: 'moderator', ...(await page()) });
    const client = await server.person('Zoé Martin', await page());
    const visitor = await server.person('Karim Benali', { named: 'typed', ...(await page()) });
    const stranger = await (await server.impostor()).person('Paul Durand', await page());
    for (const one of [lawyer, client, visitor, stranger]) await one.enter();
    await lawyer.sees('Karim Benali', { camera: true });
    await lawyer.receivesMedia();
    return lawyer;
  }

  /** A lawyer who shows her screen to a client. */
  async sharing(): Promise<[Person, Person]> {
    const people = await this.measured();
    await people[0].press('Partager l’écran');
    await people[1].page.getByText('Écran de Maître Vasseur').waitFor();
    return people;
  }

  /** A host with fifty people at the door. */
  async crowd(): Promise<Person> {
    for (let one = 1; one <= 50; one++)
      await this.#knock(one === 2 ? 'Anne-Marie '.repeat(40) : `Invité ${one}`);
    const host = await this.invited('hote', 'Maître Vasseur');
    await host.enter();
    await host.press('Participants');
    await host.page.getByText('50 personnes attendent').first().waitFor();
    return host;
  }

  /** A host in a breakout with the first of two guests. */
  async breakout(): Promise<[host: Person, within: Person, onHold: Person]> {
    const host = await this.invited('hote', 'Maître Vasseur');
    await host.enter();
    const guests: [Person, Person] = [await this.inLobby('Zoé Martin'), await this.inLobby('Karim Benali')];
    for (const guest of guests) await guest.enter();
    await host.sees('Karim Benali', { camera: true });
    await host.press('Participants');
    await host.page.getByText('Aparté', { exact: true }).click();
    await host.page.getByRole('checkbox', { name: 'Zoé Martin' }).check();
    await host.press('Commencer un aparté');
    await Promise.all(
      guests.map((guest) =>
        guest.page
          .getByText(/En aparté|en attente/)
          .first()
          .waitFor(),
      ),
    );
    return [host, ...guests];
  }

  /** A host with an observer in the room and three people at the door. */
  async hosting(): Promise<Person> {
    const host = await this.invited('hote', 'Maître Vasseur');
    const observer = await this.invited('stagiaire', 'Inès Roy');
    await observer.join();
    await host.enter();
    await host.press('Participants');
    await host.press('Faire entrer Inès Roy');
    await observer.inPhase('connected');
    for (const name of ['Zoé Martin', 'Jean-Baptiste de La Rochefoucauld', 'Karim']) await this.#knock(name);
    await host.page.getByText('3 personnes attendent').first().waitFor();
    return host;
  }

  /** Somebody asks to enter, of whom only the host sees anything. */
  async #knock(displayName: string): Promise<void> {
    const { origin } = this.consultation.world;
    await fetch(`${origin}/api/visio`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify({ room: this.consultation.room, displayName }),
    });
  }

  /** A page whose camera shows a drawn person, each time another one. */
  async #page(): Promise<Page> {
    const page = await this.consultation.page();
    const palette = this.#drawn && palettes[painted++ % palettes.length];
    await page.addInitScript(NAMES);
    // A browser without a window refuses notifications by itself; a person is asked.
    await page.addInitScript(() => {
      if (typeof Notification !== 'undefined')
        Object.defineProperty(Notification, 'permission', { value: 'default' });
    });
    if (palette) await page.addInitScript(drawCamera, palette);
    return page;
  }
}
