import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { decodeFrame, encodeFrame, FrameType } from '../../demo/session-service/frames.ts';

/** A message of the service, as it came. */
export interface Heard {
  readonly transaction: string;
  /** Connection id of the sender; `''` for the service itself. */
  readonly from: string;
  readonly method: string;
  /** Below the session: `/stream/…`. */
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of it, the test asserts
  readonly content: any;
  readonly reason?: string;
}

/** What the service said to a request. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of it, the test asserts
  readonly body: any;
}

export interface Seat {
  readonly origin: string;
  readonly applicationId: string;
  readonly sessionId: string;
}

interface Waiting<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/** Speaks the signalling protocol without an SDK: says what a test wants it to say, true or not. */
export class SignallingClient {
  readonly id: string;
  readonly socketId: string;
  readonly heard: Heard[] = [];
  /** Whether messages are acknowledged, as the SDK does. */
  acknowledges = true;
  readonly #seat: Seat;
  #socket: WebSocket;
  readonly #answers = new Map<string, Waiting<Answer>>();
  readonly #listeners = new Set<Waiting<void>>();

  private constructor(seat: Seat, socket: WebSocket, ids: { id: string; socketId: string }) {
    this.#seat = seat;
    this.id = ids.id;
    this.socketId = ids.socketId;
    this.#socket = socket;
    this.#listen(socket);
  }

  /** Opens a socket and says nothing yet. @throws Error when the service refuses it */
  static async open(
    seat: Seat,
    ids: { id?: string; socketId?: string } = {},
    query = '',
  ): Promise<SignallingClient> {
    const { id = randomUUID(), socketId = randomUUID() } = ids;
    const socket = await openSocket(seat.origin, `socketId=${encodeURIComponent(socketId)}${query}`);
    return new SignallingClient(seat, socket, { id, socketId });
  }

  /** Opens a socket and joins with a token. @throws Error when the service does not let it in */
  static async join(seat: Seat, token: string, ids?: { id?: string }): Promise<SignallingClient> {
    const client = await SignallingClient.open(seat, ids);
    const { status, body } = await client.connect(token);
    if (status !== 200) throw new Error(`${status} ${body?.reason}`);
    return client;
  }

  get base(): string {
    return `/v2/partner/${this.#seat.applicationId}/session/${this.#seat.sessionId}`;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Asks for a connection of its own. */
  connect(token: string, content: unknown = {}): Promise<Answer> {
    return this.request('create', `/connection/${this.id}`, content, { 'X-TB-TOKEN-AUTH': token });
  }

  /** Sends a message and waits for the status. @param path below the session */
  request(
    method: string,
    path: string,
    content: unknown = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.send(JSON.stringify({ method, uri: `${this.base}${path}`, content }), headers);
  }

  /** Sends a message body as it is and waits for the status. */
  send(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const transaction = headers['TRANSACTION-ID'] ?? randomUUID();
    const answer = this.#answer(transaction);
    this.bytes(encodeFrame(FrameType.message, { ...headers, 'TRANSACTION-ID': transaction }, body));
    return answer;
  }

  /** Sends a frame that may be anything. */
  bytes(bytes: Uint8Array | string): void {
    this.#socket.send(bytes);
  }

  /** Sends a ping and waits for its pong. All that was sent before has been dealt with then. */
  async ping(): Promise<void> {
    const transaction = randomUUID();
    const pong = this.#answer(transaction);
    this.bytes(encodeFrame(FrameType.ping, { 'TRANSACTION-ID': transaction }));
    await pong;
  }

  /** The first message that fits, heard already or still to come. */
  async hears(method: string, path: RegExp | string): Promise<Heard> {
    for (;;) {
      const found = this.all(method, path)[0];
      if (found) return found;
      if (!this.isOpen) throw new Error(`closed before ${method} ${path}`);
      await new Promise<void>((resolve, reject) => this.#listeners.add({ resolve, reject }));
    }
  }

  /** What was heard so far and fits. */
  all(method: string, path: RegExp | string): Heard[] {
    return this.heard.filter(
      (one) => one.method === method && (typeof path === 'string' ? one.path === path : path.test(one.path)),
    );
  }

  /** Breaks the connection as a network does: without a word. */
  drop(): void {
    this.#socket.terminate();
  }

  /** Says goodbye. */
  leave(): void {
    this.#socket.close(1000);
  }

  /** Comes back after a drop. @throws Error when the service does not know it any more */
  async resume(): Promise<void> {
    this.#socket = await openSocket(this.#seat.origin, `socketId=${this.socketId}&reconnect=true`, (socket) =>
      this.#listen(socket),
    );
  }

  /** The code with which the socket is closed. */
  async closed(): Promise<number> {
    if (this.#socket.readyState === WebSocket.CLOSED) return 1006;
    const [code] = await once(this.#socket, 'close');
    return code;
  }

  #answer(transaction: string): Promise<Answer> {
    return new Promise((resolve, reject) => this.#answers.set(transaction, { resolve, reject }));
  }

  #listen(socket: WebSocket): void {
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (socket !== this.#socket) return;
      for (const one of [...this.#answers.values(), ...this.#listeners])
        one.reject(new Error('closed without an answer'));
      this.#answers.clear();
      this.#listeners.clear();
    });
    socket.on('message', (data) => {
      const { type, headers, body } = decodeFrame(data as Buffer);
      const transaction = headers.get('TRANSACTION-ID') ?? '';
      if (type === FrameType.message) {
        if (this.acknowledges)
          socket.send(encodeFrame(FrameType.status, { 'TRANSACTION-ID': transaction, STATUS: '200' }));
        const { method, uri, content, reason } = JSON.parse(body);
        const from = headers.get('X-TB-FROM-ADDRESS') ?? '';
        this.heard.push({ transaction, from, method, path: uri.slice(this.base.length), content, reason });
        for (const { resolve } of this.#listeners) resolve();
        this.#listeners.clear();
      } else {
        const answered = this.#answers.get(transaction);
        this.#answers.delete(transaction);
        answered?.resolve({
          status: Number(headers.get('STATUS')),
          body: body === '' ? undefined : JSON.parse(body),
        });
      }
    });
  }
}

/** @throws Error when it is refused. */
async function openSocket(
  origin: string,
  query: string,
  early: (socket: WebSocket) => void = () => undefined,
): Promise<WebSocket> {
  const address = `${origin.replace('http', 'ws')}/messaging.opentok.com/rumorwebsocketsv2?${query}`;
  const socket = new WebSocket(address);
  early(socket);
  await once(socket, 'open');
  return socket;
}
