package consumer

import java.nio.file.Path
import net.vimmerse.workflow.client.WorkflowClient
import net.vimmerse.workflow.client.model.VimAstronautRequest

fun main() {
    // begin: kotlin
    WorkflowClient.fromEnvironment().use { client ->
        val request = VimAstronautRequest.builder()
            .title("Launch")
            .addImageUrl("https://example.com/input.png")
            .build()
        val done = client.create(request).await { progress -> println("${progress.percentage()}%") }
        client.download(done.result().first(), Path.of("launch.mp4"))
    }
    // end
}
