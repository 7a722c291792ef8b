import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTelemetry } from '../../src/vonage/compartment/network.ts';

describe('usage reports', () => {
  for (const address of [
    'https://hlg.tokbox.com/prod/logging/ClientEvent',
    'https://hlg.tokbox.com/prod/logging/ClientQos',
    'https://hlg.tokbox.com/prod/logging/vcp_webrtc',
    'https://hlg.tokbox.com:443/anything',
    'https://hlg.dev.tokbox.com/logging',
    'https://proxy.example/hlg.tokbox.com/prod/logging/ClientEvent',
    'https://proxy.example/vonage/eu/hlg.tokbox.com/prod/logging/ClientQos?x=1',
    // Where a project's live configuration moves them.
    'https://reports.example/v2/logging/ClientEvent',
    'https://proxy.example/reports.example/v2/logging/ClientQos',
  ]) {
    it(`are known by ${address}`, () => assert.equal(isTelemetry(new URL(address)), true));
  }

  for (const address of [
    'https://config.opentok.com/project/1/config.json',
    'https://anvil.opentok.com/session/1_MX4?extended=true',
    'https://proxy.example/anvil.opentok.com/session/1_MX4',
    'https://proxy.example/anvil.opentok.com/session/hlg?next=hlg.tokbox.com',
    'wss://proxy.example/mantis.tokbox.com/rumorwebsocketsv2?socketId=hlg.tokbox.com',
    'https://hlg.tokbox.com.example/session',
    'https://nothlg.tokbox.com/session',
    'blob:https://firm.example/5a1e',
  ]) {
    it(`are not ${address}`, () => assert.equal(isTelemetry(new URL(address)), false));
  }
});
