// Package smev exchanges messages with other systems through SMEV 3, the state's system of interagency electronic
// interaction: requests and answers with files, signed by national standards, in versions 1.1, 1.2 and 1.3.
package smev
