import com.google.gson.Gson
import org.openapitools.client.apis.TemplatesApi
import org.openapitools.client.apis.WorkflowApi
import org.openapitools.client.infrastructure.ApiClient
import org.openapitools.client.infrastructure.ClientError
import org.openapitools.client.infrastructure.ClientException
import org.openapitools.client.infrastructure.Serializer
import org.openapitools.client.models.ApiError
import org.openapitools.client.models.AspectRatio
import org.openapitools.client.models.CreateWorkflowRequest
import org.openapitools.client.models.PipelineMode
import org.openapitools.client.models.UpdateWorkflowRequest
import org.openapitools.client.models.ValidationErrors
import org.openapitools.client.models.VideoOptions
import org.openapitools.client.models.VimAstronautRequest
import org.openapitools.client.models.VimNewYear2026Request
import org.openapitools.client.models.VisibilityStatus

val gson: Gson = Serializer.gson

fun main() {
    val url = System.getenv("BASE_URL")
    ApiClient.apiKey["X-Api-Key"] = System.getenv("API_KEY")
    val workflows = WorkflowApi(url)
    val imageUrls = listOf("https://example.com/input.png")

    check(TemplatesApi(url).listTemplates().data.any { it.templateId == "vim_astronaut" })

    val typed = workflows.createWorkflow(
        CreateWorkflowRequest(
            VimAstronautRequest(
                templateId = VimAstronautRequest.TemplateId.vim_astronaut,
                title = "Launch",
                imageUrls = imageUrls,
                options = VideoOptions(
                    aspectRatio = AspectRatio.PORTRAIT_9_16,
                    pipelineMode = PipelineMode.image,
                ),
            ),
        ),
    ).data
    check(typed.model == "vim_astronaut")
    check(typed.options["aspect_ratio"] == "9:16")

    var workflow = workflows.createWorkflow(
        CreateWorkflowRequest(VimNewYear2026Request(imageUrls = imageUrls)),
    ).data
    val id = workflow.id
    var polls = 0
    while (workflow.processingStatus != "success") {
        check(polls++ < 20) { workflow.processingStatus }
        workflow = workflows.getWorkflow(id).data
    }
    check(workflow.result[0].url.startsWith("http"))

    val invalid = errorOf {
        workflows.updateWorkflow(id, UpdateWorkflowRequest(deliveredAt = "2025-02-30 10:00:00Z"))
    }
    check(invalid.statusCode == 422)
    val errors = gson.fromJson(invalid.body as String, ValidationErrors::class.java)
    check(errors.detail[0].loc[1].actualInstance == "delivered_at")

    val updated = workflows.updateWorkflow(
        id,
        UpdateWorkflowRequest(title = "Renamed", visibilityStatus = VisibilityStatus.PUBLIC),
    ).data
    check(updated.title == "Renamed")
    check(updated.visibilityStatus == "2")

    check(workflows.deleteWorkflow(id).data.id == id)

    val missing = errorOf { workflows.getWorkflow(id) }
    check(missing.statusCode == 404)
    check(gson.fromJson(missing.body as String, ApiError::class.java).code == "WORKFLOW_NOT_FOUND")
    println("ok")
}

fun errorOf(call: () -> Unit): ClientError<*> {
    try {
        call()
    } catch (e: ClientException) {
        return e.response as ClientError<*>
    }
    error("no error")
}
