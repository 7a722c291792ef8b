/**
 * The related address of a relayed candidate is the person's own (RFC 8839, section 5.1). Firefox reveals it even
 * with `relay`.
 */
const hidden = (text: string): string =>
  text.replace(/ typ relay raddr \S+ rport \d+/g, ' typ relay raddr 0.0.0.0 rport 0');

function hiddenIn<T extends RTCSessionDescriptionInit>(description: T): T {
  const { type, sdp } = description;
  const safe = hidden(sdp ?? '');
  return safe === (sdp ?? '') ? description : ({ type, sdp: safe } as T);
}

/** Removes this person's address from all candidates and descriptions of a relay-only connection. */
export function hideRelatedAddress(connection: RTCPeerConnection): void {
  // This listener is the first, so the others see the changed candidate.
  connection.addEventListener('icecandidate', (event) => {
    const { candidate } = event;
    if (!candidate || hidden(candidate.candidate) === candidate.candidate) return;
    const safe = new RTCIceCandidate({ ...candidate.toJSON(), candidate: hidden(candidate.candidate) });
    Object.defineProperty(event, 'candidate', { value: safe });
  });
  // The SDK uses the promise-based forms.
  const [offer, answer] = [connection.createOffer.bind(connection), connection.createAnswer.bind(connection)];
  const making =
    (make: (options?: RTCOfferOptions) => Promise<RTCSessionDescriptionInit>) =>
    async (options?: RTCOfferOptions) =>
      hiddenIn(await make(options));
  Object.assign(connection, { createOffer: making(offer), createAnswer: making(answer) });
}
