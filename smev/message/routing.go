package message

// Routing of a directive message (1.3): to whom it goes is told by values or identifiers within, and is signed apart.
type Routing struct {
	Dynamic     []string
	Identifiers []string
	Registry    []RecordRouting
}

// RecordRouting is the routing of one record of a registry.
type RecordRouting struct {
	RecordID    int
	General     bool // as the whole message
	Dynamic     []string
	Identifiers []string
}

// RoutingState is the outcome of routing by one value.
type RoutingState struct {
	RecordID int    `json:"record_id,omitempty"` // of a registry; zero is the message as a whole
	Value    string `json:"value,omitempty"`
	ByID     bool   `json:"by_id,omitempty"`
	Code     string `json:"code"` // success, recipientNotFound …
}

// writeRouting writes the last part of SendRequestRequest; its own signature goes at the end of it.
func (w *writer) writeRouting(r *Routing, id MessageID) {
	w.open(kindRouting, "Routing")
	w.open(kindRouting, "RoutingInformation", "Id", RoutingID)
	w.leaf(kindRouting, "MessageID", string(id))
	w.writeValues("DynamicRouting", "DynamicValue", r.Dynamic)
	w.writeValues("IdentifierRouting", "IdentifierValue", r.Identifiers)
	if len(r.Registry) > 0 {
		w.open(kindRouting, "RegistryRouting")
		for _, record := range r.Registry {
			w.open(kindRouting, "RegistryRecordRouting")
			w.leaf(kindRouting, "RecordId", decimal(int64(record.RecordID)))
			w.leaf(kindRouting, "UseGeneralRouting", boolean(record.General))
			w.writeValues("DynamicRouting", "DynamicValue", record.Dynamic)
			w.writeValues("IdentifierRouting", "IdentifierValue", record.Identifiers)
			w.close()
		}
		w.close()
	}
	w.close()
	w.slot(kindRouting, "RoutingSignature", RoutingID)
	w.close()
}

func (w *writer) writeValues(list, item string, values []string) {
	if len(values) == 0 {
		return
	}
	w.open(kindRouting, list)
	for _, value := range values {
		w.leaf(kindRouting, item, value)
	}
	w.close()
}
