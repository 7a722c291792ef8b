import { expect } from '@open-wc/testing';
import { hideRelatedAddress } from '../../../../src/vonage/compartment/related-address.ts';

const line = (related: string) => `candidate:0 1 UDP 92151807 192.0.2.7 63925 typ relay ${related}`;
const OWN = 'raddr 198.51.100.4 rport 5000';
const NONE = 'raddr 0.0.0.0 rport 0';

describe('the related address of a relayed candidate', () => {
  let connection: RTCPeerConnection;
  beforeEach(() => {
    connection = new RTCPeerConnection();
  });
  afterEach(() => connection.close());

  it('is in no candidate that a later listener sees', () => {
    hideRelatedAddress(connection);
    const seen: string[] = [];
    connection.onicecandidate = ({ candidate }) => seen.push(candidate?.candidate ?? 'none');
    const found = new RTCIceCandidate({ candidate: line(OWN), sdpMid: '0', sdpMLineIndex: 0 });
    connection.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate', { candidate: found }));
    connection.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate'));
    expect(seen).to.deep.equal([line(NONE), 'none']);
  });

  it('is in no description that is made to be sent', async () => {
    const description = { type: 'offer', sdp: `v=0\r\na=${line(OWN)}\r\na=${line(OWN)}\r\n` } as const;
    Object.assign(connection, {
      createOffer: async () => description,
      createAnswer: async () => ({ ...description, type: 'answer' }),
    });
    hideRelatedAddress(connection);
    for (const made of [await connection.createOffer(), await connection.createAnswer()]) {
      expect(made.sdp).not.to.contain('198.51.100.4');
      expect(made.sdp?.match(/raddr 0\.0\.0\.0 rport 0/g)).to.have.length(2);
    }
  });

  it('leaves a description without one as it is', async () => {
    hideRelatedAddress(connection);
    connection.addTransceiver('audio');
    const offer = await connection.createOffer();
    await connection.setLocalDescription(offer);
    expect(offer.type).to.equal('offer');
  });
});
