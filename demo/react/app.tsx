import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { AccessProvider } from 'visio-avocat-room';
import type {} from 'visio-avocat-room/jsx/react';
import 'visio-avocat-room/define';

/** The firm's own client: here a plain request, as the element would make it. */
const access: AccessProvider = async (request, { signal }) => {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify(request);
  const response = await fetch('/api/visio', { method: 'POST', headers, body, signal });
  // Problem details: the element has words for their `code`.
  if (!response.ok) throw await response.json();
  return response.json();
};

function Consultation() {
  const [phase, setPhase] = useState('lobby');
  const [relayOnly, setRelayOnly] = useState(true);
  return (
    <>
      <label>
        <input type="checkbox" checked={relayOnly} onChange={() => setRelayOnly(!relayOnly)} /> Par relais
        seulement
      </label>
      <visio-avocat-room
        room="rdv-4821"
        theme="light"
        relayOnly={relayOnly}
        accessProvider={access}
        onvisio-phase={({ detail }) => setPhase(detail.phase)}
      />
      <output>{phase}</output>
    </>
  );
}

const place = document.querySelector('#app');
if (place) createRoot(place).render(<Consultation />);
