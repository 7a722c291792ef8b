import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { encodeFrame, FrameType } from './frames.ts';
import type { Identity, Permission } from './tokens.ts';

/** A message of the vendor's protocol. */
export interface Message {
  readonly method: string;
  readonly uri: string;
  readonly content: unknown;
  /** Why something was deleted; the SDK reads it here and nowhere else. */
  readonly reason?: string;
}

/** More unacknowledged messages than this and the client is taken for gone. */
const MAX_OUTBOX = 5000;

/** One person's connection to a session. It outlives its socket for a while, so that a drop can be mended. */
export class Client {
  readonly id: string;
  readonly socketId: string;
  readonly identity: Identity;
  readonly createdAt: number;
  /** Messages in the current second, for the limit. */
  readonly rate = { second: 0, count: 0 };
  /** What is sent instead of a message; the message itself, unless a test intercepts. */
  outgoing: (message: Message, from: string | undefined) => readonly Message[] = (message) => [message];
  #socket: WebSocket;
  /** Sent and not yet acknowledged, by transaction. */
  readonly #outbox = new Map<string, Buffer>();
  /** Transactions of the client's that have been carried out, with their answers. */
  readonly #answered = new Map<string, Buffer>();

  constructor(id: string, socketId: string, identity: Identity, socket: WebSocket, createdAt: number) {
    this.id = id;
    this.socketId = socketId;
    this.identity = identity;
    this.#socket = socket;
    this.createdAt = createdAt;
  }

  get socket(): WebSocket {
    return this.#socket;
  }

  may(permission: Permission): boolean {
    return this.identity.permissions.includes(permission);
  }

  /** As others see the connection. */
  describe() {
    const { id, createdAt: creationTime, identity } = this;
    return { id, creationTime, data: identity.data, permissions: identity.permissions };
  }

  send(message: Message, from?: string): void {
    for (const one of this.outgoing(message, from)) this.deliver(one, from);
  }

  /** Sends a message that nobody intercepts. @param from a connection id, or `undefined` for the service */
  deliver(message: Message, from?: string): void {
    if (this.#outbox.size >= MAX_OUTBOX) {
      this.#socket.terminate();
      return;
    }
    const transaction = randomUUID();
    const frame = encodeFrame(
      FrameType.message,
      {
        'Content-Type': 'application/x-raptor+v2',
        'TRANSACTION-ID': transaction,
        ...(from === undefined ? {} : { 'X-TB-FROM-ADDRESS': from }),
      },
      JSON.stringify(message),
    );
    this.#outbox.set(transaction, frame);
    this.#write(frame);
  }

  acknowledged(transaction: string): void {
    this.#outbox.delete(transaction);
  }

  /** Remembers an answer, so that the same question is not carried out twice. */
  answer(transaction: string, frame: Buffer): void {
    this.#answered.set(transaction, frame);
    const [oldest] = this.#answered.keys();
    if (this.#answered.size > 1000 && oldest !== undefined) this.#answered.delete(oldest);
    this.#write(frame);
  }

  /** Sends the earlier answer again where there is one. */
  repeats(transaction: string): boolean {
    const frame = this.#answered.get(transaction);
    if (frame) this.#write(frame);
    return frame !== undefined;
  }

  /** Goes on over another socket: what was not acknowledged is sent again. */
  resume(socket: WebSocket): void {
    const old = this.#socket;
    this.#socket = socket;
    if (old !== socket) old.terminate();
    for (const frame of this.#outbox.values()) this.#write(frame);
  }

  #write(frame: Buffer): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }
}
