// Package app puts the house together: it opens the database and the files, makes every subject, joins those that must
// not know each other, and runs until it is told to stop. It is the only package that imports everything.
package app
