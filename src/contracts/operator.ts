/** What the log names as the one who acted at the command line: an account of this id would pass for them. */
export const OPERATOR = 'operator';
