/**
 * Creates a black video track that stands in for a closed camera, so that the camera can be opened later in the call.
 */
export function blackTrack(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 240;
  canvas.getContext('2d')?.fillRect(0, 0, canvas.width, canvas.height);
  const [track] = canvas.captureStream(1).getVideoTracks();
  if (!track) throw new Error('no track from a canvas');
  return track;
}

/** Creates a silent audio track that stands in for a closed microphone. */
export function silentTrack(): { track: MediaStreamTrack; release: () => void } {
  const context = new AudioContext();
  const [track] = context.createMediaStreamDestination().stream.getAudioTracks();
  if (!track) throw new Error('no track from an audio context');
  return {
    track,
    release: () => {
      track.stop();
      context.close().catch(() => undefined);
    },
  };
}
