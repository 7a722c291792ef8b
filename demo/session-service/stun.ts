import { createSocket } from 'node:dgram';

/** RFC 8489: the message types, the constant that every message has, and the one attribute of an answer. */
const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const MAGIC_COOKIE = 0x2112a442;
const XOR_MAPPED_ADDRESS = 0x0020;
const HEADER_BYTES = 20;
const IPV4 = 1;

export interface StunServer {
  /** For `RTCIceServer.urls`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Tells browsers on loopback their address, so that they do not wait for a STUN server that nobody answers for. */
export async function startStunServer(): Promise<StunServer> {
  const socket = createSocket('udp4');
  socket.on('message', (request, { address, port }) => {
    if (isBindingRequest(request)) socket.send(successFor(request, address, port), port, address);
  });
  // One answer that cannot be sent is asked for again.
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    url: `stun:127.0.0.1:${socket.address().port}`,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

const isBindingRequest = (message: Buffer): boolean =>
  message.length >= HEADER_BYTES &&
  message.readUInt16BE(0) === BINDING_REQUEST &&
  message.readUInt32BE(4) === MAGIC_COOKIE;

function successFor(request: Buffer, address: string, port: number): Buffer {
  const value = Buffer.from([0, IPV4, 0, 0, ...address.split('.').map(Number)]);
  value.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 2);
  value.writeUInt32BE((value.readUInt32BE(4) ^ MAGIC_COOKIE) >>> 0, 4);
  const head = Buffer.alloc(HEADER_BYTES + 4);
  head.writeUInt16BE(BINDING_SUCCESS, 0);
  head.writeUInt16BE(4 + value.length, 2);
  // The cookie and the transaction's id, as they came.
  request.copy(head, 4, 4, HEADER_BYTES);
  head.writeUInt16BE(XOR_MAPPED_ADDRESS, HEADER_BYTES);
  head.writeUInt16BE(value.length, HEADER_BYTES + 2);
  return Buffer.concat([head, value]);
}
