#!/usr/bin/env node
// Plain JavaScript, so that Node can start it: everything else is TypeScript, which tsx reads.
import { register } from 'tsx/esm/api';

process.setSourceMapsEnabled(true);
register();
await import('./misty.ts');
