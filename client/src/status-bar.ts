import { type Disposable, l10n, StatusBarAlignment, window } from 'vscode';
import type { Ratings } from './ratings';

/** The score of the draft one is working on and how much there is to look at; a click opens the scorecard. */
export function showStatus(ratings: Ratings): Disposable[] {
  const item = window.createStatusBarItem('amends.score', StatusBarAlignment.Right, 90);
  item.name = l10n.t('Amends: rating of the draft');
  item.command = 'amends.rateDraft';
  const listener = ratings.onRated((rated) => {
    const { overall, word, findings } = rated?.scorecard ?? { overall: null, word: '', findings: 0 };
    if (!rated?.wanted || overall === null) return item.hide();
    item.text = `$(mail) ${overall} · ${findings}`;
    item.tooltip = l10n.t('Amends: {0} of 100, {1}; {2} to look at. Click for the scorecard.', overall, word, findings);
    item.accessibilityInformation = { label: item.tooltip };
    item.show();
  });
  return [item, listener];
}
