import { hear, type Network } from '../../server/src/review/context';
import { seeded, shuffled } from './chance';

const HIDDEN = 16;
const EPOCHS = 15;
const BATCH = 64;
const RATE = 2e-3;
const DECAY = 1e-4;

/** What the network hears of a sentence, and the truth about it. */
export interface Heard {
  readonly inputs: readonly number[];
  readonly truth: readonly number[];
}

type Layer = number[][];

/** A network with one hidden layer, learnt by Adam (Kingma & Ba 2015); the same examples give the same network. */
export function connect(examples: readonly Heard[]): Network {
  const random = seeded(7);
  const [inputs, outputs] = [examples[0]?.inputs.length ?? 0, examples[0]?.truth.length ?? 0];
  const network = {
    ...scaleOf(examples),
    hidden: layer(HIDDEN, inputs, random),
    output: layer(outputs, HIDDEN, random),
  };
  const steps = [adam(network.hidden), adam(network.output)] as const;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const mixed = shuffled(examples, random);
    for (let at = 0; at < mixed.length; at += BATCH) {
      const [hidden, output] = slopesOf(mixed.slice(at, at + BATCH), network);
      steps[0](hidden);
      steps[1](output);
    }
  }
  const short = (rows: Layer): Layer => rows.map((row) => row.map((value) => Number(value.toPrecision(4))));
  return { ...network, hidden: short(network.hidden), output: short(network.output) };
}

function scaleOf(examples: readonly Heard[]): Pick<Network, 'mean' | 'deviation'> {
  const columns = (examples[0]?.inputs ?? []).map((_, at) => examples.map(({ inputs }) => inputs[at] ?? 0));
  const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const short = (value: number): number => Number(value.toPrecision(5));
  const mean = columns.map(meanOf).map(short);
  const deviation = columns.map((values, at) =>
    short(Math.sqrt(meanOf(values.map((value) => (value - (mean[at] ?? 0)) ** 2))) + 1e-6),
  );
  return { mean, deviation };
}

/** Small random weights (Glorot & Bengio 2010), the last of each unit its bias. */
function layer(units: number, inputs: number, random: () => number): Layer {
  const bound = Math.sqrt(6 / (units + inputs));
  return Array.from({ length: units }, () => [...Array.from({ length: inputs }, () => (2 * random() - 1) * bound), 0]);
}

/** The slopes of the mean loss over a batch, layer by layer. */
function slopesOf(batch: readonly Heard[], network: Network): readonly [Layer, Layer] {
  const zeros = (rows: Network['hidden']): Layer => rows.map((row) => row.map(() => 0));
  const slopes = [zeros(network.hidden), zeros(network.output)] as const;
  for (const { inputs, truth } of batch) {
    const even = [...inputs.map((input, at) => (input - (network.mean[at] ?? 0)) / (network.deviation[at] ?? 1)), 1];
    const heard = [...network.hidden.map((unit) => Math.max(0, dot(unit, even))), 1];
    const errors = hear(inputs, network).map((probability, at) => (probability - (truth[at] ?? 0)) / batch.length);
    const back = network.hidden.map((_, unit) =>
      (heard[unit] ?? 0) > 0
        ? errors.reduce((sum, error, at) => sum + error * (network.output[at]?.[unit] ?? 0), 0)
        : 0,
    );
    addOuter(slopes[1], errors, heard);
    addOuter(slopes[0], back, even);
  }
  return slopes;
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

function addOuter(into: Layer, rows: readonly number[], columns: readonly number[]): void {
  for (const [row, factor] of rows.entries()) {
    const target = into[row];
    if (!target || factor === 0) continue;
    for (const [column, value] of columns.entries()) target[column] = (target[column] ?? 0) + factor * value;
  }
}

/** Moves a layer's weights against their slopes. */
function adam(weights: Layer): (slopes: Layer) => void {
  const zeros = (): Layer => weights.map((row) => row.map(() => 0));
  const [means, squares] = [zeros(), zeros()];
  let time = 0;
  return (slopes) => {
    time++;
    for (const [row, values] of weights.entries())
      for (const [column, weight] of values.entries()) {
        const slope = (slopes[row]?.[column] ?? 0) + DECAY * weight;
        const mean = 0.9 * (means[row]?.[column] ?? 0) + 0.1 * slope;
        const square = 0.999 * (squares[row]?.[column] ?? 0) + 0.001 * slope * slope;
        (means[row] ?? [])[column] = mean;
        (squares[row] ?? [])[column] = square;
        const pace = (RATE * Math.sqrt(1 - 0.999 ** time)) / (1 - 0.9 ** time);
        values[column] = weight - (pace * mean) / (Math.sqrt(square) + 1e-8);
      }
  };
}
