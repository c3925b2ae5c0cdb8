/** Runs the work of a subcommand; what it returns is the exit code. */
export type Finish = (work: () => Promise<number>) => Promise<void>;
