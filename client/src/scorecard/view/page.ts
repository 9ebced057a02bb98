import { html, nothing, type TemplateResult } from 'lit';
import type { PromiseMade, Scorecard, Shown } from '../card';
import { type Ask, fixButton, pointer, signed, stepView } from './evidence';

/** The scores of a draft when one began to look at it. */
export interface Beginning {
  readonly overall: number | null;
  readonly steps: Readonly<Record<string, number | null>>;
}

/** What the page shows, and what it does at a click. */
export interface View extends Shown {
  readonly since: Beginning;
  readonly ask: Ask;
  /** Counts the way from here on. */
  readonly restart: () => void;
}

/** The scorecard of a draft. */
export function page(view: View): TemplateResult {
  const { name, card } = view;
  return html`
    <p class="draft">${name}</p>
    ${
      card.overall === null
        ? html`<p class="said" role="status">${card.said}</p>`
        : html`${head(view)} ${bars(view)} ${next(view)} ${promises(view)} ${card.steps.map((step) => stepView(step, view.ask))}`
    }
  `;
}

const grade = (score: number | null): string => ((score ?? 0) >= 60 ? 'good' : (score ?? 0) >= 30 ? 'fair' : 'poor');

function head({ card, since, ask, restart }: View): TemplateResult {
  const gained = (card.overall ?? 0) - (since.overall ?? 0);
  return html`
    <header>
      <h1 aria-live="polite">
        <span class="overall">${card.overall}</span> <span class="of">of 100</span>
        <span class="word">${card.word}</span>
      </h1>
      ${
        gained === 0
          ? nothing
          : html`<p class="since">
              <span>${since.overall} → ${card.overall}</span>
              <span class=${gained > 0 ? 'good' : 'poor'}>${signed(gained)}</span>
              <span>since you began</span>
              <button class="link" @click=${restart}>Count from here</button>
            </p>`
      }
      ${situation(card, ask)}
    </header>
  `;
}

function situation({ situation, situations, recognised }: Scorecard, ask: Ask): TemplateResult {
  const choose = (event: Event): void => {
    const { value } = event.currentTarget as EventTarget & { readonly value: string };
    if (value !== situation) ask({ wish: 'situation', situation: value === recognised ? 'automatic' : value });
  };
  return html`
    <div class="situation">
      <label for="situation">Read as</label>
      <vscode-single-select id="situation" label="Read as" .value=${situation} @change=${choose}>
        ${situations.map(
          ({ id, words }) => html`<vscode-option value=${id} ?selected=${id === situation}>${words}</vscode-option>`,
        )}
      </vscode-single-select>
      ${
        situation === recognised
          ? nothing
          : html`<button class="link" @click=${() => ask({ wish: 'situation', situation: 'automatic' })}>
              Go by the draft: ${situations.find(({ id }) => id === recognised)?.words}
            </button>`
      }
    </div>
  `;
}

function next({ card, ask }: View): TemplateResult | typeof nothing {
  if (card.changes.length === 0) return nothing;
  return html`
    <section aria-labelledby="next">
      <h2 id="next">What would bring most</h2>
      <ol class="next">
        ${card.changes.map(
          (change) => html`
            <li>
              <span class="points good">${signed(change.points)}</span>
              ${pointer(change.range, ask, html`${change.title}`)} ${fixButton(change, ask)}
            </li>
          `,
        )}
      </ol>
    </section>
  `;
}

/** The five steps at a glance: a bar each, with a mark where it stood when one began. */
function bars({ card, since }: View): TemplateResult {
  return html`
    <section aria-label="The five steps">
      <ul class="bars">
        ${card.steps.map(({ step, title, score }) => {
          const before = since.steps[step] ?? score;
          const changed = before !== score;
          return html`
            <li>
              <a href="#about-${step}" id="step-${step}">${title}</a>
              <div
                class="bar ${grade(score)}"
                role="meter"
                aria-labelledby="step-${step}"
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=${score ?? 0}
              >
                <div class="fill" .style=${`width: ${score ?? 0}%`}></div>
                ${changed ? html`<div class="mark" .style=${`left: ${before}%`}></div>` : nothing}
              </div>
              <span class="score">
                ${changed ? html`<span class="was">${before} →</span>` : nothing} ${score ?? '–'}
              </span>
            </li>
          `;
        })}
      </ul>
    </section>
  `;
}

function promises({ card, ask }: View): TemplateResult | typeof nothing {
  if (card.promises.length === 0) return nothing;
  return html`
    <section aria-labelledby="promises">
      <h2 id="promises">Promises to keep</h2>
      <ul class="promises">
        ${card.promises.map(
          (promise) =>
            html`<li>${pointer(promise.range, ask, html`${promise.what}`)} <span class="due">${dueOf(promise)}</span></li>`,
        )}
      </ul>
      <div class="buttons">
        <vscode-button secondary @click=${() => ask({ wish: 'promises', format: 'markdown' })}>As a checklist</vscode-button>
        <vscode-button secondary @click=${() => ask({ wish: 'promises', format: 'ics' })}>For the calendar…</vscode-button>
      </div>
    </section>
  `;
}

/** The day of a promise as the reader's own language writes it. */
function dueOf({ due, by }: PromiseMade): string {
  if (!due) return by ?? 'no day named';
  const day = new Date(`${due}T12:00:00`);
  return day.toLocaleDateString(undefined, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
}
