// `npm run demo`: a law firm's site with a room, on this machine, from a fresh clone.
import { ensureBuild, ensureDependencies, runProgram } from './setup.mjs';

ensureDependencies();
ensureBuild();
runProgram('demo/start.ts');
