import type { Model } from './review/likeness';

/**
 * A model in little room: a line for each feature, in alphabetical order, that holds how many letters it shares with
 * the one before (in base 36), the rest of it, and its weights, one letter for each signal.
 */
export interface PackedModel extends Omit<Model, 'weights'> {
  readonly weights: string;
}

const BASE = 36;

export function packModel(model: Model): PackedModel {
  const features = Object.keys(model.weights).sort();
  const lines = features.map(
    (feature, index) => behind(features[index - 1] ?? '', feature) + (model.weights[feature] ?? ''),
  );
  return { ...model, weights: lines.join('\n') };
}

/** The model again; its weights are unpacked when they are asked for and kept by who asked: most mail never asks. */
export function unpackModel(packed: PackedModel): Model {
  return {
    ...packed,
    get weights() {
      return weightsIn(packed);
    },
  };
}

function behind(before: string, feature: string): string {
  let shared = 0;
  while (shared < BASE - 1 && shared < before.length && before[shared] === feature[shared]) shared++;
  return shared.toString(BASE) + feature.slice(shared);
}

function weightsIn({ signals, weights }: PackedModel): Record<string, string> {
  const unpacked: Record<string, string> = {};
  let feature = '';
  for (const line of weights.split('\n')) {
    const end = line.length - signals.length;
    feature = feature.slice(0, Number.parseInt(line.slice(0, 1), BASE)) + line.slice(1, end);
    unpacked[feature] = line.slice(end);
  }
  return unpacked;
}
