import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

/**
 * Whether a TURN message carries what the peers send each other: ChannelData (RFC 8656, section 12.4), or a Send or Data
 * indication (section 11), which Firefox uses.
 */
const isMedia = (packet: Buffer): boolean =>
  ((packet[0] ?? 0) & 0xc0) === 0x40 || [0x0016, 0x0017].includes(packet.readUInt16BE(0));

/** A way over UDP to a TURN server on loopback, on which so many of the media's packets get lost as a test wants. */
export class LossyRoad {
  /** Of a hundred, how many are lost, each way. */
  percent = 0;
  readonly #entry = createSocket('udp4');
  readonly #exits = new Map<string, Socket>();
  #count = 0;

  static async to(target: number): Promise<LossyRoad> {
    const road = new LossyRoad();
    road.#entry.on('message', (packet, from) => {
      if (!road.#loses(packet)) road.#exitOf(from).send(packet, target, '127.0.0.1');
    });
    await new Promise<void>((resolve) => road.#entry.bind(0, '127.0.0.1', resolve));
    return road;
  }

  get port(): number {
    return this.#entry.address().port;
  }

  close(): void {
    this.#entry.close();
    for (const exit of this.#exits.values()) exit.close();
  }

  /** Each client has an address of its own beyond, as behind a router. */
  #exitOf({ address, port }: RemoteInfo): Socket {
    const client = `${address} ${port}`;
    let exit = this.#exits.get(client);
    if (!exit) {
      exit = createSocket('udp4');
      exit.on('message', (packet) => {
        if (!this.#loses(packet)) this.#entry.send(packet, port, address);
      });
      this.#exits.set(client, exit);
    }
    return exit;
  }

  /** Spread out: 37 has no factor in common with 100. */
  #loses(packet: Buffer): boolean {
    return packet.length > 1 && isMedia(packet) && (this.#count++ * 37) % 100 < this.percent;
  }
}
