import { z } from 'zod';
import { blockTypeSchema } from '../../domain/article.ts';
import { CORRECTION_REASON_LIMIT } from '../../domain/block-correction.ts';
import type { Refusal } from '../../domain/errors.ts';
import type { BlockCorrectionRequest } from '../../services/services.ts';
import type { BlockDraft } from '../parts/block-list.tsx';

const offset = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const formSchema = z.object({
  capture: z.string().max(100),
  version: offset,
  start: offset,
  end: offset,
  type: blockTypeSchema,
  reason: z.string().max(CORRECTION_REASON_LIMIT).default(''),
  undo: z.literal('yes').optional(),
});

const NOT_OURS: Refusal = {
  refused: 'correction-form',
  reason: 'What was sent is not the form of a block.',
  hint: 'Open the blocks of the source and send the form from there; programs use /api.',
};

/** What a block's form asks for, and the form as it was filled in, to be shown again where it is not taken. */
export function readCorrection(
  form: FormData,
): { readonly request: BlockCorrectionRequest; readonly draft: BlockDraft } | Refusal {
  const parsed = formSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return NOT_OURS;
  const { capture, version, start, end, type, reason, undo } = parsed.data;
  return {
    request: {
      ...{ captureId: capture, version, start, end, reason },
      ...(undo === undefined && { type }),
    },
    draft: { start, type, reason },
  };
}
