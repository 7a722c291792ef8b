import type { AccessProvider } from '../access/endpoint.ts';
import { property } from './property.ts';
import { StyledElement } from './styled-element.ts';

/** The attributes and properties that a page can set. `null` and `undefined` count as never set. */
export class RoomAttributes extends StyledElement {
  /** URL of the access endpoint. Relative URLs resolve against the page. */
  @property() endpoint = '';
  /** HTTP method of the access request. `GET` is for back ends that answer `GET {endpoint}/{room}`. */
  @property({ attribute: 'endpoint-method' }) endpointMethod: 'POST' | 'GET' = 'POST';
  /** Credentials mode of the access request (Fetch standard). */
  @property({ attribute: 'endpoint-credentials' }) endpointCredentials: RequestCredentials = 'same-origin';
  /** Identifier of the appointment or room, sent to the endpoint. */
  @property() room = '';
  /** The participant's name. The lobby asks for it when it is absent. */
  @property({ attribute: 'display-name' }) displayName = '';
  /** Colour scheme: `light`, `dark`, or `auto` to follow the page: its CSS `color-scheme`. */
  @property({ reflect: true, useDefault: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  /** Arrangement of the participants on the stage. */
  @property() layout: 'auto' | 'grid' | 'speaker' = 'auto';
  /** `off` joins with the microphone off and does not open it. */
  @property() microphone: 'on' | 'off' = 'on';
  /** `off` joins with the camera off and does not open it. */
  @property() camera: 'on' | 'off' = 'on';
  /** Joins as soon as possible and skips the lobby. */
  @property({ type: Boolean, attribute: 'skip-lobby' }) skipLobby = false;
  /** Uses only TURN for media, so that the other participants never learn this person's IP address. */
  @property({ type: Boolean, attribute: 'relay-only' }) relayOnly = false;
  /**
   * Lowest confidentiality level at which media is sent without the person's consent: `attested` requires that the firm's
   * server vouches for every certificate, `verified` that everybody is compared. The person cannot accept less than these.
   */
  @property() confidentiality: 'any' | 'end-to-end' | 'attested' | 'verified' = 'any';
  /** Removes features: `nochat noscreenshare nosettings nofullscreen nopictureinpicture noparticipants nosecurity`. */
  @property({ attribute: 'controlslist' }) controlsList = '';
  /**
   * Keyboard shortcuts: `off`, or other keys for commands, as in `microphone=k chat=none`. They work only while the
   * focus is inside the element.
   */
  @property() shortcuts = '';
  /** `off` lets the page be left during a call without the browser's question. Applies at once. */
  @property({ attribute: 'confirm-leave' }) confirmLeave: 'on' | 'off' = 'on';
  /** Shows the number of waiting guests in the page's title. Without it, the element never changes the title. */
  @property({ type: Boolean, attribute: 'title-status' }) titleStatus = false;
  /** Allows the vendor's SDK to send its usage reports. */
  @property({ type: Boolean, attribute: 'allow-telemetry' }) allowTelemetry = false;
  /** Name of the law firm, shown in the lobby and on the end page. */
  @property() firm = '';
  /** Telephone number of the firm, offered where a call fails or is weak, may be overheard, or somebody waits long. */
  @property() phone = '';
  /** `http` or `https` link to the firm's privacy notice. */
  @property({ attribute: 'privacy-url' }) privacyUrl = '';
  /** Build of the Vonage client SDK to load from the script's directory. */
  @property() sdk: 'video-client' | 'client-sdk-video' = 'video-client';
  /**
   * Function that replaces the endpoint, for pages that have their own client. It is called again during the call, with
   * `purpose`, if the grant has an attestation.
   */
  @property({ attribute: false }) accessProvider: AccessProvider | null = null;
}
