import { expect } from '@open-wc/testing';
import { keepPublished } from '../../../src/vonage/publish/keep-published.ts';
import type { SdkPublisher, SdkSession } from '../../../src/vonage/sdk.ts';

describe('a published stream', () => {
  const began = performance.now;
  let now = 0;
  let connected = true;
  let published = 0;
  let stopped = 0;
  let publish = async () => {
    published++;
  };
  let handler: (event: { preventDefault?: () => void; reason?: string }) => void;

  const ended = async (reason: string): Promise<boolean> => {
    let prevented = false;
    handler({
      reason,
      preventDefault: () => {
        prevented = true;
      },
    });
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    return prevented;
  };

  beforeEach(() => {
    now = 0;
    connected = true;
    published = 0;
    stopped = 0;
    publish = async () => {
      published++;
    };
    performance.now = () => now;
    keepPublished({
      publisher: {
        on: (_: string, then: typeof handler) => {
          handler = then;
        },
      } as unknown as SdkPublisher,
      session: { isConnected: () => connected } as unknown as SdkSession,
      publish: () => publish(),
      onStopped: () => stopped++,
    });
  });

  afterEach(() => {
    performance.now = began;
  });

  it('is published again when the SDK has given it up, and the SDK keeps the publisher', async () => {
    expect(await ended('clientDisconnected')).to.equal(true);
    expect([published, stopped]).to.deep.equal([1, 0]);
  });

  it('is stopped when somebody else ended it', async () => {
    for (const reason of ['forceUnpublished', 'forceDisconnected', 'mediaStopped'])
      expect(await ended(reason)).to.equal(true);
    expect([published, stopped]).to.deep.equal([0, 3]);
  });

  it('stays ended when the session is', async () => {
    connected = false;
    await ended('clientDisconnected');
    expect([published, stopped]).to.deep.equal([0, 0]);
  });

  it('is stopped when it ends again within five seconds, and published again later', async () => {
    await ended('clientDisconnected');
    now = 4999;
    await ended('clientDisconnected');
    expect([published, stopped]).to.deep.equal([1, 1]);
    now = 5000;
    await ended('clientDisconnected');
    expect([published, stopped]).to.deep.equal([2, 1]);
  });

  it('is stopped when it cannot be published again', async () => {
    publish = () => Promise.reject(new Error('no'));
    await ended('clientDisconnected');
    expect([published, stopped]).to.deep.equal([0, 1]);
  });
});
