package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"example.com/round-trip/workflow"
)

type key struct{}

func (key) ApiKey(context.Context, workflow.OperationName) (workflow.ApiKey, error) {
	return workflow.ApiKey{APIKey: os.Getenv("API_KEY")}, nil
}

func main() {
	ctx := context.Background()
	client, err := workflow.NewClient(os.Getenv("BASE_URL"), key{})
	check(err)
	imageURLs := []string{"https://example.com/input.png"}

	templates := as[*workflow.TemplateListResponse](client.ListTemplates(ctx, workflow.ListTemplatesParams{}))
	found := false
	for _, template := range templates.Data {
		found = found || template.TemplateID == "vim_astronaut"
	}
	assert(found, "no template")

	typed := as[*workflow.WorkflowResponse](client.CreateWorkflow(ctx,
		workflow.NewVimAstronautRequestCreateWorkflowRequest(workflow.VimAstronautRequest{
			TemplateID: workflow.VimAstronautRequestTemplateIDVimAstronaut,
			Title:      workflow.NewOptString("Launch"),
			ImageUrls:  imageURLs,
			Options: workflow.NewOptVideoOptions(workflow.VideoOptions{
				AspectRatio:  workflow.NewOptVideoOptionsAspectRatio(workflow.VideoOptionsAspectRatio916),
				PipelineMode: workflow.NewOptVideoOptionsPipelineMode(workflow.VideoOptionsPipelineModeImage),
			}),
		})))
	assert(typed.Data.Model == "vim_astronaut", typed.Data.Model)
	assert(string(typed.Data.Options["aspect_ratio"]) == `"9:16"`, "not 9:16")

	created := as[*workflow.WorkflowResponse](client.CreateWorkflow(ctx,
		workflow.NewVimNewYear2026RequestCreateWorkflowRequest(
			workflow.VimNewYear2026Request{ImageUrls: imageURLs})))
	id := created.Data.ID

	state := created.Data
	for polls := 0; state.ProcessingStatus != "success"; polls++ {
		assert(polls < 20, state.ProcessingStatus)
		state = as[*workflow.WorkflowResponse](client.GetWorkflow(ctx, workflow.GetWorkflowParams{WorkflowID: id})).Data
	}
	assert(state.Result[0].URL != "", "no output")

	invalid := as[*workflow.ValidationErrors](client.UpdateWorkflow(ctx,
		&workflow.UpdateWorkflowRequest{DeliveredAt: workflow.NewOptNilString("2025-02-30 10:00:00Z")},
		workflow.UpdateWorkflowParams{WorkflowID: id}))
	assert(invalid.Detail[0].Loc[1].String == "delivered_at", invalid.Detail)

	updated := as[*workflow.WorkflowResponse](client.UpdateWorkflow(ctx,
		&workflow.UpdateWorkflowRequest{
			Title:            workflow.NewOptString("Renamed"),
			VisibilityStatus: workflow.NewOptVisibilityStatus(workflow.VisibilityStatus2),
		},
		workflow.UpdateWorkflowParams{WorkflowID: id}))
	assert(updated.Data.Title == "Renamed", updated.Data.Title)
	assert(updated.Data.VisibilityStatus == "2", updated.Data.VisibilityStatus)

	deleted := as[*workflow.WorkflowResponse](client.DeleteWorkflow(ctx, workflow.DeleteWorkflowParams{WorkflowID: id}))
	assert(deleted.Data.ID == id, deleted.Data.ID)

	missing := as[*workflow.GetWorkflowNotFound](client.GetWorkflow(ctx, workflow.GetWorkflowParams{WorkflowID: id}))
	assert(missing.Code == "WORKFLOW_NOT_FOUND", missing.Code)
	fmt.Println("ok")
}

// as returns a response as the type of its status.
func as[T any](response any, err error) T {
	check(err)
	typed, ok := response.(T)
	assert(ok, fmt.Sprintf("%T %+v", response, response))
	return typed
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
