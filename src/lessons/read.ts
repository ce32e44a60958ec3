/** Reads a lesson and computes every number in it. */

import { OptionError } from '../options/rawValue.js';
import type { ResolvedRun } from '../options/start.js';
import { alternatives } from '../options/words.js';
import {
  JsonError,
  type JsonMember,
  type JsonNode,
  parseJsonObject,
  plainJson,
  position,
} from '../text/json.js';
import { quote, quoted } from '../text/quote.js';
import { computed, filled } from './computed.js';
import { type Changes, ExpressionError, evaluate, holds, type Lookup } from './expression.js';
import {
  type Choose,
  COMPARISONS,
  type Comparison,
  GOAL_NUMBERS,
  type Goal,
  type GoalNumber,
  type Lesson,
  type LessonView,
  type Reach,
  type Step,
  type Task,
  type TypeNumber,
} from './lesson.js';
import { Problem, resolveSettings, type Settings } from './problem.js';
import { quantitiesOf } from './quantities.js';
import { checkSchema, PlacedError, type Schema } from './schema.js';

/** How far off a typed number may be if the lesson does not say. */
const WITHIN = 0.01;

/** A lesson that is not valid. The message is one line: the file, the place and what is wrong. */
export class LessonError extends Error {}

/**
 * Reads a lesson.
 *
 * @param file its name, for messages.
 * @param schema docs/lesson.schema.json.
 * @throws LessonError when it is not as the schema says, or something in it cannot be computed.
 */
export function readLesson(text: string, file: string, schema: Schema): Lesson {
  const json = text.replace(/^\uFEFF/, '');
  const placeOf = (offset: number) => `${quote(file)}, ${position(json, offset)}`;
  try {
    const members = parseJsonObject(json, 'a lesson: {"title": ..., "about": ..., "steps": [...]}');
    checkSchema({ value: members, offset: 0 }, 'lesson', schema, schema);
    return new Reader(placeOf).lesson(members);
  } catch (error) {
    if (error instanceof OptionError) {
      throw new LessonError(error.message);
    }
    if (error instanceof JsonError || error instanceof PlacedError) {
      throw new LessonError(`${placeOf(error.offset)}: ${error.message}`);
    }
    throw error;
  }
}

/** The members of an object that the schema allows. */
type Members = ReadonlyMap<string, JsonMember>;

class Reader {
  readonly #placeOf: (offset: number) => string;
  /** Those of the last step that had some; a step without goes on with them. */
  #settings: Settings = new Map();

  constructor(placeOf: (offset: number) => string) {
    this.#placeOf = placeOf;
  }

  lesson(members: Members): Lesson {
    return {
      title: textOf(members, 'title'),
      about: textOf(members, 'about'),
      steps: listOf(members.get('steps')).map((step, i) => this.#step(step.value as Members, i)),
    };
  }

  #step(step: Members, index: number): Step {
    const options = step.get('options');
    if (options !== undefined) {
      this.#settings = this.#settingsIn(options);
    } else if (index === 0) {
      throw new PlacedError('the first step needs "options"', step.get('text')!.nameOffset);
    }
    const problem = new Problem(resolveSettings(this.#settings));
    const iterations = new Set<number>();
    const lookup = quantitiesOf(
      (changed) => this.#changed(problem, changed),
      (iteration) => iterations.add(iteration),
    );
    const moment = step.get('moment')?.value as number | undefined;
    const isNew = options !== undefined || moment !== undefined;
    const why = step.get('why');
    const text = filled(step.get('text')!, 'text', lookup);
    const reason = why === undefined ? null : filled(why, 'why', lookup);
    const announce = step.get('announce')?.value as Members | undefined;
    const spoken = (name: string) =>
      announce?.get(name) && filled(announce.get(name)!, name, lookup);
    return {
      text,
      run: problem.run,
      moment: isNew ? (moment ?? 0) : null,
      view: viewOf(step.get('view')),
      keys: listOf(step.get('keys')).map(({ value }) => value as string),
      task: this.#task(step.get('task')?.value as Members | undefined, lookup),
      why: reason,
      spoken: { text: spoken('text') ?? text, why: spoken('why') ?? reason },
      iterations: [...iterations],
    };
  }

  #settingsIn(options: JsonNode): Settings {
    return new Map(
      [...(options.value as Members)].map(([name, member]) => [
        name,
        { value: plainJson(member), where: this.#placeOf(member.nameOffset) },
      ]),
    );
  }

  /** The problem with other settings, which an expression gives. */
  #changed(problem: Problem, changed: Changes): Problem {
    const entries = Object.entries(changed);
    if (entries.length === 0) {
      return problem;
    }
    try {
      const where = 'the expression';
      const settings = new Map(entries.map(([name, value]) => [name, { value, where }]));
      return new Problem(resolveSettings(settings, this.#settings));
    } catch (error) {
      throw error instanceof OptionError ? new ExpressionError(error.message) : error;
    }
  }

  #task(task: Members | undefined, lookup: Lookup): Task | null {
    const [kind] = task ?? [];
    switch (kind?.[0]) {
      case 'choose':
        return this.#choose(kind[1], lookup);
      case 'number':
        return numberIn(kind[1].value as Members, lookup);
      case 'reach':
        return reachIn(kind[1].value as Members, lookup);
      default:
        return null;
    }
  }

  #choose(list: JsonMember, lookup: Lookup): Choose {
    const answers = listOf(list).map(({ value }) => {
      const answer = value as Members;
      const run = answer.get('run');
      return {
        text: filled(answer.get('answer')!, 'answer', lookup),
        right: computed(answer.get('if')!, 'if', (text) => holds(text, lookup)),
        run: run === undefined ? null : this.#runWith(run),
      };
    });
    const right = answers.filter((answer) => answer.right).map(({ text }) => quoted(text));
    if (right.length !== 1) {
      const which = right.length === 0 ? 'none' : new Intl.ListFormat('en-GB').format(right);
      throw new PlacedError(
        `"choose": exactly one answer must be right, not ${which}`,
        list.offset,
      );
    }
    return { type: 'choose', answers };
  }

  #runWith(options: JsonNode): ResolvedRun {
    return resolveSettings(this.#settingsIn(options), this.#settings);
  }
}

function numberIn(number: Members, lookup: Lookup): TypeNumber {
  const is = number.get('is')!;
  const value = computed(is, 'is', (text) => evaluate(text, lookup));
  if (value === 0 || !Number.isFinite(value)) {
    throw new PlacedError(`"is": must be a finite number other than 0, not ${value}`, is.offset);
  }
  return {
    type: 'number',
    value,
    within: (number.get('within')?.value as number | undefined) ?? WITHIN,
    isRate: number.has('run'),
  };
}

function reachIn(reach: Members, lookup: Lookup): Reach {
  return {
    type: 'reach',
    goals: listOf(reach.get('if')).map((goal) => goalIn(goal, lookup)),
    view: viewOf(reach.get('view')),
  };
}

function goalIn(node: JsonNode, lookup: Lookup): Goal {
  const [, number, comparison, rest] =
    /^\s*([a-z]+)\s*([<>]=?)(.*)$/s.exec(node.value as string) ?? [];
  if (!(GOAL_NUMBERS as readonly (string | undefined)[]).includes(number)) {
    throw new PlacedError(
      `"if": ${quoted(node.value as string)}: must be ${alternatives(GOAL_NUMBERS)}, then ${alternatives(COMPARISONS)}, then a number, as in rate > limit`,
      node.offset,
    );
  }
  return {
    number: number as GoalNumber,
    comparison: comparison as Comparison,
    value: computed({ ...node, value: rest! }, 'if', (text) => evaluate(text, lookup)),
  };
}

function textOf(members: Members, name: string): string {
  return members.get(name)!.value as string;
}

function listOf(node: JsonNode | undefined): readonly JsonNode[] {
  return (node?.value ?? []) as readonly JsonNode[];
}

function viewOf(node: JsonNode | undefined): LessonView {
  return node === undefined ? {} : (plainJson(node) as LessonView);
}
