/** What a frame is for. */
export const FrameType = {
  subscribe: 0,
  unsubscribe: 1,
  message: 2,
  connect: 3,
  disconnect: 4,
  ping: 7,
  pong: 8,
  status: 9,
} as const;

/** One frame of the vendor's signalling protocol, as it goes over the WebSocket. */
export interface Frame {
  readonly type: number;
  readonly addresses: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Larger frames than this many bytes are nobody's offer, answer or signal. */
export const MAX_FRAME_BYTES = 256 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a frame: `u32` length of the rest, `u16` zero, `u8` type, addresses, headers, body; big-endian.
 *
 * @throws RangeError or TypeError when the bytes are not a whole frame.
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== bytes.byteLength - 4) throw new RangeError('wrong length');
  if (view.getUint16(4) !== 0) throw new RangeError('reserved field in use');
  let offset = 6;
  const byte = () => view.getUint8(offset++);
  const text = () => {
    const length = view.getUint16(offset);
    offset += 2 + length;
    if (offset > bytes.byteLength) throw new RangeError('text beyond the end');
    return utf8.decode(bytes.subarray(offset - length, offset));
  };
  const type = byte();
  const addresses = Array.from({ length: byte() }, text);
  const headers = new Map(Array.from({ length: byte() }, () => [text(), text()] as const));
  return { type, addresses, headers, body: utf8.decode(bytes.subarray(offset)) };
}

/** Writes a frame. @throws RangeError when a text is longer than 65 535 bytes. */
export function encodeFrame(type: number, headers: Readonly<Record<string, string>> = {}, body = ''): Buffer {
  const entries = Object.entries(headers);
  const texts = entries.flat().map((text) => {
    const bytes = Buffer.from(text);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  });
  const rest = Buffer.concat([Buffer.from([0, 0, type, 0, entries.length]), ...texts, Buffer.from(body)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(rest.length);
  return Buffer.concat([length, rest]);
}
