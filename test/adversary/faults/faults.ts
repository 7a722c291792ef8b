import { OTHER_THAN_PROVEN } from '../invariants/messages.ts';
import { seize } from '../starts.ts';
import { attestedFaults } from './attested-faults.ts';
import { edit, type Fault, fault, seeded } from './fault.ts';

const comparison = 'verification/comparison.ts';
const protocol = 'private-line/line-protocol.ts';
const outbox = 'private-line/outbox.ts';
const verification = 'call/features/verification-feature.ts';
const certificates = 'call/features/certificate-feature.ts';
const lineFeature = 'call/features/line-feature.ts';
const ends = 'transport-security/remote-ends.ts';
const select = 'call/state/select.ts';

/** The presses of the person and the comparison. */
const comparing: readonly Fault[] = [
  fault(
    'a press counts for whatever code is on screen when it is handled',
    edit(comparison, " || state.status !== 'shown' || state.transcript !== transcript) return;", ') return;'),
    edit(
      comparison,
      'choice !== null && state.choices[choice]',
      "choice !== null && state.status === 'shown' && state.choices[choice]",
    ),
  ),
  fault(
    'a press counts at once',
    edit(comparison, 'const MIN_READING_MS = 500;', 'const MIN_READING_MS = 0;'),
  ),
  fault(
    'a press without listening confirms',
    edit(comparison, 'const right = choice !== null && ', 'const right = choice === null || '),
  ),
  fault(
    'a new round of the other side puts a code in the place of the one on screen',
    edit(
      comparison,
      '    const round = await this.#begin(step, number);\n',
      '    const round = await this.#begin(step, number);\n    round.opened = true;\n',
    ),
  ),
  fault(
    'commitments are not checked',
    edit('verification/comparison-round.ts', ' !== held)', ' === undefined)'),
  ),
  fault(
    'a nonce is revealed before the person has opened the comparison',
    edit(
      comparison,
      'if (!round.opened || !round.peerCommitment) return;',
      'if (!round.peerCommitment) return;',
    ),
  ),
  fault(
    'a revealed nonce is not counted',
    edit(comparison, '      step.attempts += 1;\n      this.#state', '      this.#state'),
  ),
  fault(
    'an attempt no longer counts once its code is on screen',
    edit(comparison, '      step.attempts -= 1;\n      if (right)', '      if (right)'),
    edit(comparison, '    this.#shown = { round:', '    step.attempts -= 1;\n    this.#shown = { round:'),
  ),
  fault(
    'attempts begin anew with each call',
    edit('call/remembered.ts', 'return this.#compared;', 'return { ...this.#compared, attempts: 0 };'),
  ),
  fault(
    'after any number of attempts another one begins by itself',
    edit(verification, 'attempts + opened.length >= MAX_ATTEMPTS || ', ''),
  ),
  {
    ...fault(
      'comparisons that begin at the same moment count as one attempt',
      edit(verification, 'attempts + opened.length >=', 'attempts >='),
    ),
    scenario: {
      ...{ people: 3, luck: 0 },
      actions: [
        { do: 'join', end: 0, who: 1, name: 1 },
        { do: 'join', end: 0, who: 2, name: 2 },
        ...[{ do: 'panel', end: 0, open: true } as const, seize(0, 1, 'withhold')],
        { do: 'leave', end: 0, who: 1 },
        ...[{ do: 'join', end: 0, who: 1, name: 1 } as const, seize(0, 1, 'withhold')],
        { do: 'panel', end: 0, open: false },
        { do: 'leave', end: 0, who: 1 },
        { do: 'join', end: 0, who: 1, name: 1 },
        ...[seize(0, 1, 'withhold'), seize(0, 2, 'withhold')],
        { do: 'panel', end: 0, open: true },
      ],
    },
  },
];

const sentDuringAlarm = [
  edit(lineFeature, ' || this.#dropsWaiting(id)) return;', ') return;'),
  edit(lineFeature, 'live.compared.alarms.size > 0 ? othersOf(live) : []', '[] as Participant[]'),
];

/** Alarms, and what was compared. */
const alarms: readonly Fault[] = [
  fault(
    'the other side’s confirmation alone confirms',
    edit(comparison, "if (shown.here) step.result = 'both-confirmed';", "step.result = 'both-confirmed';"),
  ),
  seeded(
    27,
    'one person’s press clears an alarm',
    edit(
      verification,
      'return live.compared.alarms.has(fingerprint) || isAlarmed(live, id)\n        ? next\n        : {',
      'return {',
    ),
  ),
  fault(
    'an announcement of the first certificate clears the alarm about another one',
    edit(
      certificates,
      'if (next === claim) return left === live ? live : judged(left);',
      `if (next === claim) {
        const alarms = new Map(live.compared.alarms);
        alarms.delete(event.fingerprint);
        return { ...live, compared: { ...live.compared, alarms } };
      }`,
    ),
  ),
  fault(
    'an alarm goes when the person leaves',
    edit(
      verification,
      'return comparisons.delete(event.id) ? { ...live, comparisons } : live;',
      `comparisons.delete(event.id);
      const alarms = new Map(live.compared.alarms);
      alarms.delete(event.id);
      alarms.delete(keyOf(live, event.id));
      return { ...live, comparisons, compared: { ...live.compared, alarms } };`,
    ),
    edit(
      verification,
      "import { isAlarmed, othersOf } from '../state/select.ts';",
      "import { isAlarmed, keyOf, othersOf } from '../state/select.ts';",
    ),
  ),
  fault(
    'a mismatch raises no alarm',
    edit(
      verification,
      'return cause ? withAlarm(next,',
      "return cause && cause !== 'mismatch' ? withAlarm(next,",
    ),
  ),
  seeded(
    17,
    'what was confirmed before an alarm ends it',
    edit(verification, '      running?.comparison.forget();\n', ''),
  ),
  fault(
    'the other person is not told of an alarm by the session',
    edit(verification, 'if (!known) this.#tellOfAlarm', 'if (count > 9) this.#tellOfAlarm'),
  ),
  fault(
    'two certificates of one person raise no alarm',
    edit(
      certificates,
      "next.status === 'contradictory' && person ? withAlarm(left, person, 'certificate') : left",
      'left',
    ),
  ),
  fault('what waits is sent when a line opens during an alarm', ...sentDuringAlarm),
  {
    ...fault(
      'a certificate that was compared counts before it is proven in the call',
      edit(select, "claim?.status === 'announced' && claim.proven ?", "claim?.status === 'announced' ?"),
    ),
    scenario: {
      ...{ people: 2, luck: 0 },
      actions: [
        { do: 'join', end: 0, who: 1, name: 1 },
        { do: 'join', end: 1, who: 0, name: 0 },
        { do: 'link', end: 0, who: 1, other: 1, as: 0 },
        ...[{ do: 'panel', end: 0, open: true } as const, { do: 'panel', end: 1, open: true } as const],
        { do: 'wait', ms: 500 },
        ...[{ do: 'pick', end: 0, who: 1 } as const, { do: 'pick', end: 1, who: 0 } as const],
        { do: 'leave', end: 0, who: 1 },
        { do: 'join', end: 0, who: 1, name: 1 },
        { do: 'announce', end: 0, who: 1, owner: 1 },
      ],
    },
  },
  seeded(
    4,
    'the level is “verified” though somebody is not',
    edit(
      'call/state/assess.ts',
      '|| silent.length === 0) return level;',
      '|| silent.length >= 0) return level;',
    ),
  ),
  fault(
    'media is sent though there is an alarm',
    edit(
      'call/state/connections.ts',
      "live.compared.alarms.size > 0 && connection.direction === 'publish'",
      'false',
    ),
  ),
  fault(
    'messages are shown though there is an alarm',
    edit(
      'call/features/chat-feature.ts',
      'isAlarmed(live, person.id) || isOnHold(live, person) ? undefined : parse(data)',
      'parse(data)',
    ),
  ),
  fault(
    'messages are sent though there is an alarm',
    edit(
      'call/features/chat-feature.ts',
      'if (live.blocked) throw',
      "if (live.blocked && live.blocked.type !== 'mismatch') throw",
    ),
  ),
  fault(
    'what was compared is kept by connection id',
    edit(
      verification,
      "{ ...next, compared: verified(counted, fingerprint, person) };\n    case 'both-",
      "{ ...next, compared: verified(counted, id, person) };\n    case 'both-",
    ),
    edit(select, 'wasCompared(live, provenBy(live, id), name) &&', 'live.compared.verified.has(id) &&'),
  ),
  fault(
    'what was compared is kept by name',
    edit(
      select,
      '({ id, name }) => wasCompared(live, provenBy(live, id), name) &&',
      '({ id, name }) => [...live.compared.verified.values()].includes(name) &&',
    ),
  ),
];

/** Certificates and media. */
const certified: readonly Fault[] = [
  fault(
    'a second announcement replaces the first',
    edit(
      ends,
      "claim.fingerprint === fingerprint ? claim : { status: 'contradictory' }",
      "claim.fingerprint === fingerprint ? claim : { status: 'announced', fingerprint }",
    ),
  ),
  fault(
    'one certificate under two ids belongs to the first',
    edit(ends, 'owners.length > 1', 'owners.length > 9'),
  ),
  fault(
    'the provider’s word stands for a certificate that nobody has announced',
    edit(ends, "if (claim?.status === 'missing' ||", "if (claim?.status !== 'announced' ||"),
    edit('call/state/connections.ts', 'return end.certified ||', 'return true ||'),
  ),
  fault(
    'an unknown certificate may receive',
    edit(
      'call/state/connections.ts',
      "if (\n        end.topology !== 'peer'",
      "if (end.topology === 'unknown') return true;\n      if (\n        end.topology !== 'peer'",
    ),
  ),
  fault(
    'somebody without a certificate receives before they are accepted',
    edit('call/state/connections.ts', "?.status === 'accepted';", "?.status !== 'announced';"),
  ),
  fault(
    'a certificate stays with its person after they have left',
    edit(certificates, 'certificates.delete(id);', ''),
  ),
];

/** The private line. */
const lines: readonly Fault[] = [
  ...(['sees', 'from', 'to', 'name', 'session'] as const).map((member) =>
    fault(
      `“${member}” is not checked in the first frame`,
      edit(
        protocol,
        'const expected = [',
        `const index0 = ['session', 'from', 'to', 'name', 'role', 'sees'].indexOf('${member}');\n    named[index0] = '';\n    const expected = [`,
      ),
      edit(
        protocol,
        'if (named.some((value, index) => value !== expected[index]))',
        "expected[index0] = '';\n    if (named.some((value, index) => value !== expected[index]))",
      ),
    ),
  ),
  fault(
    'frames that arrive again are not dropped',
    edit(protocol, 'if (frame.n <= this.#received) return undefined;', ''),
  ),
  seeded(
    8,
    'what was received is forgotten with the connection',
    edit(protocol, 'this.#received = this.#whole;\n', 'this.#received = this.#whole = 0;\n'),
  ),
  fault(
    'pieces are kept over a new connection',
    edit(protocol, "    this.#begun = '';\n    const ends", '    const ends'),
  ),
  {
    // Another certificate is another run, and an alarm, too: each check alone keeps what waits.
    ...fault(
      'what waits is sent to any certificate and any run',
      ...sentDuringAlarm,
      edit(protocol, "if (this.#peerRun) this.#outbox.giveUp('the other end began anew');", ''),
      edit(protocol, 'return fingerprint === (this.#fingerprint ?? fingerprint);', 'return true;'),
    ),
    sought: OTHER_THAN_PROVEN,
  },
  seeded(
    4,
    'a new run of the other end goes unnoticed',
    edit(protocol, "if (this.#peerRun) this.#outbox.giveUp('the other end began anew');", ''),
  ),
  seeded(
    2,
    'the numbers go on with a new run',
    edit(protocol, 'this.#received = this.#whole = 0;\n    }', '}'),
  ),
  // One of the two alone changes nothing between honest ends.
  fault(
    'what was acknowledged is sent again, and not dropped',
    edit(protocol, 'if (frame.n <= this.#received) return undefined;', ''),
    edit(outbox, 'this.#waiting = this.#waiting.slice(count);\n', ''),
  ),
  fault('gaps are not noticed', edit(protocol, "if (frame.n > this.#received + 1) return 'gap';", '')),
  seeded(
    29,
    'messages go out before the other end has named itself',
    edit(
      protocol,
      'this.#outbox.add(topic, text, this.#open ? this.#channel : undefined)',
      'this.#outbox.add(topic, text, this.#channel)',
    ),
  ),
  seeded(
    2,
    'messages come in before the other end has named itself',
    edit(
      protocol,
      "if ((frame.type === 'hello') === this.#open) return 'malformed';",
      "if (frame.type === 'hello' && this.#open) return 'malformed';",
    ),
  ),
];

export const faults: readonly Fault[] = [...comparing, ...alarms, ...certified, ...lines, ...attestedFaults];
