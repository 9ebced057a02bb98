import { html, nothing, type TemplateResult } from 'lit';
import type { Evidence, Fix, Step, Wish } from '../card';

/** Asks something of the extension. */
export type Ask = (wish: Wish) => void;

/** Points with their sign. */
export const signed = (points: number): string => (points > 0 ? `+${points}` : `−${-points}`);

/** A step with the sentences for and against it. */
export function stepView({ step, title, asks, score, evidence, counts }: Step, ask: Ask): TemplateResult {
  return html`
    <section class="step" aria-labelledby="about-${step}">
      <h2 id="about-${step}">${title} <span class="score">${score ?? '–'}</span></h2>
      <p class="asks">${asks}.</p>
      <ul class="evidence">${evidence.map((item) => evidenceView(item, ask))}</ul>
      ${counts.length > 0 ? sum(counts) : nothing}
    </section>
  `;
}

function sum(counts: Step['counts']): TemplateResult {
  return html`<details>
    <summary>How it adds up</summary>
    <ul class="counts">
      ${counts.map(
        ({ points, why, times }) =>
          html`<li><span class="points">${signed(points)}</span> <span>${why}${times > 1 ? ` (${times} times)` : ''}</span></li>`,
      )}
    </ul>
  </details>`;
}

const SIDES: Readonly<Record<Evidence['side'], { readonly mark: string; readonly words: string }>> = {
  for: { mark: '+', words: 'for' },
  against: { mark: '−', words: 'against' },
  missing: { mark: '○', words: 'missing' },
};

function evidenceView({ side, range, quote, message, fix }: Evidence, ask: Ask): TemplateResult {
  const { mark, words } = SIDES[side];
  const said = side === 'missing' ? html`${message}` : html`“${quote}”`;
  return html`
    <li class=${side}>
      <span class="side" aria-hidden="true">${mark}</span>
      <div>
        <span class="aside">${words}: </span>${pointer(range, ask, said)}
        ${side === 'against' ? html`<p class="message">${message}</p>` : nothing}
        ${fix && side === 'missing' ? html`<p class="message">${fix.title}</p>` : nothing}
      </div>
      ${fix ? fixButton(fix, ask, side === 'against') : nothing}
    </li>
  `;
}

/** Words that stand for a place of the draft: pointing at them marks it, choosing them goes there. */
export function pointer(range: Evidence['range'], ask: Ask, words: TemplateResult): TemplateResult {
  const point = (): void => ask({ wish: 'highlight', range });
  const leave = (): void => ask({ wish: 'highlight', range: null });
  return html`<button
    class="pointer"
    @click=${() => ask({ wish: 'reveal', range })}
    @mouseenter=${point}
    @mouseleave=${leave}
    @focus=${point}
    @blur=${leave}
    >${words}</button
  >`;
}

const VERBS: Readonly<Record<Fix['kind'], string>> = { insert: 'Insert', replace: 'Rewrite', remove: 'Take out' };

/** Writes a fix: a button that stands out where something is to be added, a link where words are to be exchanged. */
export function fixButton(fix: Fix, ask: Ask, quiet = false): TemplateResult {
  const verb = VERBS[fix.kind];
  const label = `${verb}: ${fix.title}`;
  const write = (): void => ask({ wish: 'fix', fix });
  return quiet
    ? html`<button class="link fix" title=${fix.title} aria-label=${label} @click=${write}>${verb}</button>`
    : html`<vscode-button secondary title=${fix.title} aria-label=${label} @click=${write}>${verb}</vscode-button>`;
}
