import type { BlockType } from '../domain/article.ts';

/** A wording by which a line gives away that it is not the article's own text. */
export interface PhraseRule {
  readonly type: BlockType;
  /** What the wording is, for the reason shown beside the block. */
  readonly name: string;
  readonly patterns: readonly RegExp[];
  /** Only lines of at most so many words: in longer ones the same words may be the article's. */
  readonly maxWords: number;
  /** That a line with this wording is of this type: its share among such lines of the benchmark pages, rounded down. */
  readonly probability: number;
}

/** Agencies whose name in a credit or a dateline says where a text comes from; alternatives of a regular expression. */
export const AGENCIES =
  'reuters|(?:the )?associated press|ap|afp|agence france[- ]presse|press association|pa media|dpa|xinhua|tass|bloomberg|efe|ansa|kyodo|upi|ians|pti|aap|interfax|yonhap';
const DATE_WORD = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';

/**
 * Wordings of boilerplate, asked in order; the first that fits decides. All patterns are anchored or made of fixed
 * words with bounded gaps, so that matching is linear in the length of the line.
 */
export const PHRASE_RULES: readonly PhraseRule[] = [
  rule('agency-credit', 'credit for reporting', 60, 0.97, [
    /^[([—–-]?\s?(?:with )?(?:additional |further |extra )?(?:reporting|writing|editing|research|compiled)(?: (?:and|&) (?:additional )?(?:reporting|writing|editing|research))? by\b/i,
    /^[([—–-]?\s?(?:additional )?reporting (?:from|in) [A-Z]/,
    /\b(?:contributed|added|provided additional reporting) to this (?:report|story|article|post|dispatch|piece)\b/i,
    /^(?:this (?:story|article|report) (?:was|is|has been) )?(?:produced|provided|distributed|adapted|republished|reprinted|syndicated) .{0,40}\b(?:by|from|with permission)\b/i,
  ]),
  rule('agency-credit', 'agency named alone', 14, 0.95, [
    new RegExp(
      `^(?:source|from|via|by|with|agencies)?[:\\s([—–-]{0,3}(?:the )?(?:${AGENCIES})(?:(?:[,/&\\s]| and ){1,5}(?:${AGENCIES}))*[\\])\\s.]{0,3}$`,
      'i',
    ),
    new RegExp(`^(?:©|\\(c\\)|copyright)[\\s©\\d,–-]{0,20}(?:the )?(?:${AGENCIES})\\b`, 'i'),
  ]),
  rule('login', 'log-in or registration', 40, 0.97, [
    /^(?:please )?(?:log|sign|logged|signed) ?(?:in|out|on)\b/i,
    /\b(?:to be|you are|automatically|must be|need to be) (?:automatically )?(?:logged|signed) ?in\b/i,
    /\bthank(?:s| you) for (?:registering|subscribing|signing up|logging in)\b/i,
    /\b(?:already|not yet|not) (?:a (?:registered |paid )?(?:member|subscriber|user)\b|(?:have|got) an account\b|registered\?)/i,
    /\b(?:refresh|reload) (?:the|your|this) (?:page|browser)\b/i,
    /^(?:create (?:a|an|your) (?:free )?account|register(?: now| for free| here)?$|forgot(?:ten)? (?:your )?password|verify your email|my account|your account|sign up or log in)/i,
  ]),
  rule('comment', 'comments', 30, 0.95, [
    /^(?:\d+ )?(?:view |show |read |see |load |hide |all |more |most recent )?(?:the )?(?:\d+ )?comments?(?: ?\(?\d{0,6}\)?)?(?: (?:are closed|closed|off|policy|guidelines|rules|below|here))?[.:]?$/i,
    /^(?:join|start|be part of|follow) (?:our|the|in) (?:commenting|conversation|discussion|debate|forum)/i,
    /\bthought-provoking conversations\b/i,
    /^(?:leave|post|add|write|submit|cancel) (?:a |your |an? )?(?:comment|reply|response)/i,
    /\bbe the first to (?:comment|reply|review|share|know)\b/i,
    /^(?:reply|report abuse|report comment|flag as inappropriate|recommend \d*|up ?vote|down ?vote|most (?:liked|replied)|newest first|oldest first)$/i,
    /\bcomments? (?:are|is|have been) (?:closed|moderated|disabled|turned off|subject to)\b/i,
    /\b(?:commenting|community|comment) (?:guidelines|policy|rules|forum|standards)\b/i,
    /^what do you think\b.{0,60}\b(?:comments?|below|let us know|tell us)\b/i,
  ]),
  rule('appeal', 'appeal for money or a subscription', 90, 0.95, [
    /\byour (?:support|donation|contribution|gift|subscription|membership)\b.{0,60}\b(?:helps?|allows?|makes?|enables?|us|matters?|keeps?)\b/i,
    /\b(?:support|fund|back) (?:us|our (?:work|journalis[mt]s?|reporting|newsroom|mission)|independent (?:journalism|media|news)|quality journalism|local journalism)\b/i,
    /\b(?:make|consider|making) (?:a |an )?(?:tax-deductible |one-off |monthly |small |regular )?(?:donation|contribution|donating|contributing)\b/i,
    /\b(?:become|becoming) (?:a |an )?(?:paid |premium |digital |supporting |monthly )?(?:member|subscriber|supporter|patron)\b/i,
    /\bpaid for by those who can\b|\bbehind a paywall\b.{0,60}\bour\b|\bpaywalls?\b.{0,40}\bour\b|\bour\b.{0,80}\bpaywalls?\b/i,
    /\bas (?:little|low) as [$£€]\s?\d/i,
    /^(?:donate|subscribe|support us|become a member|contribute|unlimited access|get unlimited|subscribe (?:now|today|for))\b.{0,60}$/i,
  ]),
  rule('appeal', 'newsletter', 45, 0.93, [
    /\b(?:our|free|daily|weekly|the|email|e-mail|morning|evening) (?:[\w']{1,20} ){0,3}(?:newsletters?|e-?mail (?:alerts?|updates?)|briefing)\b.{0,80}\b(?:sign|subscri|inbox|get|deliver|e-?mail|join|here|now|receiv)/i,
    /\b(?:sign|signing|signed|sign me) ?-?up\b.{0,60}\b(?:newsletters?|alerts?|updates?|emails?|briefing|inbox|free|here|today|now|to (?:get|receive))\b/i,
    /\b(?:straight |delivered |directly )?(?:in|to|into) your inbox\b/i,
    /\b(?:subscribe|subscribing) to (?:our|the|this|my|receive|get|us)\b/i,
    /^(?:get|download|try|install) (?:our|the) (?:free )?(?:[\w']{1,20} ){0,3}(?:app|newsletter|briefing)\b/i,
    /\b(?:enter|provide|submit) (?:your|a valid) e?-?mail\b|^(?:your )?e-?mail(?: address)?\s?[:*]?$|^sign up$|^subscribe$|^newsletters?$/i,
    /\bpush notifications?\b.{0,40}\b(?:enable|allow|turn|get|receive)|\b(?:enable|allow|turn on|get|receive)\b.{0,40}\bpush notifications?\b/i,
  ]),
  rule('navigation', 'pointer to other articles', 30, 0.94, [
    /^[[(>»•*→\s-]{0,3}(?:read|see|find out|learn|discover|view|show|load|watch|get) (?:more|also|next|now|on|full|all|this)\b.{0,12}[:|…»>→]/i,
    /^[[(>»•*→\s-]{0,3}(?:read (?:more|also|next|now|full story|full article|the full)|see also|continue reading|related|also read|more (?:on|from|about|stories|news|in|coverage|like)|recommended|further reading|view gallery|view slideshow|click here|up next|don['’]t miss|most (?:read|popular|viewed|shared)|trending|editor['’]?s['’]? (?:picks?|choice)|latest (?:news|stories|headlines|videos?)|top stories|you (?:may|might) (?:also )?(?:like|be interested|have missed)|what to read|must read|in case you missed|promoted|sponsored|from the archive|elsewhere on|explore more|popular (?:now|stories|articles|on)|next (?:article|story|post|up)|previous (?:article|story|post)|back to (?:top|the top))\b/i,
    /^(?:related|recommended|more|popular|trending|featured|latest|suggested|similar) (?:articles?|stories|story|posts?|topics?|content|links?|coverage|news|items|reading|videos?|tags?)\b/i,
    /^(?:read more|watch|listen|also|related|more|gallery|in pictures|slideshow)\s?:/i,
  ]),
  rule('navigation', 'sharing or following', 25, 0.93, [
    /^(?:share|tweet|copy link|facebook|twitter|whatsapp|linkedin|reddit|pinterest|google\+?|flipboard|instagram|youtube|bookmark|advertisement|advertising|loading|skip|filed under|share this|text size|font size|toggle)\b.{0,22}$/i,
    /^(?:pin(?: it)?|print|e-?mail|save|telegram|messenger|pocket|rss|like|sponsored|close|menu|search|home|videos?|gallery|next|previous|back|top|more|tags?|topics?|categories|play|pause|mute|live|expand|sections?|view|image|photos?|images?|news|politics|world|business|sports?|entertainment|opinion)[\s:.…>»+-]{0,4}$/i,
    /^(?:share|tweet|e-?mail|print|save|post)(?: this| on| via| to| with| it)\b.{0,60}$/i,
    /^(?:follow|find|like|join|connect with|contact|reach|e-?mail|tweet) (?:us|him|her|me|them|@\w+|[\w. ]{1,40} (?:on|at|via) (?:twitter|facebook|instagram|linkedin|x|mastodon|bluesky|google|telegram|@))\b/i,
    /^(?:[\w.'’ -]{1,60} is (?:on|at) twitter|on twitter|twitter|e-?mail)\b.{0,6}[:@]/i,
    /^(?:tags?|topics?|filed under|keywords?|categories|category|posted in|in this (?:article|story)|more about|share on|explore|contact|archive)\s?[:\-–]/i,
    /^@\w{2,30}$/,
    /^(?:https?:\/\/|www\.)\S{1,400}$/i,
  ]),
  rule('credit', 'picture credit', 14, 0.93, [
    /^[([]?(?:photo(?:graph|s|graphy)?|image|picture|pic|credit|video|illustration|graphic|source|photo credit|image credit|image source|image copyright|image caption|file photo|media playback)s?(?: credit| source| copyright| caption| by| courtesy)*\s?[:©/]/i,
    /^[([]?(?:photo(?:graph)?|image|picture|illustration|video)s? (?:by|courtesy|from|credit|copyright|via)\b/i,
    /^[^.!?]{0,60}(?:\/|\bvia\b|\bfor\b|©)\s?(?:getty(?: images)?|afp|reuters|ap|shutterstock|epa|rex|alamy|pa|istock|corbis|bloomberg|file|wikimedia(?: commons)?)\b[^.!?]{0,30}$/i,
    /^[([]?(?:getty images?|ap photo|afp photo|shutterstock|istock|alamy|epa|handout|file photo|pa wire|rex features|wikimedia commons|thinkstock|ap photo\/[\w .]{1,40}|media playback is unsupported on your device)[\])]?[.:]?$/i,
  ]),
  rule('caption', 'picture credit at its end', 70, 0.95, [
    new RegExp(
      `\\((?:[^()]{0,40}[\\s/])?(?:getty(?: images)?|photo|file|${AGENCIES}|shutterstock|epa|alamy|rex)(?:[\\s/][^()]{0,40})?\\)\\.?$`,
      'i',
    ),
    /\b(?:AP Photo|AFP Photo|Photo(?:graph)?|Getty Images)\s?[/:|][^.!?]{1,60}$/,
  ]),
  rule('byline', 'author named', 16, 0.93, [
    /^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Ww]ords by|[Ww]ritten by|[Ss]tory by|[Tt]ext by|[Pp]osted by|[Pp]ublished by|[Aa]uthor)[:\s]{1,3}[\p{Lu}@][\p{L}\p{M}.'’-]*(?:[\s,&|/–—-]|$)/u,
  ]),
  rule('dateline', 'date or time of publication', 22, 0.93, [
    /^(?:first |last |originally )?(?:posted|published|updated|modified|created|date|last updated|last modified|publish date|issued|uploaded|added|edited|reviewed)(?: on| at| in)?\s?[:|]?\s?.{0,12}\d/i,
    /^(?:updated|published|posted) .{0,20}\b(?:ago|today|yesterday|\d{4})\b/i,
    new RegExp(
      `^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |(?:mon|tue|wed|thu|fri|sat|sun)\\.?,? )?(?:${DATE_WORD}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?) \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}\\b[^.!?]{0,60}$`,
      'i',
    ),
    new RegExp(
      `^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |(?:mon|tue|wed|thu|fri|sat|sun)\\.?,? )?\\d{1,2}(?:st|nd|rd|th)?\\.? (?:${DATE_WORD}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?),? \\d{4}\\b[^.!?]{0,60}$`,
      'i',
    ),
    /^\d{4}[-/.]\d{2}[-/.]\d{2}(?:[T ,]|$)[^.!?]{0,40}$/,
    /^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?:[ ,|-]|$)[^.!?]{0,30}$/,
    /^\d{1,2}:\d{2}\s?(?:am|pm|[A-Z]{2,4})?\b[^.!?]{0,30}$/i,
    /^(?:about )?(?:an?|\d{1,3}) (?:second|sec|minute|min|hour|hr|day|week|month|year)s? (?:ago|read)\b.{0,20}$/i,
  ]),
  rule('other', 'terms of use', 30, 0.94, [
    /\b(?:our|the|see|read|accept|agree to|you) .{0,60}\b(?:terms (?:of (?:use|service)|and conditions|& conditions)|privacy (?:policy|notice|statement)|cookie (?:policy|notice|settings)|user agreement)\b/i,
    /^(?:terms (?:of (?:use|service)|and conditions|& conditions)|privacy (?:policy|notice|statement)?|cookies?(?: policy| notice| settings)?|user agreement|do not sell|accessibility|contact us|about us|advertise(?: with us)?|site map|sitemap|careers|help|imprint)\b.{0,40}$/i,
  ]),
  rule('correction', 'note of a correction', 120, 0.93, [
    /^(?:corrections?|clarifications?)(?: (?:and|&) clarifications?)?\s?(?:[:.—–-]|appended\b|\(|,? (?:january|february|march|april|may|june|july|august|september|october|november|december|\d))/i,
    /^(?:an |a |the )?(?:earlier|previous|original) versions? of this (?:article|story|report|post|headline|column|piece)\b/i,
    /^(?:[^.]{0,30}\b)?this (?:article|story|report|post|headline|column|piece) (?:has been|was) (?:corrected|amended|clarified|changed|edited|updated)\b/i,
  ]),
  rule('other', 'legal notice', 70, 0.94, [
    /^(?:[^.]{0,40}\s)?(?:©|\(c\) ?\d{4}|copyright\b)/i,
    /\ball rights reserved\b/i,
    /\bmay not be (?:published|reproduced|broadcast|rewritten|redistributed)\b/i,
    /\b(?:our|use|uses|using|accept) (?:of )?(?:\w{1,20} )?cookies\b/i,
    /^(?:disclaimer|disclosure|advertisement|advertiser|editor['’]s note|note to readers)\b\s?[:.]/i,
    /\baffiliate (?:links?|commission|partners?)\b|\bwe may (?:earn|receive) (?:a |an )?(?:\w+ )?commission\b/i,
    /^(?:the )?(?:views|opinions) (?:expressed|contained)\b/i,
    /\bnot responsible for the content of external\b/i,
  ]),
];

/** The first rule whose wording a line has, or null. */
export function phraseOf(line: string): PhraseRule | null {
  const words = countWords(line);
  if (line.length > LINE_LIMIT) return null;
  const rule = PHRASE_RULES.find(
    (candidate) => words <= candidate.maxWords && candidate.patterns.some((pattern) => pattern.test(line)),
  );
  return rule && !(ADDRESSING.has(rule.type) && reports(line, words)) ? rule : null;
}

/** Longest line, in UTF-16 code units, that is asked for wordings. */
const LINE_LIMIT = 1500;

/** Types whose lines speak to the reader; an article may quote somebody who speaks alike. */
const ADDRESSING: ReadonlySet<BlockType> = new Set(['appeal', 'login', 'comment', 'navigation']);

/** Whether a line long enough for a sentence tells what somebody said. */
function reports(line: string, words: number): boolean {
  return (
    words >= 12 && /\b(?:said|says|told|tells|according to|wrote|tweeted|announced|asked|added)\b/i.test(line)
  );
}

/** Runs of letters, digits and inner apostrophes. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu)?.length ?? 0;
}

function rule(
  type: BlockType,
  name: string,
  maxWords: number,
  probability: number,
  patterns: readonly RegExp[],
): PhraseRule {
  return { type, name, maxWords, probability, patterns };
}
