// Package container is the form of a document passport: one ZIP of fixed bytes, an inventory (опись) of what lies in it,
// checksums by SHA-256 and by Streebog-256, and a seal of the installation over both lists.
//
// The form is strict so that every byte of the file is accounted for: files stand in the order of their names, are not
// compressed and carry no times; the same parts always give the same bytes, and Rebuilt finds any other byte. What is
// not compressed cannot be a bomb, and names are plain ASCII paths below the folder into which they are unpacked.
//
//	README.txt                 how to check it without this program
//	card.html, card.json       the registration card, for people and for programs
//	inventory.json             what each file is
//	files/, approval/          files of the card as they are; the approval sheet
//	signatures/                detached signatures as they are
//	evidence/                  certificates, revocation lists, OCSP answers, time stamps, reports of checks
//	journal/                   acts of the log with their way to a signed checkpoint
//	manifest-sha256.txt, manifest-streebog256.txt, seal.txt, seal.p7s (the seal of the body, where it has one)
package container
