/** The proofs at full length: `node dist/test/soak.js [word…]`; takes an hour or so. */

import { fileURLToPath } from 'node:url';

process.env.SOAK = '1';
process.argv = [
  process.argv[0]!,
  fileURLToPath(new URL('./run.js', import.meta.url)),
  ...(process.argv.length > 2 ? process.argv.slice(2) : ['proof/']),
];
await import('./run.js');
