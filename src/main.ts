#!/usr/bin/env node
/** The name under which other software starts the program; what happens is in src/main.js, which says why. */
await import('./main.js')
