// Package simulator is a feedback platform for tests, training and the demonstration: citizens write, an operator puts
// «Направить в СЭД», the platform answers the document system through SMEV 3 by package contract, shows the citizen the
// states and the answer, and takes his rating.
//
// It keeps what it has promised in a folder: an item that was listed is listed again after a fall until it is
// acknowledged, an answer that was accepted stays accepted.
package simulator
