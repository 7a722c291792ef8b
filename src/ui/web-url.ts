/** Returns an absolute `http` or `https` URL, or an empty string: an attribute must not carry a script. */
export function webUrl(url: string): string {
  try {
    const { href, protocol } = new URL(url, document.baseURI);
    return url && /^https?:$/.test(protocol) ? href : '';
  } catch {
    return '';
  }
}
