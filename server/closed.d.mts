import type { Plugin } from 'esbuild';

export const NETWORK: readonly string[];
export const PROGRAMS: readonly string[];
export function closed(names: readonly string[]): Plugin;
