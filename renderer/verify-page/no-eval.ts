import { z } from 'zod';

// Has to run before the first schema is made: zod tries whether it may build functions from text, and the page's policy counts
// even the try as a violation.
z.config({ jitless: true });
