const streams = new WeakMap<MediaStreamTrack, MediaStream>();

/** Caches one stream per track, so that a render does not restart the video. */
export function streamOf(track: MediaStreamTrack): MediaStream {
  const stream = streams.get(track) ?? new MediaStream([track]);
  streams.set(track, stream);
  return stream;
}

/** Whether a camera looks away from the person (Media Capture and Streams, `facingMode`): no mirror shows that. */
export function isRear(camera: MediaStreamTrack | null): boolean {
  return camera?.getSettings().facingMode === 'environment';
}
