import { expect } from '@open-wc/testing';
import { streamOf } from '../../../../src/views/shared/stream.ts';

describe('the stream of a track', () => {
  const track = () =>
    document.createElement('canvas').captureStream(1).getVideoTracks()[0] as MediaStreamTrack;

  it('stays the same, so that the picture does not start anew', () => {
    const [one, other] = [track(), track()];
    expect(streamOf(one).getTracks()).to.deep.equal([one]);
    expect(streamOf(one)).to.equal(streamOf(one));
    expect(streamOf(other)).not.to.equal(streamOf(one));
  });
});
