import type { Browser, Page } from 'playwright-core';
import type { Appointment } from '../../demo/access-server/appointments.ts';
import type { AccessServer } from '../../demo/access-server/index.ts';
import type { VonageCredentials } from '../../demo/access-server/vonage.ts';
import type { SessionService } from '../../demo/session-service/service.ts';
import type { Build } from './builds.ts';
import { takeCoverage } from './coverage.ts';
import { type Attributes, Person } from './person.ts';

/** The services and the browser of a consultation, which others share. */
interface Surroundings {
  readonly origin: string;
  readonly service: SessionService;
  readonly access: AccessServer;
  readonly browser: Browser;
  readonly credentials: VonageCredentials;
  page(options?: Parameters<Browser['newContext']>[0]): Promise<Page>;
}

/** A room of its own and the people in front of it. Everybody goes when it closes. */
export class Consultation {
  readonly world: Surroundings;
  /** The room's identifier. */
  readonly room: string;
  /** The SDK's build that its people use unless an attribute names another. */
  readonly build: Build;
  readonly people: Person[] = [];
  readonly #pages: Page[] = [];
  readonly #invited: NonNullable<Appointment['people']>;

  constructor(world: Surroundings, { id, people = [] }: Appointment, build: Build) {
    this.world = world;
    this.room = id;
    this.build = build;
    this.#invited = people;
  }

  /** A page of one's own: another person, another browser profile. */
  async page(options: Parameters<Surroundings['page']>[0] = {}): Promise<Page> {
    const page = await this.world.page(options);
    this.#pages.push(page);
    return page;
  }

  /** Somebody in front of a bare page with the tag. */
  async person(name: string, attributes: Attributes = {}, page?: Page, head = ''): Promise<Person> {
    const person = await Person.meet(page ?? (await this.page()), name);
    this.people.push(person);
    const sdk = this.build === 'video-client' ? {} : { sdk: this.build };
    await person.open(
      `${this.world.origin}/essai`,
      { endpoint: '/api/visio', room: this.room, ...sdk, ...attributes },
      head,
    );
    return person;
  }

  /** Somebody who has opened their personal link. */
  async invited(id: string, attributes: Attributes = {}, page?: Page): Promise<Person> {
    const own = page ?? (await this.page());
    await own.goto(await this.world.access.link(this.room, id));
    return this.person(this.#invited.find((one) => one.id === id)?.name ?? '', attributes, own);
  }

  /** Maître Vasseur and Zoé Martin in a call, who see each other's camera. */
  async pair(lawyer: Attributes = {}, client: Attributes = lawyer): Promise<[Person, Person]> {
    const people: [Person, Person] = [
      await this.person('Maître Vasseur', lawyer),
      await this.person('Zoé Martin', client),
    ];
    await Promise.all(people.map((one) => one.enter()));
    await Promise.all([
      people[0].sees('Zoé Martin', { camera: true }),
      people[1].sees('Maître Vasseur', { camera: true }),
    ]);
    return people;
  }

  /** Everybody goes; what a test made the service do ends. */
  async close(): Promise<void> {
    const { control } = this.world.service;
    control.intercept();
    control.allowResume(true);
    const people = this.people.splice(0).map((person) => person.vanish());
    const pages = this.#pages.splice(0).map(async (page) => {
      await takeCoverage(page);
      await page.context().close();
    });
    // One that cannot go keeps nobody else.
    const gone = await Promise.allSettled([...people, ...pages]);
    for (const one of gone) if (one.status === 'rejected') throw one.reason;
  }
}
