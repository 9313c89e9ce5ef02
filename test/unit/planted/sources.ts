import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parser } from '@lezer/javascript';
import { importResolver } from '../../../src/project/imports.ts';
import { lint } from '../../../src/rules/index.ts';

/** A mistake that was planted on a line; each of these rules names it rightly. */
export interface Mark {
  /** From 1 on. */
  readonly line: number;
  readonly rules: readonly string[];
}

export interface PlantedFile {
  /** Within `test/planted`, with `/` as separator. */
  readonly path: string;
  /** Without comments, each character of them a space, so that they neither help nor hinder. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** The version that a first line `// express: 5.1.0` asks for. */
  readonly express?: string;
}

export interface Found {
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

const root = path.resolve(import.meta.dirname, '../../planted');
const source = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;

/**
 * Every script below `test/planted`. A comment `// planted: a-rule | other-rule, third-rule` at the end of a line says that two mistakes
 * stand on it, of which the first has two right names.
 */
export function plantedFiles(): readonly PlantedFile[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && source.test(entry.name))
    .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)).replaceAll(path.sep, '/'))
    .sort()
    .map(plantedFile);
}

function plantedFile(name: string): PlantedFile {
  const written = readFileSync(path.join(root, name), 'utf8');
  const express = /^\/\/ express: (\S+)/.exec(written)?.[1];
  return {
    path: name,
    text: withoutComments(name, written),
    marks: marksIn(written),
    ...(express ? { express } : {}),
  };
}

function marksIn(text: string): Mark[] {
  return text.split('\n').flatMap((line, index) => {
    const said = /\/\/ planted: (.*)$/.exec(line)?.[1];
    if (said === undefined) return [];
    return said
      .split(',')
      .map((names) => ({ line: index + 1, rules: names.split('|').map((name) => name.trim()) }));
  });
}

function withoutComments(name: string, text: string): string {
  const dialects = [/\.[cm]?tsx?$/.test(name) ? 'ts' : '', /x$|\.[cm]?js$/.test(name) ? 'jsx' : ''];
  let bare = text;
  parser
    .configure({ dialect: dialects.join(' ').trim() })
    .parse(text)
    .iterate({
      enter({ name: node, from, to }) {
        if (node !== 'LineComment' && node !== 'BlockComment') return;
        bare = bare.slice(0, from) + bare.slice(from, to).replace(/[^\n]/g, ' ') + bare.slice(to);
      },
    });
  return bare;
}

/** What the linter finds, with imports between the files followed as the command line does. */
export function findingsIn({ path: name, text, express }: PlantedFile): readonly Found[] {
  const findings = lint({ text }, { path: name, resolve, ...(express ? { versions: { express } } : {}) });
  return findings.map(({ rule, message, range }) => ({
    line: text.slice(0, range.start).split('\n').length,
    rule,
    message,
  }));
}

const resolve = importResolver((name) => {
  try {
    return withoutComments(name, readFileSync(path.join(root, name), 'utf8'));
  } catch {
    // The resolver tries the names that an import without extension may mean.
    return null;
  }
});
