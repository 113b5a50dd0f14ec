import type { Context } from 'hono';
import type { Refusal } from '../../domain/errors.ts';

const NOT_A_FORM: Refusal = {
  refused: 'not-a-form',
  reason: 'What was sent is not a form that can be read.',
  hint: 'Send multipart/form-data or application/x-www-form-urlencoded; programs use /api.',
};

/** The submitted form; a refusal where the body is something else or broken. */
export async function readForm(c: Context): Promise<FormData | Refusal> {
  const mediaType = c.req.header('content-type') ?? '';
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(mediaType)) return NOT_A_FORM;
  return c.req.formData().catch((error: unknown) => {
    // A body that is cut off or has no boundary is the sender's fault; everything else is ours.
    if (error instanceof TypeError) return NOT_A_FORM;
    throw error;
  });
}
