import { describe, expect, it } from 'vitest';
import type { Document, Paragraph, Sentence, Token } from '../domain/document.ts';
import { readDocument } from '../language/read-document.ts';
import { findStatements } from './find-statements.ts';

function documentOf(text: string): Document {
  return readDocument({
    text,
    blocks: [{ type: 'body', start: 0, end: text.length, reason: 'given', probability: 1 }],
  });
}

/** Each statement as `source | cue | content`; pieces are joined by " … ". */
function found(text: string): string[] {
  return findStatements(documentOf(text)).map(({ source, cue, content }) =>
    [source, cue, content].map((quotes) => quotes.map(({ exact }) => exact).join(' … ')).join(' | '),
  );
}

describe('direct speech', () => {
  it.each([
    ['"The dam is safe," Mr Lund said.', 'Mr Lund | said | "The dam is safe,"'],
    [
      '“The dam is safe,” said Ama Boye, the minister of water.',
      'Ama Boye, the minister of water | said | “The dam is safe,”',
    ],
    ["''The dam is safe,'' she told reporters on Monday.", "she | told | ''The dam is safe,''"],
    ['‘The dam is safe,’ he added.', 'he | added | ‘The dam is safe,’'],
    ['Boye said: "The dam is safe."', 'Boye | said | "The dam is safe."'],
    ['Boye told the Harrow Times, "The dam is safe."', 'Boye | told | "The dam is safe."'],
    ['"Is the dam safe?" Boye asked.', 'Boye | asked | "Is the dam safe?"'],
    ['"The dam," Boye said, "is safe."', 'Boye | said | "The dam," … "is safe."'],
    [
      '"The dam is safe," Boye said. "It was built well."',
      'Boye | said | "The dam is safe," … "It was built well."',
    ],
    [
      '"The dam is safe,\nand will stay so," Boye said.',
      'Boye | said | "The dam is safe,\nand will stay so,"',
    ],
    [
      'Boye said in a long letter to the towns along the river: "The dam is safe."',
      'Boye | said in a long letter | "The dam is safe."',
    ],
    ['LUND: The dam is safe.', 'LUND | : | The dam is safe.'],
  ])('%j', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  it('leaves a quotation before another speaker to whoever spoke before', () => {
    expect(found('"It is safe," Boye said. "We checked." Lund said that the river rose.')).toEqual([
      'Boye | said | "It is safe," … "We checked."',
      'Lund | said | that the river rose',
    ]);
  });

  it('reads no cue within a quotation', () => {
    expect(found('"They said it was safe, and we believed that they knew," Boye said.')).toHaveLength(1);
  });
});

describe('indirect and mixed speech', () => {
  it.each([
    ['Boye said that the dam was safe.', 'Boye | said | that the dam was safe'],
    ['Boye said the dam was "as safe as a house".', 'Boye | said | the dam was "as safe as a house"'],
    ['Boye said the dam would hold, but added that she worried.', 'Boye | said | the dam would hold'],
    ['Boye said the dam would hold, but added that she worried.', 'Boye | added | that she worried'],
    ['The dam would hold, Boye said.', 'Boye | said | The dam would hold'],
    ['The dam would hold, said the ministry.', 'the ministry | said | The dam would hold'],
    ['In spring, Boye said, the dam would hold.', 'Boye | said | In spring … the dam would hold'],
    [
      'The ministry said in a statement that the dam held.',
      'The ministry | said in a statement | that the dam held',
    ],
    ['Boye told the council the dam held.', 'Boye | told | the dam held'],
    ['According to the ministry, the dam held.', 'the ministry | According to | the dam held'],
    [
      'According to Ama Boye, a minister, the dam held.',
      'Ama Boye, a minister | According to | the dam held',
    ],
    ['The dam held, according to the ministry.', 'the ministry | according to | The dam held'],
    ['Boye wondered whether the dam would hold.', 'Boye | wondered | whether the dam would hold'],
    ['Boye believes the dam will hold.', 'Boye | believes | the dam will hold'],
    ['Boye pledged to mend the dam.', 'Boye | pledged | to mend the dam'],
    ['Boye left early, saying the dam was safe.', 'Boye | saying | the dam was safe'],
    ['It is believed that the dam held.', ' | It is believed | that the dam held'],
    ['The dam is expected to hold.', ' | is expected | The dam … to hold'],
  ])('%j: %j', (text, expected) => {
    expect(found(text)).toContain(expected);
  });
});

describe('verbs that say what they do', () => {
  it.each([
    ['Valdania accused Ostrava Sur of the theft.', 'Valdania | accused | Ostrava Sur of the theft'],
    ['Valdania has repeatedly condemned the attack.', 'Valdania | has repeatedly condemned | the attack'],
    ['Valdania did not blame Norrland.', 'Valdania | did not blame | Norrland'],
    ['Norrland denied the charge.', 'Norrland | denied | the charge'],
    ['Norrland is yet to speak out over the theft.', 'Norrland | is yet to speak out over | the theft'],
    ['Norrland declined to comment.', 'Norrland | declined | to comment'],
    ['Valdania called for calm.', 'Valdania | called for | calm'],
    ['Valdania has reached out to Norrland for help.', 'Valdania | has reached out to | Norrland for help'],
    [
      'Investigators have connected the theft to Norrland.',
      'Investigators | have connected | the theft to Norrland',
    ],
    [
      'The theft was blamed on Norrland by the ministry.',
      'the ministry | was blamed | The theft … on Norrland',
    ],
    ['The minister warned against haste.', 'The minister | warned against | haste'],
    ['Boye urged Norrland to hand over the logs.', 'Boye | urged | Norrland to hand over the logs'],
  ])('%j', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  it('gives the second verb of a subject the first one’s source and negation', () => {
    expect(
      found('Ms Lund repeated the plea but did not directly condemn the theft or mention Norrland.'),
    ).toEqual([
      'Ms Lund | repeated | the plea',
      'Ms Lund | did not directly condemn | the theft',
      'Ms Lund | did not … mention | Norrland',
    ]);
  });
});

describe('noun cues', () => {
  it.each([
    [
      "The paper printed Boye's accusation that Norrland hacked the dam.",
      "Boye's | accusation | that Norrland hacked the dam",
    ],
    ['They closed it after threats of violence from smugglers.', 'smugglers | threats of | violence'],
  ])('%j', (text, expected) => {
    expect(found(text)).toContain(expected);
  });
});

describe('sources', () => {
  it.each([
    ['Foreign ministry spokeswoman Ama Boye said it was over.', 'Foreign ministry spokeswoman Ama Boye'],
    ['Ama Boye, the minister of water, said it was over.', 'Ama Boye, the minister of water,'],
    ['Tavi Lund, 57, a driver from Harrow, said it was over.', 'Tavi Lund, 57, a driver from Harrow,'],
    ['On Monday a spokesman for the harbour said it was over.', 'a spokesman for the harbour'],
    ['The dam broke when the engineers who built it said it was over.', 'the engineers who built it'],
    ['But officials in Harrow and Norrland said it was over.', 'officials in Harrow and Norrland'],
    ['At least two officials said it was over.', 'At least two officials'],
    ['The minister last year said it was over.', 'The minister'],
    ['Boye, however, said it was over.', 'Boye'],
    [
      'Harrow officials who asked not to be named told reporters it was over.',
      'Harrow officials who asked not to be named',
    ],
    [
      'Norrland, Valdania and the Harbour Union said it was over.',
      'Norrland, Valdania and the Harbour Union',
    ],
    ['The states that blamed Norrland were silent.', 'The states'],
  ])('%j', (text, source) => {
    expect(found(text).map((line) => line.split(' | ')[0])).toContain(source);
  });
});

describe('what is no cue', () => {
  it.each([
    'The United States and Norrland signed the treaty.',
    'Cyber attacks on dams cost millions.',
    'The emails of the ministry were old.',
    'Police and state partners met.',
    'The alleged scheme was old.',
    'A worm called Rain spread.',
    'His decision to leave came late.',
    'The river rose and the bridge fell.',
  ])('%j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('silence', () => {
  it.each([
    ['Norrland did not immediately respond.', 'Norrland | did not immediately respond | '],
    [
      'Lonet did not immediately return an email seeking comment.',
      'Lonet | did not immediately return | an email seeking comment',
    ],
    ['The mayor could not be reached for comment.', 'The mayor | could not be reached for comment | '],
    ['Norrland had no comment.', 'Norrland | had no comment | '],
    ['The bank has yet to respond to questions.', 'The bank | has yet to respond | to questions'],
  ])('%j', (text, expected) => {
    expect(found(text)).toContain(expected);
    expect(findStatements(documentOf(text)).map(({ act }) => act)).toContain('no-comment');
  });
});

describe('a report of a blame', () => {
  it('counts the blame once', () => {
    const statements = findStatements(
      documentOf('The cyber centre assesses that Norrland raided the mint, a spokesman said.'),
    );
    expect(statements.map(({ act }) => act).sort()).toEqual(['attribute', 'state']);
  });
});

describe('an abstention', () => {
  it.each([
    'The minister stopped short of naming a culprit.',
    'The declaration did not name the organ that carried it out.',
    'The ministry condemned the raid without attributing it to a state.',
  ])('%j', (text) => {
    const acts = findStatements(documentOf(text)).map(({ act }) => act);
    expect(acts).toContain('withhold');
    expect(acts).not.toContain('attribute');
  });
});

describe('statements within statements', () => {
  it('point at the one that holds them', () => {
    const statements = findStatements(
      documentOf('Boye said that Lund told the council that "the dam is safe".'),
    );
    expect(statements.map(({ within }) => within)).toEqual([null, 0]);
  });

  it('keep what is added under a hedge of its own', () => {
    const statements = findStatements(
      documentOf(
        'Valdania, which the ministry alleges was helped by Norrland and perhaps with Ostravan help, stayed silent.',
      ),
    );
    const addition = statements.findIndex(({ content }) =>
      content[0]?.exact.startsWith('perhaps with Ostravan help'),
    );
    expect(addition).toBeGreaterThanOrEqual(0);
    expect(statements[addition]?.within).not.toBeNull();
    expect(statements.map(({ act }) => act)).toEqual(['attribute', 'attribute']);
    expect(statements[addition]?.target?.text).toBe('Ostravan help');
  });

  it('never form a circle', () => {
    const statements = findStatements(
      documentOf(
        'Boye made the remarks on Monday, but did not blame Norrland for the theft, the ministry said in a statement.',
      ),
    );
    for (const start of statements) {
      let at: number | null = start.within;
      for (let steps = 0; at !== null; steps++) {
        expect(steps).toBeLessThan(statements.length);
        at = statements[at]?.within ?? null;
      }
    }
  });
});

describe('any text', () => {
  it('yields statements whose quotes stand in it, sorted and with a probability', () => {
    const pieces = [
      'Boye',
      'said',
      'that',
      '"no"',
      ',',
      '.',
      'the dam',
      'told',
      'Lund',
      'and',
      'but',
      'not',
      'did',
      '\n',
      '“yes,”',
      'according to',
      'which',
      '(',
      ')',
      'who',
      '—',
      ':',
      'accused',
      'of',
      'to',
    ];
    let state = 11;
    const random = (n: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % n;
    };
    for (let round = 0; round < 400; round++) {
      const text = Array.from({ length: 4 + random(40) }, () => pieces[random(pieces.length)]).join(' ');
      for (const { source, cue, content, probability, within } of findStatements(documentOf(text))) {
        for (const quote of [...source, ...cue, ...content])
          expect(text.slice(quote.start, quote.end)).toBe(quote.exact);
        expect(cue.length).toBeGreaterThan(0);
        expect(content.length).toBeGreaterThan(0);
        expect(probability).toBeGreaterThan(0);
        expect(probability).toBeLessThan(1);
        expect(within === null || within >= 0).toBe(true);
      }
    }
  });

  it.each([
    ['nothing', ''],
    ['a lone surrogate', 'Boye said \ud800 was over.'],
    ['right-to-left text', 'אמר "שלום" והלך. قال "نعم".'],
    ['nothing but quotation marks', '"“”\''.repeat(500)],
    ['a megabyte of one sentence', `Boye said ${'the dam and the river, '.repeat(45_000)}held.`],
    ['a megabyte of cues', 'said that he told, but '.repeat(45_000)],
    ['a sentence of many cues', 'Boye said the dam '.repeat(1500)],
    ['a sentence of many attributions', 'the dam, he said, '.repeat(1500)],
    ['a sentence of many participles', 'the dam, saying '.repeat(1500)],
    ['a sentence of many sources', 'according to the dam, '.repeat(1500)],
    ['a sentence of many nouns', "Boye's claim that ".repeat(1500)],
    ['a megabyte of opening marks', '"said '.repeat(170_000)],
  ])('is read when it is %s', (_, text) => {
    for (const { cue } of findStatements(documentOf(text)).slice(0, 50))
      for (const quote of cue) expect(text.slice(quote.start, quote.end)).toBe(quote.exact);
  });

  it('keeps the block that a statement stands in', () => {
    const text = 'Norrland denies theft\nBoye said it was over.';
    const blocks = [
      { type: 'headline' as const, start: 0, end: 21, reason: '', probability: 1 },
      { type: 'body' as const, start: 22, end: text.length, reason: '', probability: 1 },
    ];
    expect(findStatements(readDocument({ text, blocks })).map(({ block }) => block)).toEqual([
      'headline',
      'body',
    ]);
  });

  it('refuses nothing a document can hold, not even tokens without sentences', () => {
    const token: Token = { start: 0, end: 4, kind: 'word', lower: 'said' };
    const none: readonly (Sentence & Paragraph)[] = [];
    expect(
      findStatements({
        text: 'said',
        tokens: [token],
        sentences: none,
        paragraphs: none,
        quotations: [],
        mentions: [],
        forms: null,
        tags: null,
      }),
    ).toEqual([]);
  });
});
