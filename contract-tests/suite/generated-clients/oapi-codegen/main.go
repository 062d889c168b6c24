package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"example.com/round-trip/workflow"
)

func main() {
	ctx := context.Background()
	withKey := workflow.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
		request.Header.Set("X-Api-Key", os.Getenv("API_KEY"))
		return nil
	})
	client, err := workflow.NewClientWithResponses(os.Getenv("BASE_URL"), withKey)
	check(err)
	imageURLs := []string{"https://example.com/input.png"}

	templates, err := client.ListTemplatesWithResponse(ctx, nil)
	check(err)
	found := false
	for _, template := range templates.JSON200.Data {
		found = found || template.TemplateId == "vim_astronaut"
	}
	assert(found, "no template")

	var body workflow.CreateWorkflowRequest
	check(body.FromVimAstronautRequest(workflow.VimAstronautRequest{
		TemplateId: workflow.VimAstronaut,
		Title:      ptr("Launch"),
		ImageUrls:  &imageURLs,
		Options: &workflow.VideoOptions{
			AspectRatio:  ptr(workflow.PORTRAIT916),
			PipelineMode: ptr(workflow.Image),
		},
	}))
	typed, err := client.CreateWorkflowWithResponse(ctx, body)
	check(err)
	assert(typed.JSON200 != nil, string(typed.Body))
	assert(typed.JSON200.Data.Model == "vim_astronaut", typed.JSON200.Data.Model)
	assert(typed.JSON200.Data.Options["aspect_ratio"] == "9:16", "not 9:16")

	check(body.FromVimNewYear2026Request(workflow.VimNewYear2026Request{ImageUrls: &imageURLs}))
	created, err := client.CreateWorkflowWithResponse(ctx, body)
	check(err)
	assert(created.JSON200 != nil, string(created.Body))

	state := created.JSON200.Data
	for polls := 0; state.ProcessingStatus != "success"; polls++ {
		assert(polls < 20, state.ProcessingStatus)
		read, err := client.GetWorkflowWithResponse(ctx, state.Id)
		check(err)
		assert(read.JSON200 != nil, string(read.Body))
		state = read.JSON200.Data
	}
	assert(state.Result[0].Url != "", "no output")

	invalid, err := client.UpdateWorkflowWithResponse(ctx, state.Id,
		workflow.UpdateWorkflowRequest{DeliveredAt: ptr("2025-02-30 10:00:00Z")})
	check(err)
	assert(invalid.JSON422 != nil, string(invalid.Body))
	property, err := invalid.JSON422.Detail[0].Loc[1].AsValidationErrorLoc0()
	check(err)
	assert(property == "delivered_at", property)

	updated, err := client.UpdateWorkflowWithResponse(ctx, state.Id,
		workflow.UpdateWorkflowRequest{Title: ptr("Renamed"), VisibilityStatus: ptr(workflow.PUBLIC)})
	check(err)
	assert(updated.JSON200 != nil, string(updated.Body))
	assert(updated.JSON200.Data.Title == "Renamed", updated.JSON200.Data.Title)
	assert(updated.JSON200.Data.VisibilityStatus == "2", "not public")

	deleted, err := client.DeleteWorkflowWithResponse(ctx, state.Id)
	check(err)
	assert(deleted.JSON200 != nil && deleted.JSON200.Data.Id == state.Id, string(deleted.Body))

	missing, err := client.GetWorkflowWithResponse(ctx, state.Id)
	check(err)
	assert(missing.JSON404 != nil, string(missing.Body))
	assert(missing.JSON404.Code == "WORKFLOW_NOT_FOUND", missing.JSON404.Code)
	fmt.Println("ok")
}

func ptr[T any](value T) *T {
	return &value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func assert(holds bool, reason any) {
	if !holds {
		log.Fatal(reason)
	}
}
