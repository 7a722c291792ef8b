// `npm run session-service`: the local session service alone, for a firm's own server, from a fresh clone.
import { ensureDependencies, runProgram } from './setup.mjs';

ensureDependencies();
runProgram('demo/session-service/start.ts');
