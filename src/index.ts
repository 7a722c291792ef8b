export type { AccessProvider, AccessRequest } from './access/endpoint.ts';
export type { AccessGrant, RoomFacts } from './access/grant.ts';
export type { LeaveReason, Role } from './call/session.ts';
export type { Phase, Security } from './call/state.ts';
export { type ErrorCode, type ErrorFacts, type Remedy, VisioError } from './error.ts';
export { type ParticipantInfo, VisioEvent, type VisioEventDetails } from './events.ts';
export type { ConnectionEvidence } from './security/evidence.ts';
export type { Level } from './security/level.ts';
export { VisioAvocatRoom } from './visio-avocat-room.ts';
