import type { Position } from '../../domain/position.ts';
import { Foreign } from './foreign.tsx';
import { dateWords } from './words.ts';

/** When something was said, with the words that say so: said 19 December 2014 (“on Friday”). */
export function SaidOnDate({ date, words }: { readonly date: string; readonly words: string | null }) {
  return (
    <span>
      said <time>{dateWords(date)}</time>
      {words !== null && (
        <>
          {' '}
          (“<Foreign>{words}</Foreign>”)
        </>
      )}
    </span>
  );
}

/** When something was said or, where its words do not say, when the article came out that it stands in. */
export function SaidOrPublished({ date, saidOn }: Pick<Position['statements'][number], 'date' | 'saidOn'>) {
  if (date === null) return <span>in an article without a date</span>;
  if (saidOn !== undefined) return <SaidOnDate date={date} words={saidOn.words} />;
  return (
    <span>
      in an article of <time>{dateWords(date)}</time>
    </span>
  );
}
