import { expect } from '@open-wc/testing';
import { DisposableScope } from '../../../../src/vonage/compartment/disposable-scope.ts';
import { peerConnectionClass } from '../../../../src/vonage/compartment/peer-connection.ts';

describe('a connection of the SDK', () => {
  const open = () =>
    new (peerConnectionClass(
      { onPeerConnection: undefined, onRefusal: undefined, certificate: undefined },
      new DisposableScope(),
    ))();

  it('answers with no statistics when it is closed meanwhile: the SDK would set a timer for more', async () => {
    const connection = open();
    await connection.getStats();
    const late = connection.getStats();
    connection.close();
    const error = await late.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).with.property('message', 'closed');
    await connection.getStats();
  });
});
