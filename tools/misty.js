#!/usr/bin/env node
// Plain JavaScript, so that Node can start it: everything else is TypeScript, of which plain JavaScript is made once.
import { builtProgram } from './built.js';

process.setSourceMapsEnabled(true);
const program = await builtProgram().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
await import(program);
