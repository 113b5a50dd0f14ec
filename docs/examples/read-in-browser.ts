/** In a worker of your page: one reader, opened once, for as many texts as come. */
import { isRefusal, OnusError, openReader } from 'onus/reader';

const opening = openReader({
  onProgress: (loaded, total) => self.postMessage({ loaded, total }),
});

self.addEventListener('message', async ({ data }: MessageEvent<string>) => {
  try {
    const reader = await opening;
    const reading = await reader.read(data);
    self.postMessage(isRefusal(reading) ? { problem: reading.reason } : { statements: reading.statements });
  } catch (error) {
    // The weights did not come, or are of another version.
    const problem = error instanceof OnusError ? `${error.message}; ${error.hint}` : String(error);
    self.postMessage({ problem });
  }
});
