package main

import (
	"os"

	"veche/internal/app"
)

type openAPI struct{}

// Run prints what stands in api/openapi.yaml.
func (openAPI) Run() error {
	text, err := app.OpenAPI()
	if err == nil {
		_, err = os.Stdout.Write(text)
	}
	return err
}
