import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createConfig, lint } from '@redocly/openapi-core';
import { fingerprint } from './support/attestation.ts';
import { Clock, consultation, Firm } from './support/firm.ts';
import { Contract, description } from './support/openapi.ts';

const HOUR = 3_600_000;

it('the description follows the OpenAPI 3.1 standard and Redocly’s recommended rules', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lint({ ref: description, config });
  assert.deepEqual(
    problems.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    [],
  );
});

it('the described requests are those that the server takes', async () => {
  const contract = await Contract.load();
  const id = 'A'.repeat(22);
  assert.ok(contract.accepts('/api/visio', { room: 'rdv-4821', displayName: 'A', lang: 'fr', ticket: 'x' }));
  assert.ok(!contract.accepts('/api/visio', { room: 4821 }));
  assert.ok(!contract.accepts('/api/visio', {}));
  const certified = { room: 'rdv-4821', fingerprint: fingerprint(1) };
  assert.ok(contract.accepts('/api/visio', certified));
  assert.ok(contract.accepts('/api/visio', { ...certified, purpose: 'attestation' }));
  assert.ok(!contract.accepts('/api/visio', { ...certified, fingerprint: fingerprint(1).toLowerCase() }));
  assert.ok(!contract.accepts('/api/visio', { ...certified, fingerprint: null }));
  const admission = '/api/visio/{room}/admission';
  assert.ok(contract.accepts(admission, { id, decision: 'refuse', reason: 'r' }));
  assert.ok(contract.accepts(admission, { action: 'remove', participant: id, connection: 'c' }));
  assert.ok(!contract.accepts(admission, { id, decision: 'maybe' }));
  assert.ok(!contract.accepts(admission, { action: 'explode' }));
});

it('every described answer is one that the server gives, and the other way round', async () => {
  const clock = new Clock();
  const salle = { id: 'salle', open: true, waitingRoom: false, capacity: 1 } as const;
  const rooms = [consultation(clock), salle, { id: 'autre', open: true, waitingRoom: false }];
  const firm = await Firm.open(rooms, { clock, limits: { address: { requests: 400, per: 1000 } } });
  const host = await firm.invited('rdv-4821', 'me-vasseur');
  const guest = await firm.invited('rdv-4821', 'client');
  const stranger = firm.visitor();
  const get = '/api/visio/rdv-4821';
  const admission = `${get}/admission`;
  // Each answer is checked by the visitor as it comes.
  await guest.ask();
  await guest.call('GET', get);
  await host.list();
  for (const action of ['end', 'admit-all', 'reopen', 'admit-all']) await host.decide({ action });
  await guest.ask();
  await guest.call('GET', get);
  await stranger.ask();
  await stranger.call('GET', get);
  await stranger.list();
  await stranger.decide({ action: 'lock' });
  await guest.list();
  await guest.decide({ action: 'lock' });
  await host.list('inconnue');
  await host.decide({ action: 'lock' }, 'inconnue');
  await stranger.ask('inconnue');
  await stranger.call('GET', '/api/visio/inconnue');
  await host.decide({ id: 'x', decision: 'admit' });
  await host.decide({});
  await stranger.ask('', {});
  const link = `${get}/link`;
  await stranger.call('POST', link, {});
  await stranger.call('POST', link, { link: 'x' });
  await firm.visitor().openLink(await firm.server.link('rdv-4821', 'client'));
  await stranger.call('POST', '/api/visio/inconnue/link', { link: 'x' });
  for (const path of ['/api/visio', admission, link]) {
    await host.call('POST', path, 'x', { 'Content-Type': 'text/plain' });
    await host.call('POST', path, 'x'.repeat(17_000));
  }
  await stranger.ask('salle');
  await firm.visitor().ask('salle');
  await firm.visitor().call('GET', '/api/visio/salle');
  clock.move(-2 * HOUR);
  await guest.ask();
  await guest.call('GET', get);
  clock.move(5 * HOUR);
  await guest.ask();
  await guest.call('GET', get);
  firm.vonage.status = 500;
  await firm.visitor().ask('autre');
  await firm.visitor().call('GET', '/api/visio/autre');
  // A store that fails is what is left to make the list unavailable.
  for (let request = 0; request < 400; request++) await stranger.list('inconnue');
  await stranger.ask();
  await stranger.call('GET', get);
  await stranger.decide({});
  await stranger.call('POST', link, { link: 'x' });
  await firm.close();

  const store = {
    read: () => Promise.reject(new Error('disk')),
    update: () => Promise.reject(new Error('disk')),
    claimSession: () => Promise.reject(new Error('disk')),
    close: () => Promise.resolve(),
  };
  const linked = await Firm.open([{ id: 'rdv-4821' }], { store });
  await linked.visitor().list();
  await linked.visitor().decide({});
  await linked.visitor().call('POST', link, { link: 'x' });
  await linked.close();

  const seen = new Set([...firm.contract.seen, ...linked.contract.seen]);
  assert.deepEqual(
    firm.contract.described.filter((answer) => !seen.has(answer)),
    [],
  );
});
