/**
 * A case by hand, for the tests of pages and API. The words retell public facts of the KA-SAT incident of 2022 in
 * sentences written for these tests; offsets are found from the words, so that every quote is exact.
 */
import type { Act, Hedge, SpeakerKind } from '../../src/domain/act.ts';
import type { Article, Block, BlockType } from '../../src/domain/article.ts';
import type { CaseSource } from '../../src/domain/case.ts';
import { type CaseOrigins, memberIds, type OriginMember } from '../../src/domain/origin.ts';
import type { Position, PositionKind } from '../../src/domain/position.ts';
import { anchorStatement, type FoundStatement, type Statement } from '../../src/domain/statement.ts';
import type { CaseView } from '../../src/services/services.ts';
import { unreadSources } from '../../src/services/unread.ts';
import { quoteOf } from '../../src/text/quote.ts';

export const CASE_ID = '01890000-0000-7000-8000-00000000000a';

interface Telling {
  readonly words: readonly [source: string, cue: string, ...content: string[]];
  readonly act: Act;
  readonly hedge?: Hedge;
  readonly speaker: readonly [name: string, kind: SpeakerKind, country: string | null, office?: string];
  readonly target?: readonly [text: string, country: string | null];
  readonly position?: PositionKind;
  readonly saidOn?: string;
  readonly block?: BlockType;
  readonly within?: number;
}

interface Told {
  readonly id: string;
  readonly title: string;
  readonly publication: string;
  readonly published: string;
  readonly author?: string;
  readonly blocks: readonly (readonly [BlockType, string, reason?: string, probability?: number])[];
  readonly tellings: readonly Telling[];
  readonly origin: number;
}

const EU: Told = {
  id: 'source-eu',
  title: 'EU and allies blame Russia for satellite network attack',
  publication: 'The Harbour Gazette',
  published: '2022-05-10',
  author: 'Ines Calder',
  origin: 0,
  blocks: [
    ['navigation', 'Home  World  Technology  Subscribe', 'links make up the whole line'],
    ['headline', 'EU and allies blame Russia for satellite network attack'],
    ['byline', 'By Ines Calder'],
    ['dateline', 'BRUSSELS, 10 May'],
    [
      'body',
      'The European Union on Tuesday strongly condemned what it called a malicious cyber activity conducted by the Russian Federation against Ukraine, which targeted the satellite network KA-SAT one hour before the invasion of 24 February.',
    ],
    [
      'body',
      'Foreign Secretary Liz Truss said there was clear and shocking evidence of a deliberate and malicious attack by Russia. The National Cyber Security Centre assesses that Russia was almost certainly responsible for defacing Ukrainian government websites in January.',
    ],
    [
      'body',
      'Secretary of State Antony Blinken said that Russia had launched cyber attacks in late February against commercial satellite networks. The statement by Washington said the activity disabled very small aperture terminals in Ukraine and across Europe.',
    ],
    ['appeal', 'Support our reporting. It takes a minute.', 'asks the reader to pay'],
    [
      'body',
      'The Russian embassy in London did not answer a request for comment.',
      'one line alone beside an appeal',
      0.55,
    ],
    ['caption', 'A ground station near the coast. Photograph: Harbour Gazette', 'stands in <figcaption>'],
    ['comment', 'gull42: I knew it all along', 'stands in the comments'],
  ],
  tellings: [
    {
      words: [
        'The European Union',
        'strongly condemned',
        'a malicious cyber activity conducted by the Russian Federation against Ukraine',
      ],
      act: 'attribute',
      speaker: ['European Union', 'agency', null],
      target: ['the Russian Federation', 'RUS'],
      position: 'attributes',
    },
    {
      words: [
        'Foreign Secretary Liz Truss',
        'said',
        'there was clear and shocking evidence of a deliberate and malicious attack by Russia',
      ],
      act: 'attribute',
      speaker: ['Liz Truss', 'official', 'GBR', 'Foreign Office'],
      target: ['Russia', 'RUS'],
      position: 'attributes',
      saidOn: '2022-05-10',
    },
    {
      words: [
        'The National Cyber Security Centre',
        'assesses',
        'that Russia was almost certainly responsible for defacing Ukrainian government websites',
      ],
      act: 'attribute',
      hedge: 'likely',
      speaker: ['National Cyber Security Centre', 'agency', 'GBR'],
      target: ['Russia', 'RUS'],
      position: 'attributes',
    },
    {
      words: [
        'Secretary of State Antony Blinken',
        'said',
        'that Russia had launched cyber attacks in late February against commercial satellite networks',
      ],
      act: 'attribute',
      speaker: ['Antony Blinken', 'official', 'USA', 'State Department'],
      target: ['Russia', 'RUS'],
      position: 'attributes',
    },
    {
      words: [
        'The statement by Washington',
        'said',
        'the activity disabled very small aperture terminals in Ukraine and across Europe',
      ],
      act: 'confirm',
      speaker: ['United States', 'state', 'USA'],
    },
    {
      words: ['The Russian embassy in London', 'did not answer', 'a request for comment'],
      act: 'no-comment',
      speaker: ['Embassy of Russia in London', 'agency', 'RUS', 'embassy in London'],
      position: 'silent when asked',
    },
  ],
};

const WIRE: Told = {
  id: 'source-wire',
  title: 'Modems across Europe were wiped, researchers say',
  publication: 'Signal Weekly',
  published: '2022-03-31',
  origin: 1,
  blocks: [
    ['headline', 'Modems across Europe were wiped, researchers say'],
    [
      'standfirst',
      'A wiper named AcidRain is thought to have rendered tens of thousands of modems inoperable.',
    ],
    [
      'body',
      'Viasat said on Wednesday that attackers had used a misconfigured VPN appliance to reach the management network. “We believe the purpose of the attack was to interrupt service,” the company said, and it did not name a culprit.',
    ],
    [
      'body',
      'SentinelLabs assessed with medium confidence that there are developmental similarities between AcidRain and VPNFilter, a malware that the FBI attributed to the Russian government in 2018.',
    ],
    [
      'body',
      'Victor Zhora, a deputy head of the Ukrainian communications service, said it was a really huge loss in communications at the very beginning of war. He added that Ukraine did not need to attribute it, since it had obvious evidence.',
    ],
  ],
  tellings: [
    {
      words: [
        'Viasat',
        'said',
        'attackers had used a misconfigured VPN appliance to reach the management network',
      ],
      act: 'confirm',
      speaker: ['Viasat', 'company', null],
    },
    {
      words: ['the company', 'said', 'We believe the purpose of the attack was to interrupt service'],
      act: 'assess',
      hedge: 'likely',
      speaker: ['Viasat', 'company', null],
    },
    {
      words: ['the company', 'did not name', 'a culprit'],
      act: 'withhold',
      speaker: ['Viasat', 'company', null],
      position: 'withholds',
    },
    {
      words: [
        'SentinelLabs',
        'assessed',
        'that there are developmental similarities between AcidRain and VPNFilter, a malware that the FBI attributed to the Russian government in 2018',
      ],
      act: 'assess',
      hedge: 'possible',
      speaker: ['SentinelLabs', 'company', null],
    },
    {
      words: ['the FBI', 'attributed', 'to the Russian government'],
      act: 'attribute',
      speaker: ['Federal Bureau of Investigation', 'agency', 'USA'],
      target: ['the Russian government', 'RUS'],
      position: 'attributes',
      within: 3,
    },
    {
      words: [
        'Victor Zhora',
        'said',
        'it was a really huge loss in communications at the very beginning of war',
      ],
      act: 'confirm',
      speaker: ['Victor Zhora', 'official', 'UKR', 'State Service of Special Communications'],
    },
    {
      words: ['He', 'added', 'that Ukraine did not need to attribute it, since it had obvious evidence'],
      act: 'attribute',
      hedge: 'alleged',
      speaker: ['Victor Zhora', 'official', 'UKR', 'State Service of Special Communications'],
      target: ['it', null],
      position: 'attributes',
    },
  ],
};

const COPY: Told = {
  ...WIRE,
  id: 'source-copy',
  publication: 'Coastal Morning Post',
  published: '2022-04-01',
};

const DENIAL: Told = {
  id: 'source-denial',
  title: 'Moscow rejects Western cyber claims',
  publication: 'Northern Dispatch',
  published: '2022-05-12',
  author: 'T. Okafor',
  origin: 2,
  blocks: [
    ['headline', 'Moscow rejects Western cyber claims'],
    [
      'body',
      'Kremlin spokesman Dmitry Peskov has denied that Russia carries out offensive cyber operations. The foreign ministry called the accusations groundless and asked for technical evidence.',
    ],
    [
      'body',
      'Australia joined its partners in holding Russia responsible. Canada expressed its support for the assessment of its allies. China’s foreign ministry said that all sides should avoid drawing conclusions before the facts are established.',
    ],
  ],
  tellings: [
    {
      words: ['Moscow', 'rejects', 'Western cyber claims'],
      act: 'dispute',
      speaker: ['Russia', 'state', 'RUS'],
      position: 'disputes',
      block: 'headline',
    },
    {
      words: [
        'Kremlin spokesman Dmitry Peskov',
        'denied',
        'that Russia carries out offensive cyber operations',
      ],
      act: 'deny',
      speaker: ['Dmitry Peskov', 'official', 'RUS', 'Kremlin'],
      target: ['Russia', 'RUS'],
      position: 'denies',
    },
    {
      words: ['The foreign ministry', 'called', 'the accusations groundless'],
      act: 'dispute',
      speaker: ['Ministry of Foreign Affairs of Russia', 'agency', 'RUS', 'foreign ministry'],
      position: 'disputes',
    },
    {
      words: ['The foreign ministry', 'asked for', 'technical evidence'],
      act: 'demand-evidence',
      speaker: ['Ministry of Foreign Affairs of Russia', 'agency', 'RUS', 'foreign ministry'],
      position: 'asks for evidence',
    },
    {
      words: ['Australia', 'joined', 'its partners in holding Russia responsible'],
      act: 'attribute',
      speaker: ['Australia', 'state', 'AUS'],
      target: ['Russia', 'RUS'],
      position: 'attributes',
    },
    {
      words: ['Canada', 'expressed its support', 'for the assessment of its allies'],
      act: 'endorse',
      speaker: ['Canada', 'state', 'CAN'],
      target: ['Russia', 'RUS'],
      position: 'endorses',
    },
    {
      words: [
        'China’s foreign ministry',
        'said',
        'that all sides should avoid drawing conclusions before the facts are established',
      ],
      act: 'demand-evidence',
      speaker: ['Ministry of Foreign Affairs of China', 'agency', 'CHN', 'foreign ministry'],
      position: 'asks for evidence',
    },
  ],
};

const TOLD = [WIRE, COPY, EU, DENIAL];

/** The case as the services would open it. */
export function sampleCase(): CaseView {
  const sources = TOLD.map(sourceOf);
  return {
    file: {
      case: { caseId: CASE_ID, name: 'Viasat KA-SAT', createdAt: '2026-01-12T08:00:00.000Z' },
      sources,
    },
    positions: positionsOf(sources),
    origins: originsAs(
      [...Map.groupBy(TOLD, ({ origin }) => origin).values()].map((group) => group.map(({ id }) => id)),
    ),
    unread: unreadSources(sources),
  };
}

/** Groups of `sourceId`s as origins, without what a comparison would find. */
export function originsAs(groups: readonly (readonly string[])[]): CaseOrigins {
  const member = (sourceId: string, place: number): OriginMember => ({
    sourceId,
    membership: place === 0 ? 'earliest' : 'copy',
    comparedWith: null,
    containment: null,
    reasons: [place === 0 ? 'published first' : 'made so for the test'],
    passages: [],
    passagesInAll: 0,
  });
  return {
    origins: groups.map((group) => ({
      originId: group.toSorted()[0] ?? '',
      earliest: group[0] ?? '',
      members: group.map(member),
    })),
    quotations: [],
    edits: [],
  };
}

const GERMAN: Told = {
  id: 'source-german',
  title: 'Hafenamt meldet Störung',
  publication: 'Das Hafenblatt',
  published: '2022-03-03',
  origin: 2,
  blocks: [
    ['headline', 'Hafenamt meldet Störung'],
    [
      'body',
      'Das Hafenamt hat am Donnerstag gesagt, dass es nicht weiß, wer für die Störung verantwortlich ist, und dass die Untersuchung noch nicht abgeschlossen sei.',
    ],
  ],
  tellings: [],
};

/** The same case with one more source, which is in German and so was not read. */
export function caseWithUnread(): CaseView {
  const view = sampleCase();
  const sources = [...view.file.sources, sourceOf(GERMAN)];
  return {
    ...view,
    file: { ...view.file, sources },
    origins: originsAs([...memberIds(view.origins), [GERMAN.id]]),
    unread: unreadSources(sources),
  };
}

function sourceOf(told: Told): CaseSource {
  const article = articleOf(told);
  const captureId = `capture-${told.id}`;
  return {
    sourceId: told.id,
    captureId,
    addedAt: '2026-01-12T09:00:00.000Z',
    capture: {
      targetUri: `https://news.example/${told.id}`,
      kind: 'url',
      payloadDigest: `sha256:${'0a'.repeat(32)}`,
      length: 18_204,
      capturedAt: '2026-01-12T09:00:12.000Z',
      mediaType: 'text/html',
      charset: { name: 'utf-8', from: 'header' },
      http: {
        finalUri: `https://news.example/${told.id}.html`,
        status: 200,
        redirects: [
          {
            from: `https://news.example/${told.id}`,
            to: `https://news.example/${told.id}.html`,
            status: 301,
          },
        ],
        headers: [['content-type', 'text/html; charset=utf-8']],
        resolvedAddresses: ['192.0.2.7'],
        peerAddress: '192.0.2.7',
      },
    },
    article,
    statements: told.tellings.map((telling, index) => statementOf(telling, index, told, article, captureId)),
  };
}

function articleOf(told: Told): Article {
  let text = '';
  const blocks = told.blocks.map(([type, words, reason, probability = 1]): Block => {
    const start = text.length === 0 ? 0 : text.length + 2;
    text = text.length === 0 ? words : `${text}\n\n${words}`;
    return { type, start, end: start + words.length, reason: reason ?? `taken as ${type}`, probability };
  });
  return {
    extractor: 'sample-1',
    text,
    blocks,
    sourceMap: [],
    metadata: {
      title: { value: told.title, how: 'meta og:title' },
      publication: { value: told.publication, how: 'meta og:site_name' },
      authors: told.author === undefined ? [] : [{ value: told.author, how: 'byline' }],
      published: { value: told.published, how: 'json-ld' },
      updated: null,
      language: { value: 'en', how: 'html lang' },
      canonicalUri: null,
    },
  };
}

function statementOf(
  telling: Telling,
  index: number,
  told: Told,
  article: Article,
  captureId: string,
): Statement {
  const [source, cue, ...content] = telling.words;
  const sourceAt = article.text.indexOf(source);
  const quoteFrom = (words: string, from: number) => {
    const found = article.text.indexOf(words, from);
    const start = found < 0 ? article.text.indexOf(words) : found;
    return quoteOf(article.text, { start, end: start + words.length });
  };
  const found: FoundStatement = {
    source: [quoteFrom(source, 0)],
    cue: [quoteFrom(cue, sourceAt)],
    content: content.map((words) => quoteFrom(words, 0)),
    act: telling.act,
    hedge: telling.hedge ?? 'certain',
    target:
      telling.target === undefined
        ? null
        : { text: telling.target[0], span: null, country: telling.target[1] },
    speaker: {
      name: telling.speaker[0],
      kind: telling.speaker[1],
      country: telling.speaker[2],
      office: telling.speaker[3] ?? null,
      reason: 'named in full',
    },
    saidOn:
      telling.saidOn === undefined
        ? null
        : { edtf: telling.saidOn, how: 'stated', span: null, reference: null },
    within: telling.within ?? null,
    block: telling.block ?? 'body',
    probability: 0.93,
    reason: `cue “${cue}”`,
    reader: { name: 'sample', version: '1' },
  };
  const anchored = anchorStatement(article.text, found);
  if ('failed' in anchored) throw new Error(`“${anchored.failed.exact}” does not stand in ${told.id}`);
  const { within, ...rest } = found;
  return {
    ...rest,
    statementId: `${told.id}-${index + 1}`,
    sourceId: told.id,
    captureId,
    withinId: within === null ? null : `${told.id}-${within + 1}`,
    review: 'proposed',
  };
}

/** Positions as told, one for each party, kind and target; deriving them is not what these tests are about. */
function positionsOf(sources: readonly CaseSource[]): Position[] {
  const told = TOLD.flatMap(({ tellings, published, origin }, s) =>
    tellings.flatMap((telling, t) => {
      const statement = sources[s]?.statements[t];
      return telling.position === undefined || statement === undefined
        ? []
        : [{ kind: telling.position, statement, published, origin }];
    }),
  );
  const grouped = Map.groupBy(
    told,
    ({ kind, statement }) => `${kind} ${statement.speaker?.name} ${statement.target?.country}`,
  );
  return [...grouped.values()].map((group): Position => {
    const [{ kind, statement }] = group as [(typeof group)[number]];
    return {
      party: statement.speaker?.name ?? '',
      partyKind: statement.speaker?.kind ?? 'unnamed',
      country: statement.speaker?.country ?? null,
      kind,
      target:
        statement.target?.country === 'RUS'
          ? { name: 'Russia', country: 'RUS' }
          : statement.target === null
            ? null
            : { name: statement.target.text, country: null },
      hedge: statement.hedge,
      rule: `act ${statement.act} by the party itself`,
      statements: group.map((entry) => ({
        statementId: entry.statement.statementId,
        sourceId: entry.statement.sourceId,
        origin: `origin-${entry.origin}`,
        rendering: entry.statement.block === 'headline' ? ('headline' as const) : ('own words' as const),
        date: entry.published,
        exact: [...entry.statement.source, ...entry.statement.cue, ...entry.statement.content]
          .map(({ exact }) => exact)
          .join(' … '),
      })),
      origins: new Set(group.map(({ origin }) => origin)).size,
    };
  });
}
