package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"

	openapi "github.com/example/workflow"
)

func main() {
	configuration := openapi.NewConfiguration()
	configuration.Servers = openapi.ServerConfigurations{{URL: os.Getenv("BASE_URL")}}
	client := openapi.NewAPIClient(configuration)
	ctx := context.WithValue(context.Background(), openapi.ContextAPIKeys,
		map[string]openapi.APIKey{"ApiKey": {Key: os.Getenv("API_KEY")}})
	imageURLs := []string{"https://example.com/input.png"}

	templates, _, err := client.TemplatesAPI.ListTemplates(ctx).Execute()
	check(err)
	found := false
	for _, template := range templates.Data {
		found = found || template.TemplateId == "vim_astronaut"
	}
	assert(found, "no template")

	astronaut := openapi.NewVimAstronautRequest("vim_astronaut")
	astronaut.SetTitle("Launch")
	astronaut.SetImageUrls(imageURLs)
	options := openapi.NewVideoOptions()
	options.SetAspectRatio(openapi.PORTRAIT_9_16)
	options.SetPipelineMode(openapi.IMAGE)
	astronaut.SetOptions(*options)
	typed, _, err := client.WorkflowAPI.CreateWorkflow(ctx).
		CreateWorkflowRequest(openapi.VimAstronautRequestAsCreateWorkflowRequest(astronaut)).Execute()
	check(err)
	assert(typed.Data.Model == "vim_astronaut", typed.Data.Model)
	assert(typed.Data.Options["aspect_ratio"] == "9:16", "not 9:16")

	standard := openapi.NewVimNewYear2026Request()
	standard.SetImageUrls(imageURLs)
	created, _, err := client.WorkflowAPI.CreateWorkflow(ctx).
		CreateWorkflowRequest(openapi.VimNewYear2026RequestAsCreateWorkflowRequest(standard)).Execute()
	check(err)
	id := created.Data.Id

	state := created.Data
	for polls := 0; state.ProcessingStatus != "success"; polls++ {
		assert(polls < 20, state.ProcessingStatus)
		read, _, err := client.WorkflowAPI.GetWorkflow(ctx, id).Execute()
		check(err)
		state = read.Data
	}
	assert(state.Result[0].Url != "", "no output")

	change := openapi.NewUpdateWorkflowRequest()
	change.SetDeliveredAt("2025-02-30 10:00:00Z")
	_, _, err = client.WorkflowAPI.UpdateWorkflow(ctx, id).UpdateWorkflowRequest(*change).Execute()
	invalid := model[openapi.ValidationErrors](err)
	assert(*invalid.Detail[0].Loc[1].String == "delivered_at", invalid.Detail)

	change = openapi.NewUpdateWorkflowRequest()
	change.SetTitle("Renamed")
	change.SetVisibilityStatus(openapi.PUBLIC)
	updated, _, err := client.WorkflowAPI.UpdateWorkflow(ctx, id).UpdateWorkflowRequest(*change).Execute()
	check(err)
	assert(updated.Data.Title == "Renamed", updated.Data.Title)
	assert(updated.Data.VisibilityStatus == "2", updated.Data.VisibilityStatus)

	deleted, _, err := client.WorkflowAPI.DeleteWorkflow(ctx, id).Execute()
	check(err)
	assert(deleted.Data.Id == id, deleted.Data.Id)

	_, _, err = client.WorkflowAPI.GetWorkflow(ctx, id).Execute()
	missing := model[openapi.ApiError](err)
	assert(missing.Code == "WORKFLOW_NOT_FOUND", missing.Code)
	fmt.Println("ok")
}

// model returns the typed body of an error response.
func model[T any](err error) T {
	var response *openapi.GenericOpenAPIError
	assert(errors.As(err, &response), err)
	typed, ok := response.Model().(T)
	assert(ok, fmt.Sprintf("%T %s", response.Model(), response.Body()))
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
