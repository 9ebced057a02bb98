// One program for a process and for a worker of a web page, so that the package carries the rules once.
void (typeof process === 'undefined' ? import('./browser') : import('./node'));
