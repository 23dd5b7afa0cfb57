package api

import (
	"maps"
	"net/http"
	"path"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// ID is the input of an operation on one object.
type ID struct {
	ID int64 `path:"id" minimum:"1"`
}

// Body is an input or an answer that is one JSON document. Do not embed it beside a path: see Command.
type Body[T any] struct {
	Body T
}

// Command is the input of a verb on one object: its id in the path and what the verb needs.
type Command[T any] struct {
	ID   int64 `path:"id" minimum:"1"`
	Body T
}

// Page asks for the next part of a list; embed it in the input.
type Page struct {
	After string `query:"after" doc:"next of the previous page"`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

// List is one page of rows and the key of the next one, "" at the end.
type List[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
}

// ListOf makes an answer of rows; a nil slice becomes an empty list, never null.
func ListOf[T any](items []T, next string) *Body[List[T]] {
	if items == nil {
		items = []T{}
	}
	return &Body[List[T]]{List[T]{Items: items, Next: next}}
}

// Empty is an answer without a body: 204.
type Empty struct{}

// Get reads.
func Get(id, path, summary string) huma.Operation {
	return operation(http.MethodGet, id, path, summary)
}

// Post makes something or carries out a verb: /documents/{id}/register.
func Post(id, path, summary string) huma.Operation {
	return operation(http.MethodPost, id, path, summary)
}

// Put replaces.
func Put(id, path, summary string) huma.Operation {
	return operation(http.MethodPut, id, path, summary)
}

// Delete takes away what may be taken away; records are annulled instead.
func Delete(id, path, summary string) huma.Operation {
	return operation(http.MethodDelete, id, path, summary)
}

// operation puts the path under /api; /auth and /files keep their own place.
func operation(method, id, path, summary string) huma.Operation {
	if !strings.HasPrefix(path, "/auth/") && !strings.HasPrefix(path, "/files/") {
		path = "/api" + path
	}
	tag, _, _ := strings.Cut(id, "-")
	return huma.Operation{Method: method, OperationID: id, Path: path, Summary: summary, Tags: []string{tag}}
}

const (
	publicMark = "public"
	limitMark  = "limit"
)

// Public opens an operation to people without a session; its actor holds the address and the request id only.
func Public(op huma.Operation) huma.Operation { return marked(op, publicMark, true) }

// Limited bounds how often one person at one address may call the operation.
func Limited(op huma.Operation, l Limit) huma.Operation { return marked(op, limitMark, l) }

func marked(op huma.Operation, mark string, value any) huma.Operation {
	op.Metadata = maps.Clone(op.Metadata)
	if op.Metadata == nil {
		op.Metadata = map[string]any{}
	}
	op.Metadata[mark] = value
	return op
}

func isPublic(op huma.Operation) bool { return op.Metadata[publicMark] == true }

func limitOf(op huma.Operation) Limit {
	l, _ := op.Metadata[limitMark].(Limit)
	return l
}

// schemaName names a schema by its package and type, so that two subjects may both have a Row: documents.Row is
// DocumentsRow, a list of them DocumentsRowList. Types of this package have no prefix.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Name() == "" || t.PkgPath() == "" {
		return huma.DefaultSchemaNamer(t, hint)
	}
	outer, inner, generic := strings.Cut(t.Name(), "[")
	if !generic {
		return packageWord(t.PkgPath()) + title(t.Name())
	}
	name := ""
	for argument := range strings.SplitSeq(strings.TrimSuffix(inner, "]"), ",") {
		argument = argument[strings.LastIndexByte(argument, '/')+1:]
		pkg, typ, named := strings.Cut(argument, ".")
		if !named {
			pkg, typ = "", argument
		}
		name += packageWord(pkg) + title(strings.Trim(typ, "[]*"))
	}
	return name + outer
}

func packageWord(pkg string) string {
	if word := path.Base(pkg); pkg != "" && word != "api" {
		return title(word)
	}
	return ""
}

func title(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + word[1:]
}
