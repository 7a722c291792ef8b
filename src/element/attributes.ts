import { property } from 'lit/decorators.js';
import type { AccessProvider } from '../access/endpoint.ts';
import { StyledElement } from './styled-element.ts';

/** What a page can set of the element. */
export class RoomAttributes extends StyledElement {
  /** URL of the access endpoint; relative URLs resolve against the page. */
  @property() endpoint = '';
  /** `GET` serves back ends that answer `GET {endpoint}/{room}`. */
  @property({ attribute: 'endpoint-method' }) endpointMethod: 'POST' | 'GET' = 'POST';
  /** Credentials mode of the request to the endpoint (Fetch standard). */
  @property({ attribute: 'endpoint-credentials' }) endpointCredentials: RequestCredentials = 'same-origin';
  /** The appointment's or room's identifier, given to the endpoint. */
  @property() room = '';
  /** The participant's name; asked for in the lobby when absent. */
  @property({ attribute: 'display-name' }) displayName = '';
  /** `light`, `dark`, or `auto`: as the system. */
  @property({ reflect: true, useDefault: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  /** How faces are arranged. */
  @property() layout: 'auto' | 'grid' | 'speaker' = 'auto';
  /** `off` joins with the microphone off; it is then not opened. */
  @property() microphone: 'on' | 'off' = 'on';
  /** `off` joins with the camera off; it is then not opened. */
  @property() camera: 'on' | 'off' = 'on';
  /** Joins as soon as possible, without the lobby. */
  @property({ type: Boolean, attribute: 'skip-lobby' }) skipLobby = false;
  /** Sends and receives media only through TURN, so that the other side never learns this side's IP address. */
  @property({ type: Boolean, attribute: 'relay-only' }) relayOnly = false;
  /** The least that is acceptable: below it neither sound nor picture is sent until the person accepts it. */
  @property() confidentiality: 'any' | 'end-to-end' | 'verified' = 'any';
  /** What the call goes without: `nochat noscreenshare nosettings nofullscreen nopictureinpicture noparticipants nosecurity`. */
  @property({ attribute: 'controlslist' }) controlsList = '';
  /** `off`, or other keys for commands of the call: `microphone=k chat=none`. Keys count only while the focus is inside. */
  @property() shortcuts = '';
  /** Lets the page's title say how many wait; the element never touches it otherwise. */
  @property({ type: Boolean, attribute: 'title-status' }) titleStatus = false;
  /** Lets the vendor's SDK send its usage reports. */
  @property({ type: Boolean, attribute: 'allow-telemetry' }) allowTelemetry = false;
  /** The law firm's name, shown in the lobby and on the last page. */
  @property() firm = '';
  /** Link to the firm's own privacy notice; `http` or `https`. */
  @property({ attribute: 'privacy-url' }) privacyUrl = '';
  /** Which build of the Vonage client SDK to load from beside the script. */
  @property() sdk: 'video-client' | 'client-sdk-video' = 'video-client';
  /** Replaces the endpoint for pages that have their own client. */
  @property({ attribute: false }) accessProvider: AccessProvider | null = null;
}
