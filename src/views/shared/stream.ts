const streams = new WeakMap<MediaStreamTrack, MediaStream>();

/** One stream a track, so that a render does not restart the picture. */
export function streamOf(track: MediaStreamTrack): MediaStream {
  const stream = streams.get(track) ?? new MediaStream([track]);
  streams.set(track, stream);
  return stream;
}
