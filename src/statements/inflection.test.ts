import { expect, test } from 'vitest';
import { inflectVerb } from './inflection.ts';

test.each([
  ['accuse', ['accuse', 'accuses', 'accused', 'accusing']],
  ['deny', ['deny', 'denies', 'denied', 'denying']],
  ['lambast', ['lambast', 'lambasts', 'lambasted', 'lambasting']],
  ['pan', ['pan', 'pans', 'panned', 'panning']],
  ['reject', ['reject', 'rejects', 'rejected', 'rejecting']],
  ['attack', ['attack', 'attacks', 'attacked', 'attacking']],
  ['dismiss', ['dismiss', 'dismisses', 'dismissed', 'dismissing']],
  ['agree', ['agree', 'agrees', 'agreed', 'agreeing']],
  ['delay', ['delay', 'delays', 'delayed', 'delaying']],
  ['launch', ['launch', 'launches', 'launched', 'launching']],
  ['appeal', ['appeal', 'appeals', 'appealed', 'appealing']],
])('the forms of %s', (lemma, forms) => {
  expect(inflectVerb(lemma, {})).toEqual(forms);
});

test('a listed verb takes the forms of the list', () => {
  expect(inflectVerb('steal', { steal: ['steals', 'stole', 'stolen', 'stealing'] })).toEqual([
    'steal',
    'steals',
    'stole',
    'stolen',
    'stealing',
  ]);
});
