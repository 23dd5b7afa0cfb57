// Package notify tells people that something waits or has happened: on the screen, and by e-mail where the person has
// an address and the installation a mail server.
//
// A notice is a code, a link and a few values, never a text: the sentence is made where it is shown. Of a restricted
// document (ДСП) nothing is told but that something waits (§2.11), and letters hold no personal data: mail goes through
// foreign hands.
package notify
