import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { type StunServer, startStunServer } from '../../demo/session-service/stun.ts';

/** A binding request (RFC 8489, 6) with a transaction id of its own. */
function request(): Buffer {
  const message = Buffer.alloc(20);
  message.writeUInt16BE(1, 0);
  message.writeUInt32BE(0x2112a442, 4);
  randomBytes(12).copy(message, 8);
  return message;
}

describe('the STUN server', () => {
  let server: StunServer;
  let client: Socket;
  before(async () => {
    server = await startStunServer();
    client = createSocket('udp4');
    await new Promise<void>((resolve) => client.bind(0, '127.0.0.1', resolve));
  });
  after(async () => {
    client.close();
    await server.close();
  });
  const send = (message: Buffer) => client.send(message, Number(server.url.split(':')[2]), '127.0.0.1');

  it('tells a client its own address and port, under the transaction that was asked', async () => {
    const asked = request();
    send(asked);
    const [answer]: [Buffer] = (await once(client, 'message')) as [Buffer];
    assert.equal(answer.readUInt16BE(0), 0x0101);
    assert.equal(answer.readUInt16BE(2), answer.length - 20);
    assert.deepEqual(answer.subarray(4, 20), asked.subarray(4, 20));
    assert.equal(answer.readUInt16BE(20), 0x0020);
    assert.equal(answer.readUInt16BE(26) ^ 0x2112, client.address().port);
    const address = answer.subarray(28, 32).map((byte, index) => byte ^ (asked[4 + index] ?? 0));
    assert.deepEqual([...address], [127, 0, 0, 1]);
  });

  it('answers nothing else', async () => {
    const otherType = request();
    otherType.writeUInt16BE(0x0111, 0);
    const otherCookie = request();
    otherCookie.writeUInt32BE(1, 4);
    const asked = request();
    for (const one of [Buffer.from('hello'), Buffer.alloc(20), otherType, otherCookie, asked]) send(one);
    // On loopback datagrams keep their order: what comes first is the answer to the last.
    const [answer]: [Buffer] = (await once(client, 'message')) as [Buffer];
    assert.deepEqual(answer.subarray(8, 20), asked.subarray(8, 20));
  });
});
