/** Stands before each line that mocha prints inside VS Code, where the window and other extensions print too. */
export const mochaMark = 'mocha| ';
