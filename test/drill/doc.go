// Package drill kills the server and the database of the intake under load and looks what is left (make drill).
package drill
