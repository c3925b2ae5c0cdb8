/** The log names this id for acts at the command line, so no account may have it. */
export const OPERATOR = 'operator';
