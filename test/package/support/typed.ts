/** Small projects in TypeScript; `@ts-expect-error` fails where there is no error. */
const plain = `
import { type AccessProvider, VisioAvocatRoom, VisioError } from 'visio-avocat-room';
import 'visio-avocat-room/define';
import integrity from 'visio-avocat-room/integrity.json' with { type: 'json' };

const element = document.createElement('visio-avocat-room');
const same: VisioAvocatRoom = element;
const provider: AccessProvider = async ({ room }, { signal }) => {
  signal.throwIfAborted();
  return { applicationId: room, sessionId: '', token: '' };
};
same.accessProvider = provider;
same.relayOnly = true;
// @ts-expect-error no such theme
same.theme = 'pink';
// @ts-expect-error read-only
same.phase = 'lobby';
element.addEventListener('visio-phase', ({ detail }) => {
  const phase: 'lobby' | 'requesting' | 'waiting' | 'connecting' | 'connected' | 'reconnecting' | 'ended' | 'failed' =
    detail.phase;
  // @ts-expect-error no such phase
  if (detail.phase === 'elsewhere') return;
  console.log(phase);
});
document.body.addEventListener('visio-participant', ({ detail }) => console.log(detail.participant.name));
document.querySelector('visio-avocat-room')?.join().catch((error: unknown) => {
  if (error instanceof VisioError && error.code === 'room-full') console.log(error.recoverable);
});
const hash: string = integrity['visio-avocat-room.js'];
console.log(hash);
`;

/** The same page with the names that a framework gives to properties and events. */
const jsx = (from: string, property: string, event: string) => `
import type {} from 'visio-avocat-room/jsx/${from}';

export const page = (
  <visio-avocat-room
    class${from === 'react' ? 'Name' : ''}="room"
    endpoint="/api/visio"
    endpoint-method="GET"
    ${property}relayOnly={true}
    ${event}visio-phase={(event) => {
      const phase: string = event.detail.phase;
      console.log(phase);
    }}
  >
    <p slot="help">01 02 03 04 05</p>
  </visio-avocat-room>
);
// @ts-expect-error no such theme
export const wrong = <visio-avocat-room theme="pink" />;
// @ts-expect-error no such attribute
export const unknown = <visio-avocat-room rooms="rdv" />;
// @ts-expect-error no such event detail
export const detail = <visio-avocat-room ${event}visio-left={(event) => event.detail.phase} />;
`;

interface Consumer {
  readonly options: object;
  readonly files: Readonly<Record<string, string>>;
}

export const consumers: Readonly<Record<string, Consumer>> = {
  plain: { options: { resolveJsonModule: true }, files: { 'main.ts': plain } },
  'node-resolution': {
    options: { module: 'nodenext', moduleResolution: 'nodenext', resolveJsonModule: true },
    files: { 'main.ts': plain },
  },
  react: {
    options: { jsx: 'react-jsx', jsxImportSource: 'react' },
    files: { 'page.tsx': jsx('react', '', 'on') },
  },
  preact: {
    options: { jsx: 'react-jsx', jsxImportSource: 'preact', skipLibCheck: true },
    files: { 'page.tsx': jsx('preact', '', 'on') },
  },
  solid: {
    options: { jsx: 'preserve', jsxImportSource: 'solid-js', skipLibCheck: true },
    files: { 'page.tsx': jsx('solid', 'prop:', 'on:') },
  },
};
