/**
 * Zod compiles schemas by `Function`, which the policy of our pages forbids, and tries at the first schema whether it may:
 * whoever runs in a browser imports this before all else.
 */
import { z } from 'zod';

z.config({ jitless: true });
