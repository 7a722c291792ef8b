/** A track that stands in for a closed device, and the function that ends it. */
interface Placeholder {
  readonly track: MediaStreamTrack;
  release(): void;
}

/**
 * Creates a black video track that stands in for a closed camera, so that the camera can be opened later in the call.
 */
export function blackTrack(): Placeholder {
  try {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 240;
    canvas.getContext('2d')?.fillRect(0, 0, canvas.width, canvas.height);
    const [track] = canvas.captureStream(1).getVideoTracks();
    return track ? { track, release: () => track.stop() } : emptyTrack('video');
  } catch {
    return emptyTrack('video');
  }
}

/** Creates a silent audio track that stands in for a closed microphone. */
export function silentTrack(): Placeholder {
  let context: AudioContext | undefined;
  const close = () => void context?.close().catch(() => undefined);
  try {
    context = new AudioContext();
    const [track] = context.createMediaStreamDestination().stream.getAudioTracks();
    if (!track) throw new Error('no track from an audio context');
    const release = () => {
      track.stop();
      close();
    };
    return { track, release };
  } catch {
    close();
    return emptyTrack('audio');
  }
}

/**
 * Creates a track without content where the browser draws or sounds nothing, as without an audio device or against
 * fingerprinting: that of a connection which never receives anything.
 */
function emptyTrack(kind: 'audio' | 'video'): Placeholder {
  const connection = new RTCPeerConnection();
  const { track } = connection.addTransceiver(kind).receiver;
  const release = () => {
    track.stop();
    connection.close();
  };
  return { track, release };
}
