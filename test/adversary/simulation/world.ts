import type { Action, Order, Scenario, Who } from '../actions.ts';
import { ATTACKER } from '../actions.ts';
import { Checker } from '../invariants/checker.ts';
import { MAX_ATTEMPTS } from '../invariants/guesses.ts';
import type { Product } from '../product.ts';
import { End } from './end.ts';
import { Firm, subjectOf } from './firm.ts';
import { Impostor, type Pretence } from './impostor.ts';
import { HOST, ROLE } from './names.ts';
import { type Certificate, createCertificate, descriptionOf, readDescribed } from './network.ts';
import type { Platform } from './platform.ts';
import type { Letter } from './session.ts';

const NAMES = ['Anna', 'Boris', 'Clara', 'Mallory'];
/** Time between two attempts of a line. */
const NEXT_ATTEMPT_MS = 2500;
/** Time in which nobody reads a code. */
const MIN_READING_MS = 500;
const isLine = ({ name }: Letter) => name === 'visio-line';

/** Honest ends, and the network between them in the attacker's hands. */
export class World {
  /** The first invariant that did not hold. */
  violation: string | undefined;
  readonly #ends: End[] = [];
  readonly #keys: readonly Certificate[];
  readonly #impostors = new Map<string, Impostor>();
  readonly #platform: Platform;
  readonly #product: Product;
  readonly #firm: Firm | null;
  #hurried = false;

  /** @param sought The only invariant that counts, if not all do. */
  constructor(
    product: Product,
    platform: Platform,
    { people, attested = false }: Pick<Scenario, 'people' | 'attested'>,
    sought?: string,
  ) {
    this.#product = product;
    this.#platform = platform;
    const violated = (invariant: string): undefined => {
      if (sought === undefined || invariant === sought) this.violation ??= invariant;
    };
    const now = () => platform.clock.now;
    const firm = attested ? new Firm(now) : null;
    this.#firm = firm;
    const deps = { product, ends: this.#ends, firm, now, violated };
    for (const [index, name] of NAMES.slice(0, people).entries())
      this.#ends.push(new End({ index, name, firm, checker: new Checker(index, deps) }, product, platform));
    this.#keys = [createCertificate(platform.random), createCertificate(platform.random)];
  }

  async start(): Promise<void> {
    for (const end of this.#ends) end.join();
    await this.settle();
  }

  /** Performs an action; it is left out where it makes no sense. */
  async perform(action: Action, rush: boolean): Promise<void> {
    await this.#act(action);
    this.#hurried ||= rush;
    if (!rush) await this.settle();
  }

  /** Lets everything happen that needs no time, and holds the outcome against the invariants. */
  async settle(): Promise<void> {
    await this.#everything();
    for (const { checker } of this.#ends) checker.check();
    this.#hurried = false;
  }

  /** Nothing in a world waits for more than promises and the simulated clock. */
  #everything(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  async #act(action: Action): Promise<void> {
    if (action.do === 'wait') return this.#wait(action.ms);
    const end = this.#ends[action.end];
    if (!end) return;
    switch (action.do) {
      case 'join':
        return this.#tell(end, action.who, action.name, action.role);
      case 'leave':
        return end.session.tell({ type: 'peer-left', id: this.#idOf(action.who) });
      case 'announce':
        return this.#hear(
          end,
          action.who,
          'visio-certificate',
          this.#certificateOf(action.owner).fingerprint,
        );
      case 'forged-mismatch':
        return this.#hear(end, action.who, 'visio-mismatch', '');
      case 'mail':
        return this.#carry(end, action);
      case 'link':
        return this.#connect(end, action);
      case 'seize':
        return this.#seize(end, action);
      case 'cut':
        return end.links.get(this.#idOf(action.who))?.cut();
      case 'hold':
        return this.#hold(end, action);
      case 'say':
        return this.#impostors.get(`${end.index} ${this.#idOf(action.who)}`)?.say(action.what);
      case 'connections':
        return this.#list(end, action.list);
      case 'exchange':
        return this.#exchange(end);
      case 'media': {
        const media = action.on ? { handle: null, microphone: true, camera: true } : null;
        return end.session.tell({ type: 'peer-media', id: this.#idOf(action.who), media });
      }
      case 'lose-call':
        return this.#loseCall(end, action.renamed);
      case 'show-as':
        return this.#firm ? this.#loseCall(end, true, action.as, action.role) : undefined;
      case 'state':
        return this.#state(end, action);
      case 'command':
        return this.#command(end, action);
      case 'insider':
        return this.#speakAsInsider(end, action);
      case 'firm':
        return this.#reach(end, action);
      case 'moderate':
        return this.#moderate(end, this.#idOf(action.who), action.what);
      case 'panel':
        return this.#openPanel(end, action.open);
      case 'compare':
        return this.#compare(end, this.#idOf(action.who));
      case 'look':
        return this.#look(end, this.#idOf(action.who));
      case 'press':
        return this.#press(end);
      case 'pick':
        this.#look(end, this.#idOf(action.who));
        if (end.look) this.#platform.clock.pass(MIN_READING_MS);
        return this.#press(end);
      case 'chat':
        return end.chat(action.long);
      case 'accept':
        return this.#accept(end);
      case 'reload':
        end.reload();
        return this.#everything();
    }
  }

  #idOf(who: Who): string {
    return this.#ends[who]?.id ?? 'mallory';
  }

  #certificateOf(owner: Who): Certificate {
    return this.#ends[owner]?.certificate ?? (this.#keys[owner > ATTACKER ? 1 : 0] as Certificate);
  }

  /** The role that the provider says; the attacker calls itself a host. */
  #roleOf(who: Who): 'moderator' | typeof ROLE {
    return this.#ends[who]?.role ?? (this.#firm ? 'moderator' : ROLE);
  }

  #tell(end: End, who: Who, name: Who, role = this.#roleOf(name)): void {
    const peer = { id: this.#idOf(who), name: NAMES[name] ?? '', role, joinedAt: 2 };
    end.session.tell({ type: 'peer-joined', peer });
  }

  #isPresent(end: End, id: string): boolean {
    return end.present.some((one) => one.id === id);
  }

  #hear(end: End, who: Who, name: string, data: string): void {
    const from = this.#idOf(who);
    if (name === 'visio-certificate' && this.#isPresent(end, from)) end.checker.owners.announced(from, data);
    end.session.deliver({ from, name, data });
  }

  #carry(end: End, { who, from, how }: Extract<Action, { do: 'mail' }>): void {
    const sender = this.#ends[from];
    if (!sender || sender === end) return;
    const matches = (letter: Letter) => letter.to === end.id && !isLine(letter);
    const letters = how === 'repeat' ? sender.session.mail.filter(matches) : sender.session.take(matches);
    if (how === 'drop') return;
    for (const { name, data } of how === 'reverse' ? [...letters].reverse() : letters)
      this.#hear(end, who, name, data);
  }

  /** Carries the signalling of two lines to each other until they are connected. */
  async #connect(end: End, { who, other, as }: Extract<Action, { do: 'link' }>): Promise<void> {
    const far = this.#ends[other];
    if (!far || far === end) return;
    const [to, back] = [this.#idOf(who), this.#idOf(as)];
    if (!this.#isPresent(end, to) || !this.#isPresent(far, back)) return;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      for (let letters = 1; letters > 0; ) {
        letters = await this.#carryLine(end, to, far, back);
        letters += await this.#carryLine(far, back, end, to);
      }
      if (end.links.get(to)?.open || attempt === 1) return;
      this.#platform.clock.pass(NEXT_ATTEMPT_MS);
      await this.#everything();
    }
  }

  async #carryLine(from: End, to: string, far: End, as: string): Promise<number> {
    const letters = from.session.take((letter) => letter.to === to && isLine(letter));
    for (const { name, data } of letters) far.session.deliver({ from: as, name, data });
    await this.#everything();
    return letters.length;
  }

  /** Ends a line of an honest end in the attacker's hands. */
  async #seize(end: End, { who, key, lie, strategy }: Extract<Action, { do: 'seize' }>): Promise<void> {
    const id = this.#idOf(who);
    const shown = end.present.find((one) => one.id === id);
    if (!shown) return;
    const { name, role = ROLE } = shown;
    const impostor = this.#impostorOf(end, { id, name, role, certificate: this.#keys[key] as Certificate });
    impostor.lie = lie;
    impostor.strategy = strategy;
    end.links.get(id)?.cut();
    for (let attempt = 0; attempt < 2 && !impostor.linked; attempt += 1) {
      if (attempt > 0) this.#platform.clock.pass(NEXT_ATTEMPT_MS);
      if (end.id > id) {
        const epoch = this.#platform.network.nextUfrag().padEnd(22, '0');
        const offer = { v: 2, type: 'offer', epoch, sdp: descriptionOf(impostor) };
        end.session.deliver({ from: id, name: 'visio-line', data: JSON.stringify(offer) });
      }
      await this.#everything();
      this.#answer(end, id, impostor);
      await this.#everything();
    }
  }

  /** Answers the last description of an honest end, or takes its answer. */
  #answer(end: End, id: string, impostor: Impostor): void {
    const letters = end.session.take((letter) => letter.to === id && isLine(letter));
    for (const { data } of letters) {
      const { type, epoch, sdp } = JSON.parse(data) as { type: string; epoch: string; sdp: string };
      if (type !== 'offer' && type !== 'answer') continue;
      impostor.remote = readDescribed(sdp);
      this.#platform.network.add(impostor);
      const answer = { v: 2, type: 'answer', epoch, sdp: descriptionOf(impostor) };
      if (type === 'offer')
        end.session.deliver({ from: id, name: 'visio-line', data: JSON.stringify(answer) });
      else this.#platform.network.connect(impostor);
    }
  }

  #impostorOf(end: End, pretence: Pretence): Impostor {
    const key = `${end.index} ${pretence.id}`;
    const known = this.#impostors.get(key);
    const { fingerprint } = end.certificate;
    const victim = { id: end.id, name: end.name, role: end.role, fingerprint };
    if (known?.plays(victim, pretence)) return known;
    known?.cut();
    const impostor = new Impostor({
      ...{ product: this.#product, platform: this.#platform, victim, pretence },
      wantedRow: () => {
        const row = this.#ends.find(({ name }) => name === pretence.name)?.checker.read.get(end.name);
        return row === undefined ? undefined : Number(row.replace(' ', ''));
      },
      stolenText: `${pretence.name} 1`,
    });
    this.#impostors.set(key, impostor);
    return impostor;
  }

  #hold(end: End, { who, pass }: Extract<Action, { do: 'hold' }>): void {
    const link = end.links.get(this.#idOf(who));
    const own = link && end.endOf(link);
    if (!own) return;
    if (pass === null) link.release(own);
    else link.hold(own, pass);
  }

  /** Lists what an honest session has: connections to and from everybody. */
  #exchange(end: End): void {
    const others = this.#ends.filter((one) => one !== end);
    const list = others.flatMap(({ index }) =>
      (['publish', 'subscribe'] as const).map((direction) => ({
        ...{ owner: index, direction, stated: index, proven: true },
      })),
    );
    this.#list(end, list);
  }

  #list(end: End, list: Extract<Action, { do: 'connections' }>['list']): void {
    const connections = list.map(({ owner, direction, stated, proven }, index) => ({
      ...{ id: index + 1, direction, proven, stream: 'camera' as const },
      fingerprint: this.#certificateOf(owner).fingerprint,
      ...(stated === null ? {} : { statedPeer: this.#idOf(stated) }),
    }));
    end.session.tell({ type: 'connections', connections });
  }

  /** @param as As whom the provider shows the person from now on. */
  async #loseCall(end: End, renamed: boolean, as = end.index, role = this.#roleOf(as)): Promise<void> {
    end.session.tell({ type: 'disconnected', reason: 'lost' });
    await this.#everything();
    if (renamed) end.id = `${end.name.toLowerCase()}${end.id.length}`;
    end.join({ name: NAMES[as] ?? '', role });
  }

  /** Lets time pass. Nobody is cut while nobody reaches the firm. */
  async #wait(durationMs: number): Promise<void> {
    const steady = this.#firm?.away && !this.#hurried ? this.#ends : [];
    const before = steady.map(({ checker }) => checker.attestations?.steady() ?? []);
    this.#platform.clock.pass(durationMs);
    if (steady.length === 0) return;
    await this.#everything();
    for (const [index, { checker }] of steady.entries())
      checker.attestations?.stillThere(before[index] ?? []);
  }

  /** The attacker says who it is on a line that it holds. */
  #state(end: End, { who, shown, person, join, people, removed }: Extract<Action, { do: 'state' }>): void {
    const firm = this.#firm;
    const impostor = this.#impostors.get(`${end.index} ${this.#idOf(who)}`);
    if (!firm || !impostor) return;
    const { fingerprint } = impostor.certificate;
    const name = NAMES[person] ?? '';
    const claims = { name, role: this.#roleOf(person), fingerprint };
    const issued = firm.issuedTo(person);
    const attestation = {
      none: () => '',
      repeated: () => issued.at(-1)?.jws ?? '',
      older: () => issued[0]?.jws ?? '',
      forged: () => firm.forge(claims),
      iss: () => firm.attestElsewhere(claims, 'iss'),
      aud: () => firm.attestElsewhere(claims, 'aud'),
      room: () => firm.attestElsewhere(claims, 'room'),
    }[shown]();
    impostor.tell('attestation', this.#statement(attestation, join, people, removed));
  }

  #statement(attestation: string, join: number, people: readonly Who[], removed: readonly Who[]): string {
    const named = people.map((one) => ({
      ...{ fingerprint: this.#certificateOf(one).fingerprint, name: NAMES[one] ?? 'Mallory' },
    }));
    const subjects = removed.map((one) => subjectOf(NAMES[one] ?? ''));
    return JSON.stringify({ attestation, join, knows: true, people: named, removed: subjects });
  }

  /** The attacker gives a command, on a line that it holds or in somebody's name. */
  #command(end: End, { who, what, by }: Extract<Action, { do: 'command' }>): void {
    const from = this.#idOf(who);
    const name = `visio-${what}`;
    const data = what === 'breakout' ? JSON.stringify({ members: [end.id, from] }) : '';
    if (by === 'line')
      this.#impostors.get(`${end.index} ${from}`)?.tell('command', JSON.stringify({ name, data }));
    else {
      end.session.deliver({ from, name, data });
      if (what === 'mute') end.session.tell({ type: 'muted-by-host' });
    }
  }

  /** A guest whom the firm knows has an altered element, which says on their line what it likes. */
  #speakAsInsider(end: End, { who, what, people, removed }: Extract<Action, { do: 'insider' }>): void {
    const line = end.lines.get(this.#idOf(who));
    const jws = this.#firm?.issuedTo(end.index).at(-1)?.jws;
    if (end.index === HOST || !line || jws === undefined) return;
    const data = what === 'breakout' ? JSON.stringify({ members: [end.id, this.#idOf(who)] }) : '';
    const sent = what
      ? line.send('command', JSON.stringify({ name: `visio-${what}`, data }))
      : line.send('attestation', this.#statement(jws, 9, people, removed));
    sent.catch(() => {});
  }

  #reach({ index }: End, { alone, away }: Extract<Action, { do: 'firm' }>): void {
    const firm = this.#firm;
    if (!firm) return;
    if (!alone) firm.away = away;
    else if (away) firm.cutOff.add(index);
    else firm.cutOff.delete(index);
  }

  /** A host commands. */
  #moderate(end: End, id: string, what: Order): void {
    const { live, checker, call } = end;
    const target = checker.ownerOf(checker.lines.get(id));
    const reached = live?.participants.some((one) => one.id === id);
    if (!this.#firm || live?.role !== 'moderator' || end.index !== HOST || !target || !reached) return;
    const everybody = what === 'breakout' || what === 'end';
    for (const one of this.#ends)
      if (everybody || one.index === target.index) one.checker.attestations?.ordered.add(what);
    const subject = subjectOf(target.name);
    const done = {
      removed: async () => {
        await call.remove(id);
        // With a call that is lost meanwhile the removal is, too, and the host is told.
        if (end.live?.removed.has(subject)) this.#firm?.removed.add(target.index);
      },
      mute: () => call.mute(id),
      breakout: () => call.setBreakout([id]),
      end: () => call.endForAll(),
    }[what]();
    done.catch(() => {});
  }

  #openPanel({ call, checker, live }: End, open: boolean): void {
    if (open && !checker.opened && live && live.compared.attempts < MAX_ATTEMPTS)
      for (const id of checker.lines.keys()) checker.guesses.allow(id);
    checker.opened = open;
    call.active?.verification.setOpened(open);
  }

  #compare({ call, checker }: End, id: string): void {
    checker.acting.add(id);
    checker.guesses.allow(id, true);
    void call.active?.verification.compare(id);
  }

  /** The person reads a code, and listens to the one whose name is shown with it. */
  #look(end: End, id: string): void {
    end.look = undefined;
    const state = end.live?.comparisons.get(id);
    const name = end.live?.participants.find((one) => one.id === id && !one.self)?.name;
    const speaker = this.#ends.find((one) => one.name === name && one !== end);
    const row = speaker?.checker.read.get(end.name);
    if (state?.status !== 'shown' || !speaker || row === undefined) return;
    const choice = state.choices.findIndex(({ digits }) => digits === row);
    const { transcript } = state;
    end.look = { id, transcript, choice: choice < 0 ? null : choice, heard: speaker.index };
  }

  #press(end: End): void {
    const { look, checker, live, call } = end;
    end.look = undefined;
    if (!look) return;
    const { id, transcript, choice, heard } = look;
    const state = live?.comparisons.get(id);
    const since = checker.shown.get(transcript) ?? Number.POSITIVE_INFINITY;
    const counts =
      state?.status === 'shown' &&
      state.transcript === transcript &&
      this.#platform.clock.now - since >= MIN_READING_MS;
    if (counts && choice !== null) checker.presses.push({ transcript, heard });
    if (counts && choice === null && !this.#hurried) checker.refused = true;
    if (counts) checker.acting.add(id);
    void call.active?.verification.pick(id, transcript, choice);
  }

  #accept(end: End): void {
    const { live, call, checker } = end;
    const reason = live?.blocked;
    if (!reason) return;
    if (reason.type === 'unverifiable') checker.owners.accepted(reason.id);
    call.active?.sendPolicy.accept(reason);
  }
}
