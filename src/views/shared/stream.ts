const streams = new WeakMap<MediaStreamTrack, MediaStream>();

/** Caches one stream per track, so that a render does not restart the video. */
export function streamOf(track: MediaStreamTrack): MediaStream {
  const stream = streams.get(track) ?? new MediaStream([track]);
  streams.set(track, stream);
  return stream;
}
