import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { render } from 'lit';
import type { Scorecard, Shown, Wish } from '../card';
import { type Beginning, page } from './page';

/** Where the drafts stood when one began, by their URIs: what the way since is counted from. */
type Beginnings = Readonly<Record<string, Beginning>>;

declare function acquireVsCodeApi(): {
  postMessage(wish: Wish): void;
  getState(): Beginnings | undefined;
  setState(state: Beginnings): void;
};

const vscode = acquireVsCodeApi();
const root = document.getElementById('scorecard') ?? document.body;
let shown: Shown | undefined;

/** Asks something of the extension. */
const ask = (wish: Wish): void => vscode.postMessage(wish);

const beginningOf = ({ overall, steps }: Scorecard): Beginning => ({
  overall,
  steps: Object.fromEntries(steps.map(({ step, score }) => [step, score])),
});

function begin({ uri, card }: Shown): void {
  vscode.setState({ ...vscode.getState(), [uri]: beginningOf(card) });
}

function show(next: Shown): void {
  shown = next;
  const known = vscode.getState()?.[next.uri];
  // A draft that was not one about harm has no beginning to count from.
  if (!known || known.overall === null) begin(next);
  draw();
}

function draw(): void {
  if (!shown) return;
  const since = vscode.getState()?.[shown.uri] ?? beginningOf(shown.card);
  root.removeAttribute('aria-busy');
  render(page({ ...shown, since, ask, restart }), root);
}

function restart(): void {
  if (shown) begin(shown);
  draw();
}

window.addEventListener('message', ({ data }: MessageEvent<Shown>) => show(data));
ask({ wish: 'ready' });
