package audit

// LeafHash lets tests forge a leaf.
var LeafHash = Record.hash
