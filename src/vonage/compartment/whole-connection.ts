import { wholeClass } from './whole-class.ts';

/** The browser's own class, whatever the page has put in its place. */
export const wholeConnection = (): typeof RTCPeerConnection =>
  wholeClass(RTCPeerConnection, () => {
    const connection = new RTCPeerConnection();
    connection.close();
    return connection;
  });
