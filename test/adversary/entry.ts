// The parts of the product that the explorer drives, in one bundle.
export { delay } from '../../src/access/delay.ts';
export { attestationVerifier } from '../../src/attestation/attestation.ts';
export { Call } from '../../src/call/call.ts';
export { AttestationFeature } from '../../src/call/features/attestation-feature.ts';
export { newEntries } from '../../src/call/state/diff.ts';
export { presentOf, verifiedPeople } from '../../src/call/state/select.ts';
export { LocalDevices } from '../../src/devices/local-devices.ts';
export { LineProtocol } from '../../src/private-line/line-protocol.ts';
export { openPrivateLine } from '../../src/private-line/private-line.ts';
export { createComparison } from '../../src/verification/comparison.ts';
export { commitmentOf, sasDigest } from '../../src/verification/sas.ts';
