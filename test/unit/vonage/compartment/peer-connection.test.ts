import { expect } from '@open-wc/testing';
import { DisposableScope } from '../../../../src/vonage/compartment/disposable-scope.ts';
import {
  type PeerConnectionObserver,
  peerConnectionClass,
} from '../../../../src/vonage/compartment/peer-connection.ts';

describe('a connection of the SDK', () => {
  const lifetime = new DisposableScope();
  after(() => lifetime.end());

  /** Connections that somebody closes as soon as they are described. */
  function closing(): RTCPeerConnection {
    const follow = (connection: RTCPeerConnection): PeerConnectionObserver => ({
      onSender: () => undefined,
      onReceiver: () => undefined,
      onDescription: () => connection.close(),
      onStats: () => undefined,
      onClose: () => undefined,
    });
    const Connection = peerConnectionClass(
      { onPeerConnection: follow, onRefusal: undefined, certificate: undefined },
      lifetime,
    );
    return new Connection();
  }

  /** Long enough for whatever the browser still has to say: another connection has described itself. */
  async function later(): Promise<void> {
    const other = new RTCPeerConnection();
    other.createDataChannel('');
    await other.setLocalDescription();
    other.close();
  }

  /** Checks that a connection is closed before it has told what has become of a description. */
  async function saysNothing(connection: RTCPeerConnection, described: Promise<void>): Promise<void> {
    let heard = 'nothing';
    void described.then(
      () => (heard = 'described'),
      () => (heard = 'failed'),
    );
    await later();
    expect(connection.signalingState).to.equal('closed');
    expect(heard).to.equal('nothing');
  }

  it('says nothing more of an own description once it is closed', async () => {
    const connection = closing();
    connection.createDataChannel('');
    await saysNothing(connection, connection.setLocalDescription(await connection.createOffer()));
  });

  it('is closed when it would offer nothing, and says nothing of it', async () => {
    const Connection = peerConnectionClass(
      { onPeerConnection: undefined, onRefusal: undefined, certificate: undefined },
      lifetime,
    );
    const connection = new Connection();
    await saysNothing(connection, connection.setLocalDescription(await connection.createOffer()));
  });

  it('says nothing more of the other end’s once it is closed', async () => {
    const other = new RTCPeerConnection();
    other.createDataChannel('');
    await other.setLocalDescription();
    const connection = closing();
    await saysNothing(
      connection,
      connection.setRemoteDescription(other.localDescription as RTCSessionDescription),
    );
    other.close();
  });
});
