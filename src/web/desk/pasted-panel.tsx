import '../../domain/without-eval.ts';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { Problem } from '../parts/data.ts';
import { PastedReading, type PastedReadingProps } from '../parts/pasted-reading.tsx';
import { ProblemNotice } from '../parts/problem.tsx';

let root: Root | null = null;

function rootIn(place: HTMLElement): Root {
  if (root === null) {
    place.replaceChildren();
    root = createRoot(place);
  }
  return root;
}

export function showReading(place: HTMLElement, reading: PastedReadingProps): void {
  flushSync(() => rootIn(place).render(<PastedReading {...reading} />));
}

export function showProblem(place: HTMLElement, title: string, problem: Problem): void {
  flushSync(() => rootIn(place).render(<ProblemNotice title={title} problem={problem} />));
}
