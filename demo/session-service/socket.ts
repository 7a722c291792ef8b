import type { WebSocket } from 'ws';
import { Client, type Message } from './client.ts';
import { decodeFrame, encodeFrame, type Frame, FrameType } from './frames.ts';
import type { Interceptors } from './interceptors.ts';
import type { Outcome } from './outcome.ts';
import type { Session } from './session.ts';
import { checkClientToken, TokenError, type TokenRules } from './tokens.ts';

/** What the signalling side needs of the service. */
export interface SocketPorts {
  readonly rules: () => Omit<TokenRules, 'sessionId'>;
  readonly session: (id: string) => Session | undefined;
  /** Clients by the id of their socket, which survives a drop. */
  readonly clients: Map<string, { client: Client; session: Session; timer?: NodeJS.Timeout }>;
  /** Milliseconds in which a client must have shown a token. */
  readonly connectWithin: number;
  /** Milliseconds for which a dropped client is kept. */
  readonly resumeWithin: number;
  readonly messagesPerSecond: number;
  readonly interceptors: () => Interceptors;
}

/** Closed for showing no token (RFC 6455, 7.4.1). */
const POLICY_VIOLATION = 1008;
/** Closed for a frame that is none of the protocol (RFC 6455, 7.4.1). */
const PROTOCOL_ERROR = 1002;
/** A transaction is a UUID; its answer is kept. */
const MAX_TRANSACTION = 100;

/**
 * Speaks the signalling protocol over one WebSocket.
 *
 * @param socketId The client's name for its socket, the same again when it comes back after a drop.
 */
export function speak(ports: SocketPorts, socket: WebSocket, socketId: string, resuming: boolean): void {
  const known = ports.clients.get(socketId);
  let queue = Promise.resolve();
  let broken = false;
  if (known && resuming) {
    clearTimeout(known.timer);
    known.client.resume(socket);
    // Put out while it was away: it has just been told, and that is all.
    if (!known.session.has(known.client)) socket.close(1000);
  }
  const unknown = setTimeout(() => {
    if (!ports.clients.has(socketId)) socket.close(POLICY_VIOLATION, 'no token');
  }, ports.connectWithin);
  unknown.unref();
  socket.on('message', (data, binary) => {
    const bytes = data as Buffer;
    // In order, one at a time: checking a token takes a moment.
    queue = queue.then(async () => {
      if (broken) return;
      try {
        if (!binary) throw new TypeError('text frame');
        await receive(ports, socket, socketId, decodeFrame(bytes));
      } catch {
        broken = true;
        socket.close(PROTOCOL_ERROR, 'malformed frame');
      }
    });
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', (code) => {
    clearTimeout(unknown);
    const held = ports.clients.get(socketId);
    if (!held || held.client.socket !== socket) return;
    // 1006: the connection broke. Everything else is a goodbye, that of a closing page (1001, 1005) too.
    if (code === 1006 && ports.resumeWithin > 0) {
      held.timer = setTimeout(() => end(ports, socketId, 'networkDisconnected'), ports.resumeWithin);
      held.timer.unref();
    } else {
      end(ports, socketId, 'clientDisconnected');
    }
  });
}

function end(ports: SocketPorts, socketId: string, reason: string): void {
  const held = ports.clients.get(socketId);
  if (!held) return;
  clearTimeout(held.timer);
  ports.clients.delete(socketId);
  held.session.leave(held.client, reason);
}

async function receive(ports: SocketPorts, socket: WebSocket, socketId: string, frame: Frame): Promise<void> {
  const transaction = frame.headers.get('TRANSACTION-ID');
  const held = ports.clients.get(socketId);
  if (held && held.client.socket !== socket) throw new TypeError('another socket’s id');
  switch (frame.type) {
    case FrameType.ping:
      socket.send(
        encodeFrame(FrameType.pong, transaction === undefined ? {} : { 'TRANSACTION-ID': transaction }),
      );
      return;
    case FrameType.pong:
      return;
    case FrameType.status:
      if (transaction !== undefined) held?.client.acknowledged(transaction);
      return;
    case FrameType.disconnect:
      end(ports, socketId, 'clientDisconnected');
      socket.close(1000);
      return;
    case FrameType.connect:
    case FrameType.subscribe:
    case FrameType.unsubscribe:
      if (transaction !== undefined) socket.send(statusFrame(transaction, { status: 200 }));
      return;
    case FrameType.message:
      break;
    default:
      throw new RangeError('unknown frame type');
  }
  if (transaction === undefined || transaction.length > MAX_TRANSACTION)
    throw new TypeError('message without a transaction');
  if (held?.client.repeats(transaction)) return;
  if (held && isTooFast(held.client, ports)) {
    held.client.answer(
      transaction,
      statusFrame(transaction, { status: 429, body: { reason: 'too many messages' } }),
    );
    return;
  }
  const message = readMessage(frame.body);
  const outcome = held
    ? carryOut(ports, held.session, held.client, message)
    : await connect(
        ports,
        socket,
        socketId,
        message.method,
        message.uri,
        frame.headers.get('X-TB-TOKEN-AUTH') ?? '',
      );
  const answer = statusFrame(transaction, outcome);
  const client = ports.clients.get(socketId)?.client;
  if (client?.socket === socket) client.answer(transaction, answer);
  else if (socket.readyState === socket.OPEN) socket.send(answer);
}

/** Carries out what a client asks. */
function carryOut(ports: SocketPorts, session: Session, client: Client, message: Message): Outcome {
  const messages = ports.interceptors().incoming?.(message, client) ?? [message];
  let outcome: Outcome = { status: 200 };
  for (const one of messages) outcome = session.handle(client, one);
  return outcome;
}

/** The first message of a client: it creates its connection, with its token. */
async function connect(
  ports: SocketPorts,
  socket: WebSocket,
  socketId: string,
  method: string,
  uri: string,
  token: string,
): Promise<Outcome> {
  const match = uri.match(/^\/v2\/partner\/[^/]+\/session\/([^/]+)\/connection\/([\w-]+)$/);
  const session = match?.[1] ? ports.session(match[1]) : undefined;
  if (method !== 'create' || !match?.[2] || !session || !uri.startsWith(`${session.base}/`)) {
    return { status: 403, body: { reason: 'not connected' } };
  }
  // What follows waits in the network, not in memory.
  socket.pause();
  try {
    const identity = await checkClientToken(token, { ...ports.rules(), sessionId: session.id });
    if (socket.readyState !== socket.OPEN || ports.clients.has(socketId))
      return { status: 409, body: { reason: 'the socket is closed or in use' } };
    const client = new Client(match[2], socketId, identity, socket, ports.rules().now);
    client.outgoing = (message, from) => ports.interceptors().outgoing?.(message, from, client) ?? [message];
    const outcome = session.join(client);
    if (outcome.status === 200) ports.clients.set(socketId, { client, session });
    return outcome;
  } catch (error) {
    if (error instanceof TokenError) return { status: 403, body: { reason: error.message } };
    throw error;
  } finally {
    socket.resume();
  }
}

function isTooFast({ rate }: Client, { rules, messagesPerSecond }: SocketPorts): boolean {
  const second = Math.floor(rules().now / 1000);
  if (rate.second !== second) Object.assign(rate, { second, count: 0 });
  rate.count++;
  return rate.count > messagesPerSecond;
}

function readMessage(body: string): { method: string; uri: string; content: unknown } {
  const json: unknown = JSON.parse(body);
  if (typeof json !== 'object' || json === null) throw new TypeError('not a message');
  const { method, uri, content } = json as Record<string, unknown>;
  if (typeof method !== 'string' || typeof uri !== 'string') throw new TypeError('not a message');
  return { method, uri, content };
}

function statusFrame(transaction: string, { status, body }: Outcome): Buffer {
  return encodeFrame(
    FrameType.status,
    { 'TRANSACTION-ID': transaction, STATUS: String(status) },
    body === undefined ? '' : JSON.stringify(body),
  );
}
