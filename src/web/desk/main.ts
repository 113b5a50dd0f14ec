import './desk.css';
import './icon.svg?url';
import { enhanceAdding } from './adding.ts';
import { enhanceCells } from './cells.ts';
import { followJobs } from './jobs.ts';
import { enhanceKeys } from './keys.ts';
import { enhancePasted } from './pasted.ts';
import { enhanceReading } from './reading.ts';

// Each finds its own place in the page and leaves a page without it alone.
enhanceKeys();
enhanceCells();
enhanceReading();
enhanceAdding();
enhancePasted();
followJobs();
