package simulator

import "veche/smev/message"

// OnWritten looks at every envelope that the node writes.
func (n *Node) OnWritten(look func(v message.Version, document []byte)) { n.written = look }

// Messages are all messages of the node.
func (n *Node) Messages() []Message {
	n.mu.Lock()
	defer n.mu.Unlock()
	var all []Message
	for _, m := range n.messages {
		all = append(all, *m)
	}
	return all
}
