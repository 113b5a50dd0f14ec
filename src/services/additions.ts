import { captureBytes } from '../capture/capture-bytes.ts';
import { ARCHIVE_NAME } from '../capture/warc/open-archive.ts';
import type { Captured } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { type CaptureMeans, capturesOf } from './captures-of.ts';
import { addressId, type Filed, fileSource } from './file-source.ts';
import { intactBytes } from './intact-bytes.ts';
import type { AddOutcome, AddRequest, Ports } from './ports.ts';
import { parsePublication } from './publication.ts';
import type { AddInput, Services } from './services.ts';

/** Checks an input so far as that can be done at once, keeps its bytes and queues the rest. */
export async function requestAdd(
  ports: Ports,
  caseId: string,
  input: AddInput,
): ReturnType<Services['requestAdd']> {
  const { linked, ignoreRobots } = input;
  const publication = input.publication === undefined ? undefined : parsePublication(input.publication);
  if (isRefusal(publication)) return publication;
  const options = {
    ...(linked && { linked }),
    ...(ignoreRobots && { ignoreRobots }),
    ...(publication !== undefined && { publication }),
  };
  if (input.kind === 'url')
    return { jobId: await ports.store.jobs.enqueue(caseId, { kind: 'url', url: input.url, ...options }) };
  const { kind, name, bytes } = input;
  // Whether an archive holds anything is known only when it is taken apart.
  const captured = ARCHIVE_NAME.test(name)
    ? null
    : captureBytes({ kind, name, bytes, now: ports.clock.now() });
  if (isRefusal(captured)) return captured;
  const digest = await ports.store.blobs.put(bytes);
  return { jobId: await ports.store.jobs.enqueue(caseId, { kind, name, digest, ...options }) };
}

/** What a worker does with a queued addition. Refusals are final; faults are thrown, and the queue tries again. */
export function addWorker(ports: Ports): (caseId: string, request: AddRequest) => Promise<AddOutcome> {
  return async (caseId, request) => {
    const input = await inputOf(ports, request);
    if (isRefusal(input)) return input;
    const filed: Filed[] = [];
    const refused: Refusal[] = [];
    const remarks: string[] = [];
    const watch = { onRemark: (remark: string) => remarks.push(remark) };
    for await (const taken of capturesOf(input, storingMeans(ports))) {
      if ('refusal' in taken) refused.push(taken.refusal);
      else if ('captured' in taken) {
        const { publication } = request;
        const outcome = await fileSource(ports, taken.captured, async () => caseId, { publication, watch });
        if (isRefusal(outcome)) refused.push(outcome);
        else filed.push(outcome);
      }
    }
    const outcome = outcomeOf(filed, refused);
    const remark = remarkOf(remarks);
    return isRefusal(outcome) || remark === null ? outcome : { ...outcome, remark };
  };
}

function remarkOf(remarks: readonly string[]): string | null {
  const [first] = remarks;
  if (first === undefined) return null;
  return remarks.length === 1 ? first : `of ${remarks.length} sources; the first: ${first}`;
}

function outcomeOf(filed: readonly Filed[], refused: readonly Refusal[]): AddOutcome {
  const [first] = filed;
  const [why] = refused;
  if (first === undefined) return why ?? nothingInIt();
  if (why === undefined) return { sourceId: first.sourceId, sources: filed.length, problem: unreadOf(filed) };
  const reason = `${refused.length} of ${filed.length + refused.length} were not taken; the first: ${why.reason}`;
  return { sourceId: first.sourceId, sources: filed.length, problem: { ...why, reason } };
}

function unreadOf(filed: readonly Filed[]): Refusal | null {
  const unread = filed.flatMap((each) => each.unread ?? []);
  const [first] = unread;
  if (first === undefined) return null;
  const { refused, hint } = first;
  if (filed.length === 1) return { refused, reason: first.reason, hint };
  return { refused, reason: `${unread.length} of ${filed.length} were ${first.reason}`, hint };
}

function nothingInIt(): Refusal<'empty-input'> {
  return {
    refused: 'empty-input',
    reason: 'it holds no page or text',
    hint: 'add an archive of pages, a feed with entries, or a page by itself',
  };
}

async function inputOf(ports: Ports, request: AddRequest): Promise<AddInput | Refusal> {
  if (request.kind === 'url') return request;
  const { kind, name, digest, linked, ignoreRobots } = request;
  const bytes = await ports.store.blobs.get(digest);
  if (bytes === null)
    return {
      refused: 'blob-missing',
      reason: `the bytes of ${name} are no longer there`,
      hint: 'add it again',
    };
  return { kind, name, bytes, linked, ignoreRobots };
}

/** Means that keep: addresses are asked for on condition of what the store holds of them, and feeds are frozen. */
export function storingMeans({ store, fetcher, clock }: Ports): CaptureMeans {
  return {
    now: () => clock.now(),
    async fetch(url, { ignoreRobots }) {
      return fetcher.fetch(url, { previous: await previousOf(url), ignoreRobots });
    },
    async keepFeed({ bytes }) {
      await store.blobs.put(bytes);
    },
  };

  /** The newest capture of an address that was fetched here, while its bytes are there. */
  async function previousOf(given: string): Promise<Captured | undefined> {
    if (!URL.canParse(given)) return undefined;
    const source = await store.sources.find(addressId(given));
    if (source?.capture.kind !== 'url') return undefined;
    // Where they are not intact the page is fetched whole, which puts them right.
    const bytes = await intactBytes(store.blobs, source.capture.payloadDigest);
    return bytes === null ? undefined : { capture: source.capture, bytes };
  }
}
