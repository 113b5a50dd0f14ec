import { createRoute, z } from '@hono/zod-openapi';
import { captureDiffSchema } from '../domain/capture-diff.ts';
import { CASE_NAME_LIMIT, caseSchema } from '../domain/case.ts';
import { conclusionSchema, judgementSchema } from '../domain/judgement.ts';
import { foundCopySchema, originEditSchema } from '../domain/origin.ts';
import { problemSchema } from './status.ts';
import {
  addSourceSchema,
  caseSummarySchema,
  caseViewSchema,
  correctedSchema,
  correctionRequestSchema,
  editOriginsSchema,
  jobSchema,
  originsViewSchema,
  selectedStatementSchema,
  sourceViewSchema,
} from './types.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});
const NOT_FOUND = { 404: problem('No such id') };
const INVALID = { 400: problem('The request does not have the described form') };
const REFUSED = { 422: problem('The input was looked at and not taken') };

const caseParams = z.object({ caseId: z.string().openapi({ description: 'Id of a case' }) });
const sourceParams = z.object({ sourceId: z.string().openapi({ description: 'Id of a source' }) });
const captureQuery = z.object({
  capture: z.string().optional().openapi({ description: 'Id of a capture; by default the newest' }),
});
const jobParams = z.object({ jobId: z.string().openapi({ description: 'Id of an addition' }) });

export const listCasesRoute = createRoute({
  method: 'get',
  path: '/cases',
  summary: 'All cases, newest first',
  responses: { 200: json(z.array(caseSummarySchema), 'The cases') },
});

export const createCaseRoute = createRoute({
  method: 'post',
  path: '/cases',
  summary: 'The case of that name, made where there is none',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({
            name: z.string().openapi({ maxLength: CASE_NAME_LIMIT, example: 'Port of Halsund' }),
          }),
        },
      },
    },
  },
  responses: { 201: json(caseSchema, 'The case'), ...INVALID, ...REFUSED },
});

export const openCaseRoute = createRoute({
  method: 'get',
  path: '/cases/{caseId}',
  summary: 'A case: its sources, origins and positions',
  request: { params: caseParams },
  responses: { 200: json(caseViewSchema, 'The case'), ...NOT_FOUND },
});

export const addSourceRoute = createRoute({
  method: 'post',
  path: '/cases/{caseId}/sources',
  summary: 'Adds a source by address, text, or file',
  description:
    'JSON with `url` or `text`, or multipart/form-data with one `file`. The work is queued: ask for the job until it is settled.',
  request: {
    params: caseParams,
    // Not marked as required: that would have each body held against both schemas. Without one the answer is 415.
    body: {
      content: {
        'application/json': { schema: addSourceSchema },
        'multipart/form-data': {
          schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }),
        },
      },
    },
  },
  responses: {
    202: json(z.object({ jobId: z.string() }), 'The addition is queued'),
    ...INVALID,
    ...NOT_FOUND,
    413: problem('The body is larger than 25 MB'),
    415: problem('The body is neither JSON nor multipart'),
    ...REFUSED,
  },
});

export const findJobRoute = createRoute({
  method: 'get',
  path: '/jobs/{jobId}',
  summary: 'How an addition stands',
  request: { params: jobParams },
  responses: { 200: json(jobSchema, 'The addition'), ...NOT_FOUND },
});

export const openSourceRoute = createRoute({
  method: 'get',
  path: '/sources/{sourceId}',
  summary: 'A source: its newest capture or the one named, the article and its statements',
  request: { params: sourceParams, query: captureQuery },
  responses: { 200: json(sourceViewSchema, 'The source'), ...NOT_FOUND },
});

export const listStatementsRoute = createRoute({
  method: 'get',
  path: '/sources/{sourceId}/statements',
  summary: 'The statements of a source',
  description:
    'Spans are half-open UTF-16 ranges of the article’s canonical text. Selectors are those of W3C Web Annotation, whose TextPositionSelector counts Unicode code points.',
  request: { params: sourceParams, query: captureQuery },
  responses: { 200: json(z.array(selectedStatementSchema), 'The statements'), ...NOT_FOUND },
});

export const diffSourceRoute = createRoute({
  method: 'get',
  path: '/sources/{sourceId}/diff',
  summary: 'What changed between two captures: sentences, metadata, what became of the statements',
  request: {
    params: sourceParams,
    query: z.object({
      from: z
        .string()
        .optional()
        .openapi({ description: 'Id of a capture; by default the newest before it with other bytes' }),
      to: z.string().optional().openapi({ description: 'Id of a capture; by default the newest' }),
    }),
  },
  responses: { 200: json(captureDiffSchema, 'What changed'), ...NOT_FOUND, ...REFUSED },
});

export const correctBlockRoute = createRoute({
  method: 'post',
  path: '/sources/{sourceId}/corrections',
  summary: 'Says what a block is, or takes that back; the capture is read anew so',
  request: {
    params: sourceParams,
    body: { required: true, content: { 'application/json': { schema: correctionRequestSchema } } },
  },
  responses: {
    201: json(correctedSchema, 'The correction as it was kept'),
    ...INVALID,
    ...NOT_FOUND,
    409: problem('The blocks were corrected since the version that was seen'),
    ...REFUSED,
  },
});

export const listCopiesRoute = createRoute({
  method: 'get',
  path: '/sources/{sourceId}/copies',
  summary: 'Other sources, of whatever case, that share text with this one',
  request: { params: sourceParams },
  responses: { 200: json(z.array(foundCopySchema), 'Those that share most first'), ...NOT_FOUND },
});

export const openOriginsRoute = createRoute({
  method: 'get',
  path: '/cases/{caseId}/origins',
  summary: 'The origins of a case, with the reason of each member, shared passages, and edits by hand',
  description: 'Offsets are half-open UTF-16 ranges of the articles’ canonical texts.',
  request: { params: caseParams },
  responses: { 200: json(originsViewSchema, 'The origins'), ...NOT_FOUND },
});

export const editOriginsRoute = createRoute({
  method: 'post',
  path: '/cases/{caseId}/origins/edits',
  summary: 'Joins origins, splits sources off, or undoes such an edit',
  description:
    'Edits are added to the history of the case and never changed. `revision` is that of the origins as they were looked at.',
  request: {
    params: caseParams,
    body: { required: true, content: { 'application/json': { schema: editOriginsSchema } } },
  },
  responses: {
    201: json(originEditSchema, 'The edit as it was kept'),
    ...INVALID,
    ...NOT_FOUND,
    409: problem('Somebody else edited in the meantime; nothing was changed'),
    ...REFUSED,
  },
});

export const weighRoute = createRoute({
  method: 'post',
  path: '/cases/{caseId}/weigh',
  summary: 'Whether the case carries a conclusion, rule by rule',
  request: {
    params: caseParams,
    body: { required: true, content: { 'application/json': { schema: conclusionSchema } } },
  },
  responses: { 200: json(judgementSchema, 'The judgement'), ...INVALID, ...NOT_FOUND },
});
