import type { Span } from './draft/draft';
import { changeTitle, NOTHING_TO_RATE, situationWords } from './report';
import type { Change } from './review/change';
import type { Rating, StepRating } from './review/rating';
import type { Review } from './review/review';

/** A rated draft and what the page calls it. */
export interface Rated {
  readonly name: string;
  readonly review: Review;
  readonly rating: Rating;
  readonly changes: readonly Change[];
}

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#24292f, #e6e6e6); --soft: light-dark(#5c6570, #a2a8b0);
  --paper: light-dark(#fff, #1b1d20); --line: light-dark(#d9dde2, #383c42); --good: light-dark(#2f7d4f, #63c08a);
  --fair: light-dark(#a36a00, #e0b04c); --poor: light-dark(#b3382c, #ec7f73); }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 42rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1rem; font-weight: 600; color: var(--soft); margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 2.25rem 0 .4rem; display: flex; justify-content: space-between; gap: 1rem; }
h3 { font-size: 1.05rem; margin: 2.25rem 0 .4rem; }
p { margin: .3rem 0; }
.overall { font-size: 2.6rem; font-weight: 650; line-height: 1.2; margin: .2rem 0 0; }
.overall small { font-size: 1.1rem; font-weight: 400; color: var(--soft); }
.soft { color: var(--soft); }
.bar { height: .5rem; border-radius: .25rem; background: var(--line); overflow: hidden; }
.bar i { display: block; height: 100%; background: currentColor; }
.good { color: var(--good); } .fair { color: var(--fair); } .poor { color: var(--poor); }
ul, ol { margin: .6rem 0 0; padding-left: 1.4rem; } li { margin: .3rem 0; }
li.for::marker { content: "+  "; color: var(--good); } li.against::marker { content: "−  "; color: var(--poor); }
li.missing::marker { content: "○  "; color: var(--fair); }
article + article { margin-top: 4rem; border-top: 1px solid var(--line); padding-top: 2rem; }
@media print { body { padding: 0; max-width: none; } .bar { print-color-adjust: exact; } section { break-inside: avoid; } }
`;

/**
 * Opens an HTML page that stands by itself: no script, nothing fetched, everything of the draft escaped; light and dark
 * as the reader has it, and fit to print or to mail.
 */
export function pageStart(names: readonly string[]): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(names.join(', '))} – Amends</title>
<style>${STYLE}</style>
</head>
<body>
<main>
`;
}

export const PAGE_END = '\n</main>\n</body>\n</html>\n';

/** A rating as a part of the page. */
export function ratingArticle({ name, review, rating, changes }: Rated): string {
  const head = `<h1>${escapeHtml(name)}</h1>`;
  if (rating.overall === null) return `<article>${head}\n<p>${escapeHtml(NOTHING_TO_RATE)}</p></article>`;
  return `<article>${head}
<p class="overall">${rating.overall} <small>of 100, ${escapeHtml(rating.word)}</small></p>
<p class="soft">Read as ${escapeHtml(situationWords(rating))}.</p>
${nextChanges(changes)}
${rating.steps.map((step) => section(step, review)).join('\n')}
</article>`;
}

function nextChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return '';
  const rows = changes.map(
    (change) => `<li>${escapeHtml(changeTitle(change))} <strong class="good">+${change.points}</strong></li>`,
  );
  return `<section><h3>What would bring most</h3><ol>${rows.join('\n')}</ol></section>`;
}

function section({ title, asks, score, moves, findings }: StepRating, { draft }: Review): string {
  const value = score ?? 0;
  const quote = ({ start, end }: Span): string =>
    `“${escapeHtml(draft.text.slice(start, end).replace(/\s+/g, ' ').trim())}”`;
  const rows = [
    ...moves.map(({ span }) => `<li class="for">${quote(span)}</li>`),
    ...findings.map(({ scope, span, message }) =>
      scope === 'draft'
        ? `<li class="missing">${escapeHtml(message)}</li>`
        : `<li class="against">${quote(span)} <span class="soft">${escapeHtml(message)}</span></li>`,
    ),
  ];
  return `<section><h2>${escapeHtml(title)} <span>${value}</span></h2>
<div class="bar ${gradeOf(value)}" role="img" aria-label="${value} of 100"><i style="width:${value}%"></i></div>
<p class="soft">It asks: ${escapeHtml(asks)}.</p>
<ul>${rows.join('\n')}</ul></section>`;
}

const gradeOf = (score: number): string => (score >= 60 ? 'good' : score >= 30 ? 'fair' : 'poor');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
