package simulator

import "veche/smev/message"

// OnWritten looks at every envelope that the node writes.
func (n *Node) OnWritten(look func(v message.Version, document []byte)) { n.written = look }
