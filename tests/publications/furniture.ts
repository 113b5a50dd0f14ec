/** Of the publication, and by its wording a paragraph like any other. */
export const FURNITURE =
  'The Westmark Courier was founded in 1871 by a captain who wanted to know when the ships came in.';
/** Said of the same incident again and again, in the same words. */
export const BACKGROUND =
  'Investigators have connected the failure of the cranes to a group that calls itself Grey Heron.';

/** No five words in a row stand in those on another topic, but for the background. */
export function report(topic: string): string[] {
  const lines = [
    'The harbour said on Sunday that the office by the pier had lost its records of the winter to thieves in the night.',
    'A clerk told the council there, which had been elected in May, that no copy of them had ever been made by anybody.',
    'The council will meet on Friday to hear what can be done about it before the summer begins and the ships come back.',
  ].map((line) => line.replace(/(\S+ \S+ \S+) /g, `$1 ${topic} `));
  return [...lines.slice(0, 2), BACKGROUND, ...lines.slice(2)];
}

/** A page with a portrait of its publication beside the article. */
export function htmlOf(topic: string, paragraphs = report(topic)): string {
  const aside = `<aside class="about"><p>${FURNITURE}</p></aside>`;
  return `<!DOCTYPE html><html lang="en"><head><title>Records lost in ${topic}</title></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Records lost in ${topic}</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article>${aside}</body></html>`;
}

/** A page's text as a reader copies it. */
export const copied = (topic: string, ...further: string[]) =>
  [`Records lost in ${topic}`, ...report(topic), FURNITURE, ...further].join('\n\n');
